package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.Callback;
import io.github.mnistdl4j.config.CheckpointConfig;
import io.github.mnistdl4j.config.Evaluate;
import io.github.mnistdl4j.config.FirstLayer;
import io.github.mnistdl4j.config.Outliers;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.TrainingConfig;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.data.outlier.NonDigits;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.Evaluator;
import io.github.mnistdl4j.evaluation.RejectionRule;
import io.github.mnistdl4j.evaluation.Temperature;
import io.github.mnistdl4j.files.LockFile;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.EarlyStoppingCallback;
import io.github.mnistdl4j.training.Engines;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.EpochTrainer;
import io.github.mnistdl4j.training.MonitoredMetric;
import io.github.mnistdl4j.training.PlateauCallback;
import io.github.mnistdl4j.training.Trainer;
import io.github.mnistdl4j.training.TrainingCallback;
import io.github.mnistdl4j.training.TrainingData;
import io.github.mnistdl4j.training.TrainingResult;
import io.github.mnistdl4j.training.TrainingResult.Outcome;
import io.github.mnistdl4j.training.TrainingState;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Trains a network into a run directory, as {@code train} does.
 *
 * <pre>{@code
 * AppConfig config = Records.with(AppConfig.defaults(), "run.training.epochs", 3);
 * RunDirectory directory =
 *     RunDirectory.create(Path.of("runs"), Optional.of("mine"), LocalDateTime.now());
 * RunResult result =
 *     new TrainingRun(config, data, directory, Clock.systemDefaultZone())
 *         .train(new TrainingCallback() {}, () -> false);
 * System.out.println(result.evaluation().orElseThrow().accuracy());
 * }</pre>
 */
public final class TrainingRun {
  private final AppConfig recorded;
  private final RunConfig config;
  private final TrainTest data;
  private final RunDirectory directory;
  private final Clock clock;
  private final Optional<EpochTrainer> cluster;

  /**
   * @param data the images, in memory
   * @param directory an empty one, or that of the run to resume
   */
  public TrainingRun(AppConfig config, TrainTest data, RunDirectory directory, Clock clock) {
    this(config, data, directory, clock, Optional.empty());
  }

  /**
   * @param cluster trains each epoch in place of this process
   */
  public TrainingRun(
      AppConfig config,
      TrainTest data,
      RunDirectory directory,
      Clock clock,
      Optional<EpochTrainer> cluster) {
    AppConfig whole = config.forClasses(data.info().classes().size());
    FirstLayer firstLayer =
        Files.exists(directory.config())
            ? new SavedRun(directory).config().run().runtime().firstLayer()
            : Engines.firstLayer(whole.run(), data.train());
    this.recorded = Records.with(whole, "run.runtime.firstLayer", firstLayer);
    this.config =
        data.test().size() > 0
            ? recorded.run()
            : Records.with(recorded.run(), "training.evaluate", Evaluate.NEVER);
    this.data = data;
    this.directory = directory;
    this.clock = clock;
    this.cluster = cluster;
  }

  /**
   * Trains, evaluates and keeps the result. The directory has everything that is known at each
   * moment; the model is written when training has ended, however it ended. Where the directory has
   * checkpoints, training is resumed from the newest, and an imported network is trained on. If a
   * checkpoint or metrics cannot be written, training continues, and the callback gets a note.
   *
   * @param callback told of every step, and of what a user should know
   * @param stopRequested asked before every step whether to end early
   * @throws RunException if a file cannot be written, or another process writes into the directory
   */
  public RunResult train(TrainingCallback callback, BooleanSupplier stopRequested) {
    LockFile lock = RunFiles.lock(directory);
    try {
      return trainLocked(callback, stopRequested);
    } finally {
      lock.close();
    }
  }

  private RunResult trainLocked(TrainingCallback callback, BooleanSupplier stopRequested) {
    Checkpoints checkpoints = checkpoints();
    Optional<TrainingState> from =
        checkpoints.newest(callback::onNote).or(() -> ImportedRun.state(directory, config));
    List<EpochResult> before = from.map(TrainingState::epochs).orElse(List.of());
    requireEnoughEpochs(EpochResult.last(before));
    TrainingData images = images();
    if (data.test().size() == 0) {
      callback.onNote(
          images.validation().isPresent()
              ? "There is no test set: the images that training.validation-split holds out are evaluated instead."
              : "There is no test set: set training.validation-split to hold out training images and evaluate them.");
    }
    RunFiles.write(directory.config(), ConfigWriter.write(recorded));
    EpochTrainer trainer =
        cluster.orElseGet(() -> Engines.create(config, images.train(), callback::onNote));
    ProvenanceFile provenance = new ProvenanceFile(directory, clock);
    Provenance running = provenance.started(recorded, data, trainer.cluster());
    directory.markLatest();
    StepRows steps = steps(from, images, callback);
    List<TrainingCallback> callbacks = callbacks(trainer.network(), before, steps, callback);
    callbacks.add(
        new HistogramRecorder(
            directory.histograms(), trainer.network(), data.train(), EpochResult.last(before)));
    TrainingResult result;
    try (CheckpointWriter writer =
        new CheckpointWriter(checkpoints, config.training(), steps, callback::onNote)) {
      result = new Trainer(config, images, trainer, callbacks, stopRequested).train(from, writer);
    }
    RunResult kept = keep(trainer.network(), result);
    callbacks.forEach(TrainingCallback::onTrainingEnd);
    provenance.ended(running, kept, trainer.network());
    return kept;
  }

  /** Returns the images by their use; where a class none is wanted, it is learned, not tested. */
  private TrainingData images() {
    TrainingData images = TrainingData.of(data, config);
    if (config.data().outliers() == Outliers.NONE) {
      return images;
    }
    if (cluster.isPresent()) {
      throw new RunException(
          "A cluster learns from files alone: set data.outliers to none, or train on one machine.");
    }
    return new TrainingData(
        NonDigits.behind(images.train(), config.network().seed()),
        images.validation(),
        images.test());
  }

  /** Returns {@code steps.csv} with the rows of the steps that training does not repeat. */
  private StepRows steps(
      Optional<TrainingState> from, TrainingData images, TrainingCallback callback) {
    TrainingConfig training = config.training();
    int perEpoch = (images.train().size() - 1) / training.batchSize() + 1;
    long learned = from.map(state -> state.steps(perEpoch)).orElse(0L);
    long most = (long) perEpoch * training.epochs();
    int layers = config.network().layers().size();
    int perRow = cluster.isPresent() ? perEpoch : 1;
    return new StepRows(
        directory.steps(), Math.min(learned, most), perRow, layers, callback::onNote);
  }

  private Checkpoints checkpoints() {
    CheckpointConfig kept = config.training().checkpoint();
    return new Checkpoints(
        directory.checkpoints(),
        TrainingIdentity.of(recorded, data.sha256()),
        kept.keepLast(),
        kept.keepBest().map(best -> new MonitoredMetric(best.monitor(), best.mode(), 0)));
  }

  /**
   * Returns {@code metrics.csv}, {@code steps.csv}, {@code epoch.json}, the program's own and those
   * of the YAML, to be called in order.
   */
  private List<TrainingCallback> callbacks(
      MultiLayerNetwork network, List<EpochResult> before, StepRows steps, TrainingCallback own) {
    TrainingConfig training = config.training();
    Consumer<String> note = own::onNote;
    List<TrainingCallback> all = new ArrayList<>();
    all.add(new EpochRows(directory.metrics(), MetricsFile::text, before, note));
    all.add(steps);
    all.add(new EpochAnswersFile(directory.answers(), note));
    all.add(own);
    for (Callback callback : training.callbacks()) {
      if (callback instanceof Callback.EarlyStopping stopping) {
        all.add(new EarlyStoppingCallback(stopping, before, note));
      } else if (callback instanceof Callback.ReduceLrOnPlateau plateau) {
        all.add(new PlateauCallback(plateau, training.optimizer().learningRate(), before, note));
      } else if (callback instanceof Callback.ModelCheckpoint models) {
        TrainedModel model = model(network, Optional.empty(), Optional.empty());
        all.add(new ModelCheckpointWriter(models, model, directory.models(), before, note));
      } else if (callback instanceof Callback.CsvLogger csv) {
        boolean withTest = training.evaluate() != Evaluate.NEVER;
        CsvLogFormat format = new CsvLogFormat(csv.separator().text(), withTest);
        all.add(
            new EpochRows(directory.path().resolve(csv.filename()), format::text, before, note));
      } else if (!(callback instanceof Callback.TerminateOnNan)) { // the loop always does that
        throw new IllegalArgumentException("no code for " + callback);
      }
    }
    return all;
  }

  private void requireEnoughEpochs(int trained) {
    if (trained > config.training().epochs()) {
      throw new RunException(
          "The run %s has trained %d epochs already, so training.epochs cannot be %d; set it to %d or more."
              .formatted(directory.path(), trained, config.training().epochs(), trained));
    }
  }

  private TrainedModel model(
      MultiLayerNetwork network,
      Optional<RejectionRule> rejection,
      Optional<Temperature> temperature) {
    return new TrainedModel(
        network, data.info(), OptionalDouble.of(data.train().mean()), rejection, temperature);
  }

  private RunResult keep(MultiLayerNetwork network, TrainingResult result) {
    if (result.epochs().isEmpty() && result.outcome() == Outcome.DIVERGED) {
      return new RunResult(
          result,
          Optional.empty(),
          Optional.empty(),
          EvaluationCheck.leftOut("Nothing was kept."),
          Optional.empty(),
          Optional.empty());
    }
    Optional<Temperature> temperature = temperature(network);
    MultiLayerNetwork asked = temperature.map(it -> it.appliedTo(network)).orElse(network);
    BackgroundCheck check = new BackgroundCheck(config, data, asked);
    Optional<RejectionRule> rejection = new RejectionCalibration(config, data).of(asked);
    ModelStore.save(model(network, rejection, temperature), directory.model());
    Optional<Answers> answers =
        config.training().evaluate() == Evaluate.NEVER
            ? Optional.empty()
            : result.answers().filter(all -> temperature.isEmpty()).or(() -> answers(asked));
    Optional<EvaluationResult> evaluation =
        answers.map(all -> Evaluator.evaluate(asked, all, config.training().loss()));
    evaluation.ifPresent(e -> Json.write(directory.evaluation(), e));
    Inspection inspection = Inspection.of(asked, answers);
    return new RunResult(
        result,
        evaluation,
        Optional.of(inspection),
        check.end(answers, evaluation),
        rejection,
        temperature);
  }

  private Optional<Answers> answers(MultiLayerNetwork network) {
    return Optional.of(Answers.of(network, data.test(), NativeRuntime.threads(config.runtime())));
  }

  /** Returns what calibrates a network, by the images held out; empty if it is not wanted. */
  private Optional<Temperature> temperature(MultiLayerNetwork network) {
    int threads = NativeRuntime.threads(config.runtime());
    return config.training().temperatureScaling()
        ? TrainingData.of(data, config)
            .validation()
            .map(held -> Temperature.of(Answers.beforeActivation(network, held, threads)))
        : Optional.empty();
  }
}
