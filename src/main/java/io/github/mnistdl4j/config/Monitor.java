package io.github.mnistdl4j.config;

import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.YamlNames;

/** A metric of each epoch. The test set has none here: it never influences training. */
public enum Monitor {
  /** Training loss, the mean over the epoch's batches. */
  LOSS,
  /** Training accuracy. */
  ACCURACY,
  /** Loss on the validation set. */
  VAL_LOSS,
  /** Accuracy on the validation set. */
  VAL_ACCURACY;

  /** Returns whether it is measured on images held out from training. */
  public boolean isOfValidation() {
    return this == VAL_LOSS || this == VAL_ACCURACY;
  }

  /** Reports a problem if it cannot be measured. */
  void check(ProblemSink problems, String path, double validationSplit) {
    if (isOfValidation() && validationSplit == 0) {
      problems.add(
          path,
          "is %s, but there is no validation set: set training.validation-split, or monitor loss",
          YamlNames.of(this));
    }
  }
}
