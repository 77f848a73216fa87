package io.github.mnistdl4j.run;

import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.RejectionRule;
import io.github.mnistdl4j.evaluation.Temperature;
import io.github.mnistdl4j.training.TrainingResult;
import java.util.Optional;

/**
 * The result of a run.
 *
 * @param training how training went and ended
 * @param evaluation of the kept network on the test set; empty if not wanted or nothing was kept
 * @param inspection a look into the kept network; empty if nothing was kept
 * @param check of the evaluation by Deeplearning4j's own
 * @param rejection which images the kept network refuses; empty: none
 * @param temperature at which it is asked to be calibrated; empty: its own
 */
public record RunResult(
    TrainingResult training,
    Optional<EvaluationResult> evaluation,
    Optional<Inspection> inspection,
    EvaluationCheck check,
    Optional<RejectionRule> rejection,
    Optional<Temperature> temperature) {

  /** Returns whether there was anything to keep, and so a model file. */
  public boolean saved() {
    return inspection.isPresent();
  }
}
