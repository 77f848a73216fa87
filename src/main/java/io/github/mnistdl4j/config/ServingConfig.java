package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;
import java.nio.file.Path;
import java.util.Optional;

/** How {@code serve} answers requests, and its limits. */
public record ServingConfig(
    @Key(value = "Largest batch in images.", byDefault = "64", in = "[1, 4096]") int maxBatch,
    @Key(
            value =
                "Milliseconds that an image waits for others while the network is idle; while it is"
                    + " busy they gather anyway.",
            byDefault = "0.0",
            in = "[0, 1000]")
        double maxDelay,
    @Key(
            value = "Images that may wait for the network; further requests are refused with 429.",
            byDefault = "1024",
            in = "[1, 100000]")
        int maxQueue,
    @Key(value = "Largest request body in bytes.", byDefault = "1048576", in = "[1024, 67108864]")
        int maxBody,
    @Key(
            value = "Open connections at most; further ones wait to be accepted.",
            byDefault = "1024",
            in = "[1, 100000]")
        int maxConnections,
    @Key(
            value = "Seconds that a request may take, from its first byte to its answer.",
            byDefault = "10",
            in = "[1, 3600]")
        int requestTimeout,
    @Key(
            value = "Whether POST /v2/repository/models/NAME/load, or SIGHUP, loads a newer run.",
            byDefault = "false")
        boolean reload,
    @Key(
            value =
                "File with the bearer token that requests must carry; the environment variable"
                    + " MNIST_DL4J_TOKEN may hold it instead. Without either, anyone who can connect"
                    + " may ask.",
            byDefault = "null")
        Optional<Path> tokenFile) {}
