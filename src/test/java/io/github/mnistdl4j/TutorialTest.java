package io.github.mnistdl4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.RealMnist;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.runtime.NativeRuntime;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TutorialTest {
  private static final RunConfig CONFIG =
      ConfigLoader.load(AppConfig.class, Path.of("config", "mnist.yaml"), List.of()).run();

  /** The seed included. */
  @Test
  void describesTheNetworkOfTheApplicationsConfiguration() {
    assertThat(Tutorial.configuration())
        .isEqualTo(Networks.configuration(CONFIG, DatasetInfo.MNIST));
    assertThat(Tutorial.configuration().toJson())
        .isEqualTo(Networks.configuration(CONFIG, DatasetInfo.MNIST).toJson());
  }

  @Test
  void learnsMnistAndPrintsWhatKerasPrints() throws IOException {
    NativeRuntime.start(CONFIG.runtime()); // on one thread each the libraries are fastest
    File folder = RealMnist.provider().provide(RealMnist.CONFIG).directory().toFile();
    String printed = printedBy(() -> Tutorial.run(folder, 1));
    assertThat(printed).contains("Shape: [128,784]").contains("Total Parameters:  407,050");
    Matcher scores =
        Pattern.compile(
                "Epoch 1/1 - [0-9.]+s - loss: ([0-9.]+) - accuracy: ([0-9.]+)\ntest_acc: ([0-9.]+)\n")
            .matcher(printed);
    assertThat(scores.find()).as(printed).isTrue();
    // docs/parity.md: Keras's first epoch, and what its network then scores on the test images
    assertThat(Double.parseDouble(scores.group(1))).isBetween(0.245, 0.268);
    assertThat(Double.parseDouble(scores.group(2))).isBetween(0.92, 0.931);
    assertThat(Double.parseDouble(scores.group(3))).isBetween(0.945, 0.975);
  }

  private interface Printing {
    void run() throws IOException;
  }

  private static String printedBy(Printing program) throws IOException {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      program.run();
    } finally {
      System.setOut(console);
    }
    return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }
}
