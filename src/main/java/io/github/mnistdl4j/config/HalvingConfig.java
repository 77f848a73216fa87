package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.Key;

/** When successive halving drops the weaker trials. */
public record HalvingConfig(
    @Key(value = "Epochs that every trial is trained for.", byDefault = "1", in = "[1, 1e5]")
        int minEpochs,
    @Key(value = "Factor by which trials fall and epochs grow.", byDefault = "3", in = "[2, 100]")
        int reductionFactor) {

  /** Returns how many of some candidates continue to the next rung, at least one. */
  public int survivors(int candidates) {
    return Math.max(1, candidates / reductionFactor);
  }
}
