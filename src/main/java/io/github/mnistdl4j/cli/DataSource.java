package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DatasetWarnings;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.data.fetch.DatasetProvider;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.data.fetch.ProvisionListener;
import io.github.mnistdl4j.runtime.KernelChoice;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.TrainingData;
import java.util.List;

/** Finds and reads data sets, with progress on the console. */
final class DataSource {
  private static final double MEGABYTE = 1e6;

  private DataSource() {}

  static DatasetProvider on(Console console) {
    return DatasetProvider.standard(
        System.getenv(), System.getProperty("os.name"), new ConsoleListener(console));
  }

  /** Says how many images there are and where they came from. */
  static String summary(TrainTest data) {
    String test = data.test().size() == 0 ? "no" : Integer.toString(data.test().size());
    return "Data: %d training and %s test images from %s"
        .formatted(data.train().size(), test, data.source());
  }

  /**
   * Says what is read, reads it while ND4J starts, which takes as long, and says what there is.
   *
   * @throws LinkageError if ND4J cannot be started
   */
  static TrainTest read(Console console, String headline, RunConfig config) {
    NativeRuntime.startInBackground(config.runtime());
    console.say(headline);
    TrainTest images =
        new DigitsReader(on(console)).read(config.data(), config.training().engine());
    List<String> warnings =
        DatasetWarnings.of(images, TrainingData.learned(images, config)); // while ND4J starts
    KernelChoice unused = NativeRuntime.start(config.runtime());
    console.say(summary(images));
    console.say(warnings);
    return images;
  }

  private record ConsoleListener(Console console) implements ProvisionListener {
    @Override
    public void beforeLibraries() {
      NativeRuntime.awaitBackground();
    }

    @Override
    public void note(String line) {
      console.say(line);
    }

    @Override
    public void progress(String file, long doneBytes, long totalBytes) {
      console.redraw(
          totalBytes > 0
              ? "%s %3d%% of %.1f MB"
                  .formatted(file, 100 * doneBytes / totalBytes, totalBytes / MEGABYTE)
              : "%s %.1f MB".formatted(file, doneBytes / MEGABYTE));
    }
  }
}
