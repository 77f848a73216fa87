package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.Evaluator;
import io.github.mnistdl4j.evaluation.RejectionRule;
import io.github.mnistdl4j.files.LockFile;
import io.github.mnistdl4j.run.Provenance.Origin;
import io.github.mnistdl4j.run.Provenance.Status;
import io.github.mnistdl4j.runtime.Backend;
import io.github.mnistdl4j.runtime.Machine;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.TrainingData;
import io.github.mnistdl4j.training.TrainingState;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A run whose network another program trained. Its directory is like any other, but for the origin
 * in its provenance; its only epoch in {@code metrics.csv} is the last, evaluated afterwards.
 *
 * @param config the effective configuration, of the network's layers
 * @param model the network, with its optimizer's state, its steps and epochs
 * @param data images to evaluate it on; empty if there are none of its form
 * @param origin where it comes from
 */
public record ImportedRun(
    AppConfig config, TrainedModel model, Optional<TrainTest> data, Origin origin) {

  /**
   * Writes a run's directory.
   *
   * @param directory an empty one
   * @return the evaluation on the test images, if there are any
   * @throws RunException if a file cannot be written
   */
  public Optional<EvaluationResult> keep(RunDirectory directory, Clock clock) {
    LockFile lock = RunFiles.lock(directory);
    try {
      return keepLocked(directory, clock);
    } finally {
      lock.close();
    }
  }

  private Optional<EvaluationResult> keepLocked(RunDirectory directory, Clock clock) {
    Optional<RejectionRule> rejection =
        data.flatMap(images -> new RejectionCalibration(config.run(), images).of(model.network()));
    OptionalDouble mean =
        data.isPresent() ? OptionalDouble.of(data.get().train().mean()) : OptionalDouble.empty();
    ModelStore.save(
        new TrainedModel(model.network(), model.images(), mean, rejection, Optional.empty()),
        directory.model());
    Optional<EvaluationResult> evaluation =
        data.filter(images -> images.test().size() > 0).map(images -> evaluate(images.test()));
    evaluation.ifPresent(result -> Json.write(directory.evaluation(), result));
    List<EpochResult> epochs = data.map(images -> lastEpoch(images, evaluation)).orElse(List.of());
    RunFiles.write(directory.metrics(), MetricsFile.text(epochs));
    Json.write(directory.provenance(), provenance(clock, mean, evaluation, epochs, rejection));
    RunFiles.write(directory.config(), ConfigWriter.write(config));
    directory.markLatest();
    return evaluation;
  }

  private EvaluationResult evaluate(Digits images) {
    RunConfig run = config.run();
    return Evaluator.evaluate(
        model.network(), images, run.training().loss(), NativeRuntime.threads(run.runtime()));
  }

  private List<EpochResult> lastEpoch(TrainTest images, Optional<EvaluationResult> evaluation) {
    int epoch = model.network().getEpochCount();
    if (epoch == 0) {
      return List.of();
    }
    TrainingData uses = TrainingData.of(images, config.run());
    return List.of(
        new EpochResult(
            epoch,
            model.network().getIterationCount(),
            Score.of(evaluate(uses.train())),
            uses.validation().map(held -> Score.of(evaluate(held))),
            evaluation.map(Score::of),
            config.run().training().optimizer().learningRate(),
            Duration.ZERO));
  }

  private Provenance provenance(
      Clock clock,
      OptionalDouble mean,
      Optional<EvaluationResult> evaluation,
      List<EpochResult> epochs,
      Optional<RejectionRule> rejection) {
    String now =
        DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
            OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS));
    return new Provenance(
        Status.FINISHED,
        now,
        now,
        0,
        Application.current(),
        Machine.current(),
        Backend.current(),
        config.run().network().seed(),
        dataset(mean),
        List.of(),
        NativeRuntime.threads(config.run().runtime()),
        Json.tree(ConfigWriter.tree(config)),
        Optional.of(
            new Provenance.Result(
                EpochResult.last(epochs),
                Parameters.sha256(model.network()),
                epochs.stream().findFirst().map(EpochResult::training),
                evaluation.map(Score::of),
                rejection,
                Optional.empty())),
        Optional.empty(),
        Optional.of(EvaluationCheck.leftOut("Another program trained the network.")),
        Optional.of(origin));
  }

  private Provenance.Dataset dataset(OptionalDouble mean) {
    return new Provenance.Dataset(
        YamlNames.of(config.run().data().dataset()),
        data.map(TrainTest::source).orElse("unknown"),
        data.map(images -> images.train().size()).orElse(0),
        data.map(images -> images.test().size()).orElse(0),
        data.map(TrainTest::sha256).orElse(Map.of()),
        Preprocessing.of(model.images(), mean),
        0);
  }

  /** Returns where the training of an imported network goes on; empty for any other run. */
  static Optional<TrainingState> state(RunDirectory directory, RunConfig config) {
    return new SavedRun(directory)
        .provenance()
        .filter(then -> then.imported().isPresent())
        .map(then -> state(directory, ModelStore.loadToTrain(directory.model(), config)));
  }

  private static TrainingState state(RunDirectory directory, MultiLayerNetwork network) {
    List<EpochResult> epochs =
        MetricsFile.read(directory.metrics()).stream()
            .filter(epoch -> epoch.epoch() <= network.getEpochCount())
            .map(epoch -> Records.with(epoch, "steps", network.getIterationCount()))
            .toList();
    return TrainingState.between(network, epochs);
  }
}
