package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingConfigTest {
  /** What the JSON Schema rejects as well. */
  static final String REJECTED =
      """
      training: 5
      => line 1: training: must be a section of keys and values, but is 5

      training:
        - epochs: 5
      => line 1: training: must be a section of keys and values, but is a list

      training:
        epoch: 10
      => line 2: training.epoch: unknown key; did you mean epochs? (allowed here: KEYS)

      training:
        Epochs: 10
      => line 2: training.Epochs: unknown key; did you mean epochs? (allowed here: KEYS)

      training:
        epochs: 3
        batch_size: 64
      => line 3: training.batch_size: unknown key; did you mean batch-size? (allowed here: KEYS)

      training:
        batchSize: 64
      => line 2: training.batchSize: unknown key; did you mean batch-size? (allowed here: KEYS)

      training:
        verbose: true
      => line 2: training.verbose: unknown key (allowed here: KEYS)

      training:
        checkpoint: {every-epochs: -1, every-step: 5, keep-last: 0}
      => line 2: training.checkpoint.every-step: unknown key; did you mean every-steps? (allowed here: every-epochs, every-steps, every-seconds, keep-last, keep-best)
      => line 2: training.checkpoint.every-epochs: must be a whole number from 0 to 100000, but is -1
      => line 2: training.checkpoint.keep-last: must be a whole number from 1 to 1000, but is 0

      training:
        augmentation: {rotation: 200, scale: 1, elastic-sigma: 0, noise: -0.1, zoom: 1}
      => line 2: training.augmentation.zoom: unknown key; did you mean scale? (allowed here: probability, rotation, shear, scale, shift, elastic-alpha, elastic-sigma, stroke-width, noise)
      => line 2: training.augmentation.rotation: must be a number from 0 to 180, but is 200
      => line 2: training.augmentation.scale: must be a number from 0 to 0.9, but is 1
      => line 2: training.augmentation.elastic-sigma: must be a number from 1 to 64, but is 0
      => line 2: training.augmentation.noise: must be a number from 0 to 1, but is -0.1

      training:
        augmentation: {probability: 1.5}
      => line 2: training.augmentation.probability: must be a number from 0 to 1, but is 1.5

      training:
        epochs: 0
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is 0

      training:
        epochs: 100001
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is 100001

      training:
        epochs: -5
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is -5

      training:
        epochs: 4294967297
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is 4294967297

      training:
        epochs: 18446744073709551617
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is 18446744073709551617

      training:
        epochs: 2.5
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is 2.5

      training:
        epochs: ten
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is ten

      training:
        epochs: "10"
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is the text "10"

      training:
        epochs: 10_000
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is 10_000

      training:
        epochs: 2026-01-31
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is 2026-01-31

      training:
        epochs: true
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is true

      training:
        epochs:
        shuffle: true
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is empty

      training:
        epochs: [5]
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is a list

      training:
        epochs: {}
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is a section of keys

      training:
        batch-size: 0
      => line 2: training.batch-size: must be a whole number from 1 to 60000, but is 0

      training:
        batch-size: 60001
      => line 2: training.batch-size: must be a whole number from 1 to 60000, but is 60001

      training:
        loss: mse
      => line 2: training.loss: must be one of LOSSES, but is mse

      training:
        loss: categorical_crossentropy
      => line 2: training.loss: must be one of LOSSES, but is categorical_crossentropy; did you mean categorical-crossentropy?

      training:
        loss:
      => line 2: training.loss: must be one of LOSSES, but is empty

      training:
        shuffle: yes
      => line 2: training.shuffle: must be true or false, but is yes

      training:
        shuffle: no
      => line 2: training.shuffle: must be true or false, but is no

      training:
        shuffle: on
      => line 2: training.shuffle: must be true or false, but is on

      training:
        shuffle: 1
      => line 2: training.shuffle: must be true or false, but is 1

      training:
        shuffle: "true"
      => line 2: training.shuffle: must be true or false, but is the text "true"

      training:
        shuffle: [true]
      => line 2: training.shuffle: must be true or false, but is a list

      training:
        validation-split: -0.1
      => line 2: training.validation-split: must be a number at least 0 and below 1, but is -0.1

      training:
        validation-split: 1
      => line 2: training.validation-split: must be a number at least 0 and below 1, but is 1

      training:
        validation-split: 20%
      => line 2: training.validation-split: must be a number at least 0 and below 1, but is 20%

      training:
        validation-split: 0,2
      => line 2: training.validation-split: must be a number at least 0 and below 1, but is 0,2

      training:
        validation-split: '0.2'
      => line 2: training.validation-split: must be a number at least 0 and below 1, but is the text "0.2"

      training:
        validation-split: false
      => line 2: training.validation-split: must be a number at least 0 and below 1, but is false

      training:
        evaluate: every_epoch
      => line 2: training.evaluate: must be one of every-epoch, end, never, but is every_epoch; did you mean every-epoch?

      training:
        evaluate: false
      => line 2: training.evaluate: must be one of every-epoch, end, never, but is false

      training:
        evaluate: [end]
      => line 2: training.evaluate: must be one of every-epoch, end, never, but is a list

      training:
        engine: fast
      => line 2: training.engine: must be one of auto, fused, dl4j, but is fast

      training:
        max-time: 90
      => line 2: training.max-time: must be a time above 0 such as 90s, 10m or 1h30m, but is 90

      training:
        max-time: ten minutes
      => line 2: training.max-time: must be a time above 0 such as 90s, 10m or 1h30m, but is ten minutes

      training:
        learning-rate-schedule: {name: step, decay-steps: 0}
      => line 2: training.learning-rate-schedule.decay-steps: must be a whole number from 1 to 1000000000, but is 0
      => line 2: training.learning-rate-schedule.decay-rate: is missing; it has no default

      training:
        learning-rate-schedule: linear
      => line 2: training.learning-rate-schedule: must be one of constant, cosine, exponential, step, but is linear

      training:
        callbacks: early-stopping
      => line 2: training.callbacks: must be a list, each item starting with "- ", but is early-stopping

      training:
        callbacks:
          - earlystopping
          - {name: reduce-lr-on-plateau, monitor: loss, factor: 1}
          - {name: csv-logger, separator: ;}
      => line 3: training.callbacks[0]: must be one of csv-logger, early-stopping, model-checkpoint, reduce-lr-on-plateau, terminate-on-nan, but is earlystopping; did you mean early-stopping?
      => line 4: training.callbacks[1].factor: must be a number at least 0 and below 1, but is 1
      => line 5: training.callbacks[2].separator: must be one of comma, semicolon, tab, but is ;
      """
          .replace("LOSSES", "categorical-crossentropy, mean-squared-error")
          .replace(
              "KEYS",
              "epochs, batch-size, optimizer, loss, shuffle, validation-split, validation-shuffle, evaluate, engine, max-time, learning-rate-schedule, callbacks, augmentation, rejection-rate, temperature-scaling, checkpoint");

  /** What JSON cannot tell from what is allowed, or has no word for. */
  static final String REJECTED_BY_THE_LOADER_ONLY =
      """
      training:
        temperature-scaling: true
      => line 2: training.temperature-scaling: needs images that the network has not learned from: set validation-split, to 0.1 for example, or set it to false

      training:
        epochs: 5.0
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is 5.0

      training:
        epochs: 1e2
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is 1e2

      training:
        epochs: 0x10
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is 0x10

      training:
        epochs: 0o17
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is 0o17

      training:
        shuffle: True
      => line 2: training.shuffle: must be true or false, but is True

      training:
        max-time: 0s
      => line 2: training.max-time: must be a time above 0 such as 90s, 10m or 1h30m, but is 0s

      training:
        callbacks: [early-stopping, {name: early-stopping, monitor: loss}]
      => line 2: training.callbacks[0].monitor: is val-loss, but there is no validation set: set training.validation-split, or monitor loss
      => line 2: training.callbacks[1]: is a second early-stopping; keep one

      training:
        checkpoint: {keep-best: {monitor: val-accuracy}}
      => line 2: training.checkpoint.keep-best.monitor: is val-accuracy, but there is no validation set: set training.validation-split, or monitor loss

      training:
        optimizer: adadelta
        learning-rate-schedule: {name: cosine, decay-steps: 100}
        callbacks: [{name: reduce-lr-on-plateau, monitor: loss}]
      => line 2: training.optimizer: is adadelta, which has no learning rate that could change: use another
      => line 3: training.learning-rate-schedule: cannot be used with reduce-lr-on-plateau: both set the learning rate; keep one

      training:
        callbacks: [{name: csv-logger, filename: ../metrics.csv}]
      => line 2: training.callbacks[0].filename: must be the name of a file ending in .csv, .tsv, .txt or .log that is not one of the run's own, but is ../metrics.csv

      training:
        callbacks: [{name: csv-logger, filename: metrics.csv}]
      => line 2: training.callbacks[0].filename: must be the name of a file ending in .csv, .tsv, .txt or .log that is not one of the run's own, but is metrics.csv

      training:
        epochs: 5
        batch-size: 64
        epochs: 6
      => line 4: training.epochs: is given twice; keep one
      """;

  /** What JSON has no number for. */
  static final String NOT_FINITE =
      """
      training:
        epochs: .inf
      => line 2: training.epochs: must be a whole number from 1 to 100000, but is .inf

      training:
        validation-split: .nan
      => line 2: training.validation-split: must be a number at least 0 and below 1, but is .nan

      training:
        validation-split: -.inf
      => line 2: training.validation-split: must be a number at least 0 and below 1, but is -.inf
      """;

  @Test
  void trainsAsTheTutorialByDefault() {
    assertThat(RunConfig.defaults().training())
        .isEqualTo(
            new TrainingConfig(
                5,
                128,
                new Optimizer.Rmsprop(0.001, 0.9, 1e-7),
                Loss.CATEGORICAL_CROSSENTROPY,
                true,
                0.0,
                false,
                Evaluate.EVERY_EPOCH,
                Engine.AUTO,
                Optional.empty(),
                new LearningRateSchedule.Constant(0),
                List.of(),
                Optional.empty(),
                0.01,
                false,
                new CheckpointConfig(1, 0, 0, 2, Optional.empty())));
  }

  @Test
  void readsEveryKey() {
    String yaml =
        """
        training:
          epochs: 100000
          batch-size: 60000
          optimizer: sgd
          loss: mean-squared-error
          shuffle: false
          rejection-rate: 0.05
          temperature-scaling: true
          validation-split: .25
          validation-shuffle: true
          evaluate: end
          engine: dl4j
          max-time: 1h30m
          learning-rate-schedule: {name: cosine, decay-steps: 2345, alpha: 0.01, warmup-steps: 469}
          callbacks:
            - early-stopping
            - {name: model-checkpoint, monitor: val-accuracy, mode: max, save-best-only: true}
            - {name: csv-logger, filename: h.tsv, separator: tab}
            - terminate-on-nan
          augmentation:
            probability: 1
            rotation: 15
            shear: 12
            scale: 0.2
            shift: 3
            elastic-alpha: 34
            elastic-sigma: 5
            stroke-width: 1
            noise: 0.1
          checkpoint:
            every-epochs: 0
            every-steps: 50
            every-seconds: 600
            keep-last: 5
            keep-best: {monitor: loss}
        """;
    TrainingConfig training =
        ConfigLoader.parse(RunConfig.class, yaml, "my.yaml", List.of()).training();
    assertThat(training)
        .isEqualTo(
            new TrainingConfig(
                100_000,
                60_000,
                new Optimizer.Sgd(0.01),
                Loss.MEAN_SQUARED_ERROR,
                false,
                0.25,
                true,
                Evaluate.END,
                Engine.DL4J,
                Optional.of(Duration.ofMinutes(90)),
                new LearningRateSchedule.Cosine(2345, 0.01, 469),
                List.of(
                    new Callback.EarlyStopping(Monitor.VAL_LOSS, MonitorMode.AUTO, 0, 0, false),
                    new Callback.ModelCheckpoint(Monitor.VAL_ACCURACY, MonitorMode.MAX, true),
                    new Callback.CsvLogger(Path.of("h.tsv"), Callback.Separator.TAB),
                    new Callback.TerminateOnNan()),
                Optional.of(new AugmentationConfig(1, 15, 12, .2, 3, 34, 5, 1, .1)),
                0.05,
                true,
                new CheckpointConfig(
                    0, 50, 600, 5, Optional.of(new KeepBest(Monitor.LOSS, MonitorMode.AUTO)))));
    FullMapping.differs(training, RunConfig.defaults().training());
    FullMapping.differs(
        training.augmentation().orElseThrow(),
        ConfigLoader.parse(AugmentationConfig.class, "", "test", List.of()));
  }

  static Stream<InvalidYaml> mistakes() {
    return InvalidYaml.table(REJECTED, REJECTED_BY_THE_LOADER_ONLY, NOT_FINITE);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void rejects(InvalidYaml mistake) {
    mistake.isRejected();
  }
}
