package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;
import java.util.Optional;

/**
 * When training keeps what it needs to go on after an interruption. Every condition counts by
 * itself; 0 turns it off. An interruption by the user is always kept.
 *
 * @param everyEpochs after so many epochs
 * @param everySteps after so many steps of an epoch
 * @param everySeconds when so many seconds have passed
 * @param keepLast checkpoints that stay
 * @param keepBest which one stays beside them; it is written whatever the other conditions say
 */
public record CheckpointConfig(
    @Key(value = "After so many epochs; 0: never.", byDefault = "1", min = 0, max = 100_000)
        int everyEpochs,
    @Key(
            value = "After so many steps of an epoch; 0: never.",
            byDefault = "0",
            min = 0,
            max = 1_000_000)
        int everySteps,
    @Key(
            value = "When so many seconds have passed; 0: never.",
            byDefault = "0",
            min = 0,
            max = 1_000_000)
        int everySeconds,
    @Key(value = "How many stay; the newest.", byDefault = "2", min = 1, max = 1000) int keepLast,
    @Key(value = "Which epoch's stays as well.", byDefault = "null") Optional<KeepBest> keepBest) {

  CheckpointConfig withoutBest() {
    return new CheckpointConfig(everyEpochs, everySteps, everySeconds, keepLast, Optional.empty());
  }
}
