package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a cluster of Apache Spark trains; a training on one machine passes it over.
 *
 * @param workers networks that are trained at once, each on its share of an epoch's batches; 0: one
 *     for each core of the cluster
 * @param averagingFrequency batches that each of them learns from between two averages
 * @param directory where every node finds the data set's four files; empty: the driver sends the
 *     images
 */
public record SparkConfig(
    @Key(
            value = "Networks trained at once and averaged; 0 means one for each of the cores.",
            byDefault = "0",
            min = 0,
            max = 10_000)
        int workers,
    @Key(
            value = "Batches that each of them learns from between two averages.",
            byDefault = "30",
            min = 1,
            max = 100_000)
        int averagingFrequency,
    @Key(
            value =
                "Folder with the four IDX files that every node sees; without it the driver sends"
                    + " the images.",
            byDefault = "null")
        Optional<Path> directory) {}
