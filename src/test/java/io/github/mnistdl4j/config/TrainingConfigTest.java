package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
      => line 2: training.checkpoint.every-step: unknown key; did you mean every-steps? (allowed here: every-epochs, every-steps, every-seconds, keep-last)
      => line 2: training.checkpoint.every-epochs: must be a whole number from 0 to 100000, but is -1
      => line 2: training.checkpoint.keep-last: must be a whole number from 1 to 1000, but is 0

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
      """
          .replace("LOSSES", "categorical-crossentropy, mean-squared-error")
          .replace(
              "KEYS",
              "epochs, batch-size, optimizer, loss, shuffle, validation-split, evaluate, engine, checkpoint");

  /** What JSON cannot tell from what is allowed, or has no word for. */
  static final String REJECTED_BY_THE_LOADER_ONLY =
      """
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
                Evaluate.EVERY_EPOCH,
                Engine.AUTO,
                new CheckpointConfig(1, 0, 0, 2)));
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
          validation-split: .25
          evaluate: end
          engine: dl4j
          checkpoint: {every-epochs: 0, every-steps: 50, every-seconds: 600, keep-last: 5}
        """;
    TrainingConfig training = ConfigLoader.parse(yaml, "my.yaml", List.of()).training();
    assertThat(training)
        .isEqualTo(
            new TrainingConfig(
                100_000,
                60_000,
                new Optimizer.Sgd(0.01),
                Loss.MEAN_SQUARED_ERROR,
                false,
                0.25,
                Evaluate.END,
                Engine.DL4J,
                new CheckpointConfig(0, 50, 600, 5)));
    FullMapping.differs(training, RunConfig.defaults().training());
  }

  static Stream<Mistake> mistakes() {
    return Mistake.table(REJECTED, REJECTED_BY_THE_LOADER_ONLY, NOT_FINITE);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void rejects(Mistake mistake) {
    mistake.isRejected();
  }
}
