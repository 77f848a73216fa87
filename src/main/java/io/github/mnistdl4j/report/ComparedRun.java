package io.github.mnistdl4j.report;

import io.github.mnistdl4j.config.NetworkConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.training.EpochResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Describes a run beside others.
 *
 * @param best whether no other has a higher test accuracy
 * @param gap training less test accuracy, in percentage points
 * @param epoch mean training time per epoch
 * @param whole total training time
 */
record ComparedRun(
    String name,
    String status,
    String network,
    String parameters,
    int epochCount,
    boolean best,
    String testAccuracy,
    String testLoss,
    String trainingAccuracy,
    String gap,
    String epoch,
    String whole,
    List<EpochResult> epochs) {

  static List<ComparedRun> all(List<SavedRun> runs, List<String> names) {
    double highest =
        runs.stream()
            .flatMap(run -> run.evaluation().stream())
            .mapToDouble(EvaluationResult::accuracy)
            .max()
            .orElse(Double.NaN);
    return IntStream.range(0, runs.size())
        .mapToObj(i -> of(names.get(i), runs.get(i), highest))
        .toList();
  }

  private static ComparedRun of(String name, SavedRun run, double highest) {
    DatasetInfo images = run.images();
    NetworkConfig network = run.config().run().network().forClasses(images.classes().size());
    List<EpochResult> epochs = run.metrics();
    Optional<EvaluationResult> test = run.evaluation();
    Optional<Double> training =
        epochs.stream().reduce((first, second) -> second).map(last -> last.training().accuracy());
    double seconds = epochs.stream().mapToDouble(EpochResult::seconds).sum();
    return new ComparedRun(
        name,
        run.provenance().map(p -> p.status().word()).orElse("unknown"),
        Summary.network(network, images),
        Numbers.count(network.parameters(images.pixels())),
        epochs.size(),
        test.filter(e -> e.accuracy() == highest).isPresent(),
        test.map(e -> Numbers.percent(e.accuracy())).orElse(""),
        test.map(e -> Numbers.decimal(e.loss())).orElse(""),
        training.map(Numbers::percent).orElse(""),
        training.flatMap(a -> test.map(e -> Numbers.points(a - e.accuracy()))).orElse(""),
        epochs.isEmpty() ? "" : Numbers.seconds(seconds / epochs.size()),
        epochs.isEmpty() ? "" : Numbers.seconds(seconds),
        epochs);
  }
}
