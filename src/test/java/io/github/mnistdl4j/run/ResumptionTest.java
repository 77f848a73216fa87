package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResumptionTest {
  private static final Map<String, String> MNIST = new LinkedHashMap<>();

  static {
    MNIST.put("1", "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db");
    MNIST.put("2", "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5");
    MNIST.put("3", "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7");
    MNIST.put("4", "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");
  }

  @TempDir private Path folder;

  private static AppConfig config(String... overrides) {
    return ConfigLoader.parse(AppConfig.class, "", "test", List.of(overrides));
  }

  private SavedRun run(AppConfig config) throws IOException {
    RunDirectory directory = new RunDirectory(folder);
    Files.writeString(directory.config(), ConfigWriter.write(config));
    return new SavedRun(directory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data.directory=/elsewhere",
        "data.extra=/elsewhere",
        "training.epochs=9",
        "training.max-time=1h",
        "training.checkpoint.keep-best={monitor: loss}",
        "runtime.threads=3",
        "runtime.blas-kernels=library",
        "training.rejection-rate=0.02",
        "serving.max-batch=3",
        "spark.workers=2"
      })
  void theseMayChange(String override) throws IOException {
    run(config()).requireSame(config(override));
    assertThat(TrainingIdentity.of(config(override), MNIST))
        .isEqualTo(TrainingIdentity.of(config(), MNIST));
  }

  @Test
  void csvFilesMayMove() throws IOException {
    SavedRun run = run(config("data={dataset: csv, train-csv: /old/a.csv, test-csv: /old/b.csv}"));
    run.requireSame(config("data={dataset: csv, train-csv: /new/a.csv, test-csv: /new/b.csv}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "network.seed=7",
        "network.weight-init=he-normal",
        "network.layers.0.units=9",
        "data.outliers=generated",
        "training.batch-size=64",
        "training.optimizer=adam",
        "training.optimizer.learning-rate=0.1",
        "training.loss=mean-squared-error",
        "training.shuffle=false",
        "training.validation-split=0.1",
        "training.validation-shuffle=true",
        "training.evaluate=end",
        "training.engine=dl4j",
        "training.learning-rate-schedule.warmup-steps=3",
        "training.callbacks=[csv-logger]",
        "training.augmentation={noise: 0}"
      })
  void theseMustNotChange(String override) throws IOException {
    SavedRun run = run(config());
    assertThatThrownBy(() -> run.requireSame(config(override)))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("  " + override.split("=", 2)[0].replace(".0.", "[0]."))
        .hasMessageContaining(
            "Only data.directory, data.extra, data.train-csv, data.test-csv, training.epochs, training.max-time, training.rejection-rate, training.temperature-scaling, training.checkpoint, runtime, serving and spark may change.");
    assertThat(TrainingIdentity.of(config(override), MNIST))
        .isNotEqualTo(TrainingIdentity.of(config(), MNIST));
  }

  @Test
  void theDataSetMustNotChangeAndItsImagesAreIdentifiedByTheirHashes() throws IOException {
    SavedRun run = run(config());
    AppConfig other = config("data={dataset: idx, directory: /mnist}");
    assertThatThrownBy(() -> run.requireSame(other))
        .hasMessageContaining("  data.dataset: was mnist, now idx");
    assertThat(TrainingIdentity.of(other, MNIST)).isEqualTo(TrainingIdentity.of(config(), MNIST));
    assertThat(TrainingIdentity.of(config(), Map.of("1", "ba89")))
        .isNotEqualTo(TrainingIdentity.of(config(), MNIST));
  }

  /** Written into checkpoints by version 0.1.0; another hash would make them useless. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "training.epochs=9 | 045ad6d58edea3251a831aa650668eebf38f0fc4b83f0aa6976c542bb9cbe91c",
        "training.engine=dl4j | eed6e29e77739d05c0fa605fed023d8720e2199aff9b51dcb41344e2a47afc58",
        "training={validation-split: 0.1, callbacks: [{name: early-stopping, patience: 3, restore-best-weights: true}], checkpoint: {every-steps: 50}} | caae585e6d2cbb40f9c046d1350cc9a27900ed1ffab21a30b294c3d293f1aebb"
      })
  void givesTheIdentityOfOldCheckpoints(String override, String identity) {
    AppConfig config = config(override, "data.directory=/x").forClasses(10);
    assertThat(TrainingIdentity.of(config, MNIST)).isEqualTo(identity);
  }
}
