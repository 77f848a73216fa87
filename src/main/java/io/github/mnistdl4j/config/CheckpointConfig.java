package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;
import java.util.Optional;

/**
 * When training writes a checkpoint, from which it can be resumed: if any of the conditions holds,
 * and always when the user interrupts it.
 */
public record CheckpointConfig(
    @Key(value = "Epochs between checkpoints; 0: none.", byDefault = "1", in = "[0, 1e5]")
        int everyEpochs,
    @Key(value = "Steps between two in an epoch; 0: none.", byDefault = "0", in = "[0, 1e6]")
        int everySteps,
    @Key(value = "Seconds between checkpoints; 0: none.", byDefault = "0", in = "[0, 1e6]")
        int everySeconds,
    @Key(value = "How many to keep, the newest.", byDefault = "2", in = "[1, 1000]") int keepLast,
    @Key(value = "Which epoch's to keep as well, however old.", byDefault = "null")
        Optional<KeepBest> keepBest) {}
