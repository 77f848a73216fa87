package io.github.mnistdl4j.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.TrainTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The user's own IDX files: their names, shapes and labels. */
class OwnIdxFilesTest {
  @TempDir private Path folder;
  private final Rig rig = new Rig(Path.of("unused"));

  @ParameterizedTest
  @CsvSource({
    "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte",
    "train-images.idx3-ubyte, train-labels.idx1-ubyte, t10k-images.idx3-ubyte, t10k-labels.idx1-ubyte",
    "train-images.idx, train-labels.idx, test-images.idx, test-labels.idx",
    "train-images-ubyte, train-labels-ubyte, test-images-ubyte, test-labels-ubyte",
    "my_train_images.idx3.gz, my_train_labels.idx1.gz, my_test_images.idx3.gz, my_test_labels.idx1",
    "emnist-letters-train-images-idx3-ubyte, emnist-letters-train-labels-idx1-ubyte, emnist-letters-test-images-idx3-ubyte, emnist-letters-test-labels-idx1-ubyte",
    "emnist-letters-train-images-idx3-ubyte.gz, emnist-letters-train-labels-idx1-ubyte.gz, emnist-letters-test-images-idx3-ubyte.gz, emnist-letters-test-labels-idx1-ubyte.gz"
  })
  void knowsTheNamesThatPeopleHave(String images, String labels, String images2, String labels2)
      throws IOException {
    write(images, images(4, 5, 3));
    write(labels, labels(0, 1, 2));
    write(images2, images(4, 5, 1));
    write(labels2, labels(2));
    TrainTest read = read(rig.provider());

    assertThat(read.info().shape()).isEqualTo("4 × 5");
    assertThat(read.info().classes()).containsExactly("0", "1", "2");
    assertThat(read.info().preparation()).isEqualTo(Preparation.PLAIN);
    assertThat(read.train().labels()).containsExactly(0, 1, 2);
    assertThat(read.train().image(1)).startsWith(20, 21);
    assertThat(read.test().labels()).containsExactly(2);
    assertThat(read.sha256()).hasSize(4);
  }

  @Test
  void namesTwoFilesOfWhichEachMayBeTheOne() throws IOException {
    train(images(4, 4, 2), labels(0, 1));
    write("emnist-letters-train-images.idx", images(4, 4, 2));

    assertThatThrownBy(() -> read(rig.provider()))
        .isInstanceOf(DataException.class)
        .hasMessage(
            folder
                + " has emnist-letters-train-images.idx and train-images-idx3-ubyte, of which each"
                + " may be the training images: leave one of them in this folder.");
  }

  @Test
  void takesTheUnpackedFileOfTwoWithOneName() throws IOException {
    train(images(4, 4, 2), labels(0, 1));
    write("train-images-idx3-ubyte.gz", images(8, 8, 2));

    assertThat(read(rig.provider()).info().shape()).isEqualTo("4 × 4");
  }

  @Test
  void needsNoTestFiles() throws IOException {
    train(images(8, 8, 2), labels(0, 1));
    TrainTest read = read(rig.provider());

    assertThat(read.test().size()).isZero();
    assertThat(read.test().info()).isEqualTo(read.info());
    assertThat(read.sha256())
        .containsOnlyKeys("train-images-idx3-ubyte", "train-labels-idx1-ubyte");
    assertThat(rig.provider().verify(Rig.idx(folder))).hasSize(2).allMatch(FileCheck::intact);
  }

  @Test
  void needsBothTestFilesOrNone() throws IOException {
    train(images(8, 8, 2), labels(0, 1));
    write("t10k-images-idx3-ubyte", images(8, 8, 2));

    assertThatThrownBy(() -> read(rig.provider()))
        .hasMessageContaining("t10k-labels-idx1-ubyte is missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 1 2    |            | 0 1 2 | 0 1 2        |
          1 2 3    |            | 0 1 2 | 1 2 3        | The labels begin at 1: the classes are named 1 to 3.
          1 3      |            | 0 2   | 1 2 3        | The labels begin at 1: the classes are named 1 to 3.
          2 0      |            | 2 0   | 0 1 2        |
          2 3      |            | 2 3   | 0 1 2 3      |
          0 1 2    | a/b/c      | 0 1 2 | a b c        |
          0 1      | a/b/c      | 0 1   | a b c        |
          1 2 3    | a/b/c      | 0 1 2 | a b c        | The labels begin at 1: the classes are named a to c.
          1 2 3    | z/a/b/c    | 1 2 3 | z a b c      |
          1 2      | 1 65 97/2 66 98 | 0 1 | a b       | The labels begin at 1: the classes are named a to b.
          0 1      | 0 48/1 49  | 0 1   | 0 1          |
          """)
  void takesClassesFromLabelsAndNames(
      String labels, String names, String expected, String classes, String note)
      throws IOException {
    byte[] bytes = labels(numbers(labels));
    train(images(4, 4, numbers(labels).length), bytes);
    if (names != null) {
      Files.writeString(folder.resolve("classes.txt"), names.replace("/", "\r\n"));
    }
    TrainTest read = read(rig.provider());

    assertThat(read.train().labels()).containsExactly(numbers(expected));
    assertThat(String.join(" ", read.info().classes())).isEqualTo(classes);
    assertThat(rig.notes()).isEqualTo(note == null ? List.of() : List.of(note));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0 0 | 0 |       | cannot be used: 1 classes; 2 to 1,000 can be used.
          0 1 | 2 |       | t10k-labels-idx1-ubyte has label 2 (number 0, counted from 0), but the training files or classes.txt have 0 to 1: name it or leave it out.
          1 2 | 0 |       | t10k-labels-idx1-ubyte has label 0 (number 0, counted from 0), but the training files or classes.txt have 1 to 2: name it or leave it out.
          0 2 | 1 | a/b   | train-labels-idx1-ubyte has label 2 (number 1, counted from 0), but the training files or classes.txt have 0 to 1: name it or leave it out.
          0 1 | 1 | a/a   | cannot be used: two classes have the same name.
          """)
  void saysWhichLabelHasNoClass(String train, String test, String names, String problem)
      throws IOException {
    train(images(4, 4, numbers(train).length), labels(numbers(train)));
    write("t10k-images-idx3-ubyte", images(4, 4, 1));
    write("t10k-labels-idx1-ubyte", labels(numbers(test)));
    if (names != null) {
      Files.writeString(folder.resolve("classes.txt"), names.replace("/", "\n"));
    }

    assertThatThrownBy(() -> read(rig.provider()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageEndingWith(problem);
  }

  @Test
  void wantsTestImagesOfTheTrainingImagesShape() throws IOException {
    train(images(8, 8, 2), labels(0, 1));
    write("t10k-images-idx3-ubyte", images(4, 8, 1));
    write("t10k-labels-idx1-ubyte", labels(1));

    assertThatThrownBy(() -> read(rig.provider()))
        .hasMessage(
            "The test images in %s have 4 × 8 pixels, but the training images have 8 × 8 pixels: they must be the same."
                .formatted(folder));
  }

  @Test
  void swapsRowsAndColumns() throws IOException {
    train(images(4, 5, 2), labels(0, 1));
    DataConfig config = Records.with(Rig.idx(folder), "transpose", true);
    TrainTest read = new DigitsReader(rig.provider()).read(config);

    assertThat(read.info().shape()).isEqualTo("5 × 4");
    assertThat(read.train().image(0))
        .containsExactly(0, 5, 10, 15, 1, 6, 11, 16, 2, 7, 12, 17, 3, 8, 13, 18, 4, 9, 14, 19);
    assertThat(read.train().image(1)).startsWith(20, 25);
  }

  @Test
  void readsTheFirstOfQmnistsNumbers() throws IOException {
    ByteBuffer labels = ByteBuffer.allocate(12 + 2 * 32).putInt(0x0C02).putInt(2).putInt(8);
    labels.putInt(12, 1).putInt(16, 77).putInt(12 + 32, 0);
    train(images(4, 4, 2), new byte[0]);
    write("train-labels-idx1-ubyte", labels.array());

    assertThat(read(rig.provider()).train().labels()).containsExactly(1, 0);
  }

  private TrainTest read(DatasetProvider provider) {
    return new DigitsReader(provider).read(Rig.idx(folder));
  }

  private void train(byte[] images, byte[] labels) throws IOException {
    write("train-images-idx3-ubyte", images);
    write("train-labels-idx1-ubyte", labels);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), name.endsWith(".gz") ? FakeDataset.gzip(bytes) : bytes);
  }

  private static int[] numbers(String text) {
    return Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
  }

  /** Images whose pixels count from 0 through all of them. */
  private static byte[] images(int rows, int columns, int count) {
    ByteBuffer file =
        ByteBuffer.allocate(16 + count * rows * columns)
            .putInt(0x0803)
            .putInt(count)
            .putInt(rows)
            .putInt(columns);
    for (int i = 0; i < count * rows * columns; i++) {
      file.put((byte) i);
    }
    return file.array();
  }

  private static byte[] labels(int... labels) {
    ByteBuffer file = ByteBuffer.allocate(8 + labels.length).putInt(0x0801).putInt(labels.length);
    for (int label : labels) {
      file.put((byte) label);
    }
    return file.array();
  }
}
