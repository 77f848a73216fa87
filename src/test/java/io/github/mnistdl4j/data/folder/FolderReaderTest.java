package io.github.mnistdl4j.data.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.prediction.image.PreparedImage;
import io.github.mnistdl4j.prediction.image.format.Images;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FolderReaderTest {
  @TempDir private Path temporary;
  private final List<String> notes = new ArrayList<>();
  private final List<String> progress = new ArrayList<>();
  private Path root;
  private PictureFolder pictures;

  @BeforeEach
  void findRoot() {
    root = temporary.resolve("my-images");
    pictures = new PictureFolder(root);
  }

  private FolderReader reader() {
    return new FolderReader(
        Optional.of(temporary.resolve("cache")),
        notes::add,
        new ReadingProgress() {
          @Override
          public void progress(String what, long done, long total) {
            progress.add("%s %d/%d".formatted(what, done, total));
          }

          @Override
          public void beforeLibraries() {
            progress.add("libraries");
          }
        });
  }

  private DataConfig config(Path directory, String... overrides) {
    List<String> all = new ArrayList<>(List.of("data.dataset=folder"));
    all.add("data.directory=" + directory);
    all.addAll(List.of(overrides));
    return ConfigLoader.parse(RunConfig.class, "", "test", all).data();
  }

  private TrainTest read(String... overrides) {
    return reader().read(config(root, overrides));
  }

  private void addSmall(String folder, int count) {
    for (int i = 0; i < count; i++) {
      pictures.add("%s/%02d.png".formatted(folder, i), PictureFolder.grey(8, 6, 100, i));
    }
  }

  @Test
  void takesSmallPicturesOfOneSizeAsTheyAre() {
    addSmall("b", 4);
    addSmall("a", 3);
    pictures.add("c/x.bmp", PictureFolder.grey(8, 6, 200, 77));
    TrainTest data = read("data.test-split=0");
    assertThat(data.info())
        .isEqualTo(new DatasetInfo(8, 6, List.of("a", "b", "c"), Preparation.PLAIN));
    assertThat(data.train().labels()).containsExactly(0, 0, 0, 1, 1, 1, 1, 2);
    assertThat(data.test().size()).isZero();
    assertThat(data.train().image(2)).startsWith((byte) 2, (byte) 100, (byte) 100);
    assertThat(data.train().image(7)).startsWith((byte) 77, (byte) 200, (byte) 200);
    assertThat(data.source()).isEqualTo(root.toString());
    assertThat(notes).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', a, 28, 28, PLAIN",
    "'', 3, 28, 28, DIGITS",
    "data.width=16, a, 16, 16, PLAIN",
    "data.height=12, a, 12, 12, PLAIN",
    "'data.width=16;data.height=12;data.preparation=digits', a, 16, 12, DIGITS",
    "data.preparation=plain, 3, 28, 28, PLAIN",
  })
  void bringsOthersToOneForm(
      String overrides, String name, int width, int height, Preparation preparation) {
    pictures.add(name + "/1.png", PictureFolder.shape("bars", new Random(1)));
    pictures.add("7/2.gif", PictureFolder.shape("rings", new Random(2)));
    pictures.add("7/3.jpeg", PictureFolder.shape("rings", new Random(3)));
    String[] all = overrides.isEmpty() ? new String[0] : overrides.split(";");
    TrainTest data =
        read(Stream.concat(Stream.of("data.test-split=0"), Stream.of(all)).toArray(String[]::new));
    assertThat(data.info().width()).isEqualTo(width);
    assertThat(data.info().height()).isEqualTo(height);
    assertThat(data.info().preparation()).isEqualTo(preparation);
    assertThat(data.train().size()).isEqualTo(3);
  }

  @Test
  void preparesAsPredictionsDo() throws IOException {
    pictures.addShapes(3);
    for (String preparation : List.of("plain", "digits")) {
      TrainTest data = read("data.test-split=0", "data.preparation=" + preparation);
      Path first = root.resolve("bars/000.png");
      float[] predicted =
          PreparedImage.of(Images.read(Files.readAllBytes(first)), data.info()).pixels();
      float[] learned = Digits.scaled(data.train().image(0));
      for (int i = 0; i < learned.length; i++) {
        assertThat(learned[i]).isCloseTo(predicted[i], org.assertj.core.data.Offset.offset(0.002f));
      }
    }
  }

  @Test
  void ordersClassesByNumberThenByName() {
    List.of("10", "9", "b", "a", "1a", "002").forEach(name -> addSmall(name, 1));
    assertThat(read().info().classes()).containsExactly("002", "9", "10", "1a", "a", "b");
  }

  @Test
  void drawsTestImagesFromEachClassTheSameAlways() {
    addSmall("a", 10);
    addSmall("b", 2);
    addSmall("c", 1);
    TrainTest data = read();
    assertThat(data.test().classCounts()).containsExactly(2, 1, 0);
    assertThat(data.train().classCounts()).containsExactly(8, 1, 1);
    assertThat(new TreeSet<>(firsts(data.train(), 0)))
        .doesNotContainAnyElementsOf(firsts(data.test(), 0));
    assertThat(firsts(read().test(), 0)).isEqualTo(firsts(data.test(), 0));
    assertThat(read("data.test-split=0.5").test().classCounts()).containsExactly(5, 1, 0);
    assertThat(read("data.test-split=0.5").sha256()).isNotEqualTo(data.sha256());
  }

  private static List<Integer> firsts(Digits digits, int label) {
    return IntStream.range(0, digits.size())
        .filter(i -> digits.label(i) == label)
        .mapToObj(i -> digits.image(i)[0] & 0xFF)
        .toList();
  }

  @Test
  void readsTrainAndTest() {
    addSmall("train/a", 3);
    addSmall("train/b", 3);
    addSmall("test/b", 2);
    addSmall("validation/b", 2);
    TrainTest data = read();
    assertThat(data.train().classCounts()).containsExactly(3, 3);
    assertThat(data.test().classCounts()).containsExactly(0, 2);
    assertThat(notes)
        .containsExactly(
            "The folder %s beside train is not used; training.validation-split holds images out."
                .formatted(root.resolve("validation")));
  }

  @Test
  void drawsFromTrainWithoutTest() {
    addSmall("train/a", 5);
    addSmall("train/b", 5);
    assertThat(read().test().classCounts()).containsExactly(1, 1);
  }

  @Test
  void takesTrainWithPicturesAsAClass() {
    addSmall("train", 2);
    addSmall("bus", 2);
    assertThat(read().info().classes()).containsExactly("bus", "train");
  }

  @Test
  void bringsTestPicturesToTheFormOfTraining() {
    addSmall("train/a", 3);
    addSmall("train/b", 3);
    pictures.add("test/b/large.png", PictureFolder.grey(80, 60, 50, 50));
    assertThat(read().test().image(0)).hasSize(48).containsOnly(50);
  }

  @Test
  void skipsWhatIsNoPictureAndListsWhatIsBroken() {
    addSmall("a", 3);
    addSmall("b", 3);
    pictures.add("a/.hidden.png", "x");
    pictures.add("a/.folder/x.png", "x");
    pictures.add("b/notes.txt", "x");
    pictures.add("Thumbs.db", "x");
    IntStream.range(0, 12)
        .forEach(i -> pictures.add("b/broken%02d.png".formatted(i), "no picture"));
    TrainTest data = read("data.test-split=0");
    assertThat(data.train().classCounts()).containsExactly(3, 3);
    assertThat(notes)
        .hasSize(13)
        .startsWith(
            "Skipped in %s: 3 files that are hidden or no pictures (PNG, JPEG, GIF, BMP, TIFF, WebP), such as %s."
                .formatted(root, root.resolve("a/.folder")),
            "12 of 18 pictures cannot be read and are left out:",
            "  %s is not a PNG, JPEG, GIF, BMP, TIFF or WebP image: it starts with the bytes 6e 6f 20 70"
                .formatted(root.resolve("b/broken00.png")))
        .endsWith("  and 2 more");
    List<String> first = List.copyOf(notes);
    notes.clear();
    read("data.test-split=0");
    assertThat(notes).isEqualTo(first);
  }

  @Test
  void knowsPicturesByTheirFirstBytes() throws IOException {
    addSmall("a", 2);
    addSmall("b", 2);
    Files.move(root.resolve("a/00.png"), root.resolve("a/photo"));
    Files.move(root.resolve("a/01.png"), root.resolve("a/photo.data"));
    assertThat(read("data.test-split=0").train().classCounts()).containsExactly(2, 2);
  }

  @Test
  void readsFromTheCacheWhatIsTheSame() throws IOException {
    pictures.addShapes(4);
    TrainTest first = read();
    assertThat(progress.stream().filter(line -> line.matches("libraries|Reading pictures.*")))
        .hasSizeGreaterThan(1)
        .first()
        .isEqualTo("libraries");
    Path kept = onlyFileIn(temporary.resolve("cache/pictures"));
    progress.clear();
    TrainTest second = read();
    assertThat(progress).noneMatch(line -> line.matches("libraries|Reading pictures.*"));
    assertSame(second, first);
    byte[] content = Files.readAllBytes(kept);
    for (int damage : new int[] {0, 5, 20, content.length / 2, content.length - 1}) {
      byte[] damaged = content.clone();
      damaged[damage] ^= 1;
      Files.write(kept, damaged);
      notes.clear();
      assertSame(read(), first);
      assertThat(notes)
          .containsExactly(kept + " in the cache is damaged; the pictures are read again.");
    }
    Files.write(kept, Arrays.copyOf(content, content.length / 3));
    assertSame(read(), first);
    assertThat(Files.readAllBytes(kept)).isEqualTo(content);
  }

  @Test
  void readsAgainWhatHasChanged() throws IOException {
    addSmall("a", 5);
    addSmall("b", 5);
    TrainTest before = read("data.test-split=0");
    pictures.add("a/00.png", PictureFolder.grey(8, 6, 100, 250));
    TrainTest after = read("data.test-split=0");
    assertThat(after.train().image(0)[0] & 0xFF).isEqualTo(250);
    assertThat(after.sha256()).isNotEqualTo(before.sha256());
    assertThat(read("data.test-split=0", "data.width=5").info().width()).isEqualTo(5);
  }

  @Test
  void recognisesTheSameImagesElsewhere() throws IOException {
    pictures.addShapes(4);
    TrainTest before = read();
    Path moved = Files.move(root, temporary.resolve("elsewhere"));
    TrainTest after = reader().read(config(moved));
    assertSame(after, before);
    assertThat(after.source()).isEqualTo(moved.toString());
  }

  @Test
  void readsWithoutACache() {
    addSmall("a", 2);
    addSmall("b", 2);
    FolderReader uncached =
        new FolderReader(Optional.empty(), notes::add, (what, done, total) -> {});
    assertSame(uncached.read(config(root)), read());
    pictures.add("../cache-file", "x");
    FolderReader unwritable =
        new FolderReader(
            Optional.of(temporary.resolve("cache-file")), notes::add, (what, done, total) -> {});
    assertSame(unwritable.read(config(root)), read());
    assertThat(notes).hasSize(1).first().asString().startsWith("The pictures cannot be kept in");
  }

  @Test
  void keepsTheLastFewInTheCache() throws IOException {
    addSmall("a", 2);
    addSmall("b", 2);
    for (int width = 4; width < 20; width++) {
      read("data.width=" + width);
    }
    try (Stream<Path> kept = Files.list(temporary.resolve("cache/pictures"))) {
      assertThat(kept).hasSize(8);
    }
  }

  private static void assertSame(TrainTest found, TrainTest expected) {
    assertThat(found.info()).isEqualTo(expected.info());
    assertThat(found.train().pixels()).isEqualTo(expected.train().pixels());
    assertThat(found.train().labels()).isEqualTo(expected.train().labels());
    assertThat(found.test().pixels()).isEqualTo(expected.test().pixels());
    assertThat(found.sha256()).isEqualTo(expected.sha256());
  }

  private static Path onlyFileIn(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> files = all.toList();
      assertThat(files).hasSize(1);
      return files.get(0);
    }
  }

  /** Files to make, separated by spaces; then what the message says. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                        | my-images is no folder; a folder for each class is needed in it.
          x.png                     | my-images has no folders in it; put the pictures of each class into a folder that is called like the class.
          a/x.png                   | my-images has a folder for one class alone, "a"; at least two classes are needed.
          a/x.png b/y.txt           | b of the class "b" has no picture that can be read; put PNG, JPEG, GIF, BMP, TIFF or WebP files into it, or remove it.
          a/x.png b/c/y.png         | c is a folder in the folder of the class "b"; only pictures can be there. If its folders are the classes, name it, not
          train/a/x.png train/b/x.png test/c/x.png | has a folder "c", but the classes to learn are: a, b. Rename or remove it.
          train/a/x.png             | train has a folder for one class alone, "a"; at least two classes are needed.
          """)
  void saysWhatIsWrong(String files, String message) {
    for (String file : files.isEmpty() ? new String[0] : files.split(" ")) {
      if (file.endsWith("png")) {
        pictures.add(file, PictureFolder.grey(8, 8, 1, 2));
      } else {
        pictures.add(file, "text");
      }
    }
    assertThatThrownBy(() -> read())
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void refusesNamesThatCannotBeShown() {
    addSmall("a", 1);
    addSmall("b\u001b[31m", 1);
    assertThatThrownBy(() -> read())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cannot be classes: a class's name is \"b?[31m\"");
  }

  @Test
  void addsExtraPicturesToAnySet() {
    DatasetInfo info = new DatasetInfo(8, 6, List.of("T-shirt/top", "Bag"), Preparation.PLAIN);
    TrainTest set =
        new TrainTest(
            new Digits(info, new byte[2 * 48], new int[] {1, 0}),
            new Digits(info, new byte[48], new int[] {1}),
            "memory",
            Map.of("a", "1"));
    addSmall("Bag", 1);
    pictures.add("T-shirt_top/large.png", PictureFolder.grey(80, 60, 50, 50));
    TrainTest more = reader().withExtra(set, root, 3);
    assertThat(more.train().labels()).containsExactly(1, 1, 1, 0, 0, 0, 1, 0);
    assertThat(more.train().image(2)).startsWith((byte) 0, (byte) 100);
    assertThat(more.train().image(3)).containsOnly(50);
    assertThat(more.test()).isSameAs(set.test());
    assertThat(more.source()).isEqualTo("memory, and 2 pictures from %s, 3 times each", root);
    assertThat(more.sha256()).hasSize(2).containsEntry("a", "1");
    assertThat(reader().withExtra(set, root, 2).sha256()).isNotEqualTo(more.sha256());
    addSmall("Hat", 1);
    assertThatThrownBy(() -> reader().withExtra(set, root, 1))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            "has a folder \"Hat\", but the classes to learn are: T-shirt/top, Bag. Rename or remove it.");
  }
}
