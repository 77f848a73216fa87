package io.github.mnistdl4j.prediction.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.github.mnistdl4j.data.DatasetInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSourcesTest {
  private static final String LINE = "7" + ",255".repeat(784) + "\n";

  @TempDir Path folder;
  private final List<String> seen = new ArrayList<>();
  private final List<Double> done = new ArrayList<>();
  private int most = Integer.MAX_VALUE;

  @Test
  void readsFilesInTheOrderOfTheirNamesAndThoseOfADirectorySorted() throws IOException {
    csv("b.csv", 1);
    csv("scans/z.csv", 2);
    csv("scans/y.csv", 1);
    csv("scans/.hidden.csv", 1);
    csv("scans/deeper/x.csv", 1);
    read(at("scans"), at("b.csv"));
    assertThat(seen)
        .containsExactly(
            at("scans/y.csv") + " 0",
            at("scans/z.csv") + " 0",
            at("scans/z.csv") + " 1",
            at("b.csv") + " 0");
  }

  @Test
  void reportsWhatCannotBeUsedAndReadsTheNext() throws IOException {
    csv("good.csv", 1);
    Files.writeString(folder.resolve("notes.txt"), "no image");
    Files.createDirectory(folder.resolve("empty"));
    read(at("missing.png"), at("notes.txt"), at("empty"), "a\0b", at("good.csv"));
    assertThat(seen)
        .containsExactly(
            at("empty") + " has no files",
            at("missing.png") + " does not exist",
            at("notes.txt")
                + " is not a PNG, JPEG, GIF, BMP, TIFF or WebP image: it starts with the bytes 6e 6f 20 69",
            "a\0b cannot be read: Nul character not allowed: a\0b",
            at("good.csv") + " 0");
  }

  @Test
  void readsStandardInput() {
    read("-");
    assertThat(seen).containsExactly("- 0");
  }

  @Test
  void endsWhenNoMoreImagesAreWanted() throws IOException {
    csv("a.csv", 3);
    csv("b.csv", 1);
    most = 2;
    read(at("a.csv"), at("b.csv"));
    assertThat(seen).containsExactly(at("a.csv") + " 0", at("a.csv") + " 1");
  }

  @Test
  void tellsHowMuchIsDone() throws IOException {
    csv("a.csv", 1);
    csv("b.csv", 300);
    read(at("a.csv"), at("b.csv"));
    assertThat(done).isSorted().allMatch(share -> share >= 0 && share <= 1);
    assertThat(done.get(0)).isEqualTo(0.5, offset(1e-9));
    assertThat(done.get(150)).isBetween(0.7, 0.85);
    assertThat(done.get(300)).isEqualTo(1, offset(1e-9));
  }

  private void read(String... names) {
    InputStream standardInput = new ByteArrayInputStream(LINE.getBytes(StandardCharsets.US_ASCII));
    ImageSources.read(
        List.of(names),
        standardInput,
        DatasetInfo.MNIST,
        new ImageSources.Visitor() {
          @Override
          public boolean onImage(String file, OptionalLong index, float[] pixels, double share) {
            seen.add(file + " " + index.orElse(-1));
            done.add(share);
            return seen.size() < most;
          }

          @Override
          public void onProblem(String file, String problem) {
            seen.add(file + " " + problem);
          }
        });
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private void csv(String name, int images) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, LINE.repeat(images));
  }
}
