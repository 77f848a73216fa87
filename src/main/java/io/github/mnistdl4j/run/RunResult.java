package io.github.mnistdl4j.run;

import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.training.TrainingResult;
import java.util.Optional;

/**
 * What a run gave.
 *
 * @param training how training went and ended
 * @param evaluation of the kept network on the test set; empty if not wanted or nothing was kept
 * @param saved whether there was anything to keep, and so a model file
 * @param inspection a look into the kept network, with its answers to the test images if they were
 *     evaluated; empty if nothing was kept
 */
public record RunResult(
    TrainingResult training,
    Optional<EvaluationResult> evaluation,
    boolean saved,
    Optional<Inspection> inspection) {}
