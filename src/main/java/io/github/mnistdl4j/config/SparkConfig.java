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
            value =
                "Folder with the four IDX files that every node sees; without it the driver sends"
                    + " the images.",
            byDefault = "null")
        Optional<Path> directory) {}
