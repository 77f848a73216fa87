package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.mnistdl4j.prediction.Prediction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python program in {@code docs/serving.md} does what the page says. */
class ServingPageTest {
  @TempDir Path folder;

  /** The indented lines from the first import on. */
  private static String program() throws IOException {
    return Files.readAllLines(Path.of("docs/serving.md")).stream()
        .dropWhile(line -> !line.startsWith("    import "))
        .takeWhile(line -> line.isEmpty() || line.startsWith("    "))
        .map(line -> line.isEmpty() ? line : line.substring(4))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static boolean hasPython() {
    try {
      return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The stroke that the program draws. */
  private static float[] stroke() {
    float[] pixels = new float[784];
    for (int i = 0; i < pixels.length; i++) {
      boolean ink = i % 28 >= 12 && i % 28 < 16 && i / 28 >= 4 && i / 28 < 24;
      pixels[i] = ink ? 1 : 0;
    }
    return pixels;
  }

  @Test
  void hasAProgramThatSendsAndReadsBinaryData() throws Exception {
    assumeThat(hasPython()).as("python3 is installed").isTrue();
    try (InferenceServer server = ServedRun.start()) {
      String here = program().replace("http://127.0.0.1:8080/", server.address().toString());
      Path file = Files.writeString(folder.resolve("classify.py"), here);
      Process python =
          new ProcessBuilder("python3", file.toString()).redirectErrorStream(true).start();
      String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(python.waitFor()).as(printed).isZero();
      Prediction expected = ServedRun.model().predictor().predict(stroke());
      assertThat(printed)
          .isEqualTo(
              String.format(
                  Locale.ROOT,
                  "%d with probability %.3f\n",
                  expected.digit(),
                  expected.probability()));
    }
  }
}
