package io.github.mnistdl4j.run;

import static io.github.mnistdl4j.run.EvaluationCheck.CheckOutcome.AGREES;
import static io.github.mnistdl4j.run.EvaluationCheck.CheckOutcome.DIFFERS;

import io.github.mnistdl4j.config.Evaluate;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.MnistIterators;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.ConfusionMatrix;
import io.github.mnistdl4j.evaluation.CountComparison;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.Evaluator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Has Deeplearning4j read the test images and evaluate a network by itself, on a thread of its own
 * while the run is kept, to check this project's reader and evaluation.
 */
final class BackgroundCheck {
  private final CompletableFuture<ConfusionMatrix> counts = new CompletableFuture<>();

  /** Starts the evaluation, if it is possible. The network must not change any more. */
  BackgroundCheck(RunConfig config, TrainTest data, MultiLayerNetwork network) {
    Optional<String> obstacle = obstacle(config, data);
    if (obstacle.isPresent()) {
      counts.completeExceptionally(new RunException(obstacle.get()));
    } else {
      Thread thread = new Thread(() -> count(data, network), "check-evaluation");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private static Optional<String> obstacle(RunConfig config, TrainTest data) {
    if (data.test().size() == 0) {
      return Optional.of("There is no test set.");
    }
    if (config.training().evaluate() == Evaluate.NEVER) {
      return Optional.of("training.evaluate is never.");
    }
    if (data.info().hasNone()) {
      return Optional.of("MnistDataSetIterator has ten classes, the network one more, none.");
    }
    return data.iterableFolder().isPresent()
        ? Optional.empty()
        : Optional.of("MnistDataSetIterator cannot read these images.");
  }

  private void count(TrainTest data, MultiLayerNetwork network) {
    try {
      counts.complete(
          Evaluator.countByDeeplearning4j(
              network, MnistIterators.test(data, data.iterableFolder().orElseThrow())));
    } catch (Throwable e) {
      counts.completeExceptionally(e); // the run is kept without the check
    }
  }

  /**
   * Waits for the counts and compares them with this project's.
   *
   * @param answers of the same network to the test images; empty if it was not evaluated
   * @param ours this project's evaluation; empty if there is none
   */
  EvaluationCheck end(Optional<Answers> answers, Optional<EvaluationResult> ours) {
    return counts
        .handle(
            (theirs, failure) ->
                failure == null
                    ? compare(answers.orElseThrow(), ours.orElseThrow(), theirs)
                    : EvaluationCheck.leftOut(String.valueOf(failure.getMessage())))
        .join();
  }

  private static EvaluationCheck compare(
      Answers answers, EvaluationResult ours, ConfusionMatrix theirs) {
    CountComparison comparison = new CountComparison(answers, ours.confusion());
    String same = "Both count the same for %d images; rounding decides the class of %d of them.";
    return comparison
        .difference(theirs)
        .map(difference -> new EvaluationCheck(DIFFERS, difference))
        .orElse(new EvaluationCheck(AGREES, same.formatted(answers.size(), comparison.ties())));
  }
}
