package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.Callback;
import io.github.mnistdl4j.config.Evaluate;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.Evaluator;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.Engines;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.EpochTrainer;
import io.github.mnistdl4j.training.MonitoredMetric;
import io.github.mnistdl4j.training.Trainer;
import io.github.mnistdl4j.training.TrainingCallback;
import io.github.mnistdl4j.training.TrainingData;
import io.github.mnistdl4j.training.TrainingResult;
import io.github.mnistdl4j.training.TrainingResult.Outcome;
import io.github.mnistdl4j.training.TrainingState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Trains a network into a run directory. */
public final class TrainingRun {
  private final AppConfig recorded;
  private final RunConfig config;
  private final TrainTest data;
  private final RunDirectory directory;
  private final Clock clock;
  private final Optional<EpochTrainer> elsewhere;

  /**
   * A run of a configuration on images that are in memory.
   *
   * @param directory an empty one, or that of the run to go on with
   */
  public TrainingRun(AppConfig config, TrainTest data, RunDirectory directory, Clock clock) {
    this(config, data, directory, clock, Optional.empty());
  }

  /**
   * The same, trained elsewhere.
   *
   * @param elsewhere trains each epoch in place of this process; it is not closed here
   */
  public TrainingRun(
      AppConfig config,
      TrainTest data,
      RunDirectory directory,
      Clock clock,
      Optional<EpochTrainer> elsewhere) {
    this.elsewhere = elsewhere;
    this.recorded = config;
    this.config = config.run();
    this.data = data;
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * Trains, evaluates and keeps the result. The directory has everything that is known at each
   * moment; the model is written when training has ended, however it ended. Where the directory has
   * checkpoints, training goes on from the newest. It does not end for a checkpoint or metrics that
   * cannot be written: {@code note} hears of it.
   *
   * @param listener hears of every step
   * @param note hears what a user should know, a sentence at a time
   * @param stopRequested asked after every step whether to end early
   * @throws RunException if a file cannot be written, or another process writes into the directory
   */
  public RunResult train(
      TrainingCallback listener, Consumer<String> note, BooleanSupplier stopRequested) {
    RunLock lock = RunLock.take(directory);
    try {
      return trainLocked(listener, note, stopRequested);
    } finally {
      lock.close();
    }
  }

  private RunResult trainLocked(
      TrainingCallback listener, Consumer<String> note, BooleanSupplier stopRequested) {
    Checkpoints checkpoints =
        new Checkpoints(
            directory.checkpoints(),
            Resumption.identity(recorded, data.sha256()),
            config.training().checkpoint().keepLast(),
            config
                .training()
                .checkpoint()
                .keepBest()
                .map(best -> new MonitoredMetric(best.monitor(), best.mode(), 0)));
    Optional<TrainingState> from = checkpoints.newest(note);
    from.ifPresent(state -> requireEnoughEpochs(state.epochs().size()));
    AtomicFile.write(directory.config(), ConfigWriter.write(recorded));
    NativeRuntime.start(config.runtime());
    ProvenanceFile provenance =
        new ProvenanceFile(
            recorded, data, directory, clock, elsewhere.map(EpochTrainer::description));
    provenance.started();
    directory.markLatest();
    MultiLayerNetwork network =
        elsewhere.isPresent() ? Networks.create(config) : Engines.create(config, note);
    TrainingData split =
        TrainingData.split(data.train(), data.test(), config.training().validationSplit());
    List<EpochResult> before = from.map(TrainingState::epochs).orElse(List.of());
    MetricsFile metrics = new MetricsFile(directory.metrics(), before, note);
    Optional<CsvLogWriter> csv = csvLogger(before, note);
    List<TrainingCallback> listeners = new ArrayList<>(List.of(metrics, listener));
    csv.ifPresent(listeners::add);
    modelCheckpoint(network, before, note).ifPresent(listeners::add);
    TrainingResult result;
    try (CheckpointWriter writer = new CheckpointWriter(checkpoints, config.training(), note)) {
      result =
          new Trainer(config, split, listeners, stopRequested)
              .train(network, from, writer, elsewhere);
    }
    RunResult kept = keep(network, result);
    metrics.finish();
    csv.ifPresent(CsvLogWriter::finish);
    provenance.ended(kept, network);
    return kept;
  }

  private Optional<CsvLogWriter> csvLogger(List<EpochResult> before, Consumer<String> note) {
    TrainingConfig training = config.training();
    boolean withTest = training.evaluate() != Evaluate.NEVER;
    return training
        .callback(Callback.CsvLogger.class)
        .map(csv -> new CsvLogWriter(csv, directory.path(), withTest, before, note));
  }

  private Optional<ModelCheckpointWriter> modelCheckpoint(
      MultiLayerNetwork network, List<EpochResult> before, Consumer<String> note) {
    return config
        .training()
        .callback(Callback.ModelCheckpoint.class)
        .map(model -> new ModelCheckpointWriter(model, network, directory.models(), before, note));
  }

  private void requireEnoughEpochs(int trained) {
    if (trained > config.training().epochs()) {
      throw new RunException(
          "The run %s has trained %d epochs already, so training.epochs cannot be %d; set it to %d or more."
              .formatted(directory.path(), trained, config.training().epochs(), trained));
    }
  }

  private RunResult keep(MultiLayerNetwork network, TrainingResult result) {
    if (result.epochs().isEmpty() && result.outcome() == Outcome.DIVERGED) {
      return new RunResult(result, Optional.empty(), false, Optional.empty());
    }
    ModelStore.save(network, directory.model());
    Optional<Answers> answers =
        config.training().evaluate() == Evaluate.NEVER
            ? Optional.empty()
            : Optional.of(
                Answers.of(network, data.test(), NativeRuntime.threads(config.runtime())));
    Optional<EvaluationResult> evaluation =
        answers.map(all -> finalEvaluation(network, all, result));
    evaluation.ifPresent(e -> Json.write(directory.evaluation(), e));
    return new RunResult(result, evaluation, true, Optional.of(Inspection.of(network, answers)));
  }

  /** The kept epoch's own evaluation, if it has one. */
  private EvaluationResult finalEvaluation(
      MultiLayerNetwork network, Answers answers, TrainingResult result) {
    return result
        .kept()
        .flatMap(EpochResult::test)
        .orElseGet(() -> Evaluator.evaluate(network, answers, config.training().loss()));
  }
}
