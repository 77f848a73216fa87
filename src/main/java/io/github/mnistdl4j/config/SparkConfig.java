package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;
import java.nio.file.Path;
import java.util.Optional;

/** How an Apache Spark cluster trains; training on one machine ignores it. */
public record SparkConfig(
    @Key(value = "Networks trained at once; 0: one per core.", byDefault = "0", in = "[0, 1e4]")
        int workers,
    @Key(value = "Batches per network between two averages.", byDefault = "30", in = "[1, 1e5]")
        int averagingFrequency,
    @Key(
            value = "Folder of IDX files that every node sees; else they are sent.",
            byDefault = "null")
        Optional<Path> directory) {}
