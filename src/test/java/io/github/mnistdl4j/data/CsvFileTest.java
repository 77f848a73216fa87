package io.github.mnistdl4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.data.fetch.FakeDataset;
import io.github.mnistdl4j.data.fetch.Rig;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Images of 4 × 4 pixels. In the tables, Z stands for fourteen zeros, a value in braces for an
 * image of zeros with this value in its middle, N for sixteen names of columns; a line ends at a
 * slash.
 */
class CsvFileTest {
  private static final String ZEROS = "0" + ",0".repeat(13);
  private static final String NAMES =
      IntStream.range(0, 16).mapToObj(i -> "pixel" + i).collect(Collectors.joining(","));

  @TempDir private Path temporary;
  private final List<String> notes = new ArrayList<>();

  /** A file, settings, its labels, the classes, pixel 6 of the first image, and what is said. */
  record Reading(
      String file, String settings, String labels, String classes, int pixel, String notes) {
    static Reading of(String line) {
      String[] cells =
          Arrays.stream(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
      return new Reading(
          text(cells[0]), cells[1], cells[2], cells[3], Integer.parseInt(cells[4]), cells[5]);
    }
  }

  static Stream<Reading> readings() {
    return """
        label,N/1,{255}/0,{255}/                      |                  | 1 0   | 0 1     | 255 |
        N,LABEL/{255},1/{255},0/                      |                  | 1 0   | 0 1     | 255 |
        N,class/{255},1/{255},0/                      |                  | 1 0   | 0 1     | 255 | The label is column 17 (class): its name in the header says so.
        digit,N/1,{255}/0,{255}/                      |                  | 1 0   | 0 1     | 255 | The label is column 1 (digit): its name in the header says so.
        N,Target/{255},1/{255},0/                     |                  | 1 0   | 0 1     | 255 | The label is column 17 (Target): its name in the header says so.
        y,N/1,{255}/0,{255}/                          |                  | 1 0   | 0 1     | 255 | The label is column 1 (y): its name in the header says so.
        a,b,label,c,d,e,f,g,h,i,j,k,l,m,n,o,p/0,0,2,Z/0,0,0,Z/0,0,1,Z/ |             | 2 0 1 | 0 1 2   | 0   |
        letter,N/1,{255}/0,{255}/                     | labelColumn=letter | 1 0 | 0 1     | 255 |
        1,{255}/0,{255}/                              | labelColumn=1    | 1 0   | 0 1     | 255 |
        {255},1/{255},0/                              | labelColumn=17   | 1 0   | 0 1     | 255 |
        1,{255}/0,{255}/                              |                  | 1 0   | 0 1     | 255 | The label is column 1: column 17 is the same in every line.
        {255},1/{255},0/                              |                  | 1 0   | 0 1     | 255 | The label is column 17: column 1 is the same in every line.
        a,N/1,{255}/0,{255}/                          |                  | 1 0   | 0 1     | 255 | The label is column 1 (a): column 17 (pixel15) is the same in every line.
        {255},cat/{255},dog/{255},cat/                    |                  | 0 1 0 | cat dog | 255 | The label is column 17: column 1 is the same in every line. 2 classes, named by their labels: cat, dog.
        label,N/b,{255}/10,{255}/9,{255}/                 |                  | 2 0 1 | 10 9 b  | 255 | 3 classes, named by their labels: 10, 9, b.
        label,N/7,{255}/3,{255}/10,{255}/                 |                  | 1 0 2 | 3 7 10  | 255 | 3 classes, named by their labels: 3, 7, 10.
        label,N/2,{255}/1,{255}/                      |                  | 1 0   | 1 2     | 255 | The labels begin at 1: the classes are named 1 to 2.
        label,N/1.0,{255}/0.0,{255}/                  |                  | 1 0   | 0 1     | 255 |
        label,N/1,{255}/0,{255}/                      | separator=;      | 1 0   | 0 1     | 255 |
        label,N/1,{255}/0,{255}/                      | separator=tab    | 1 0   | 0 1     | 255 |
        label,N/1,{255}/0,{255}/                      | end=crlf         | 1 0   | 0 1     | 255 |
        label,N/1,{255}/0,{255}/                      | end=cr           | 1 0   | 0 1     | 255 |
        label,N/1,{255}//0,{255}//                    | end=crlf         | 1 0   | 0 1     | 255 |
        label,N/1,{255}/0,{255}                    |                  | 1 0   | 0 1     | 255 |
        \uFEFFlabel,N/1,{255}/0,{255}/                |                  | 1 0   | 0 1     | 255 |
        "label",N/"1",{255}/"0",{255}/                |                  | 1 0   | 0 1     | 255 |
        N,"label"/{255},"a, b"/{255},"c"/             |                  | 0 1   | a, b c  | 255 | 2 classes, named by their labels: a, b, c.
        label,N/ 1 ,{255}/ 0 ,{255}/                  |                  | 1 0   | 0 1     | 255 |
        label,N/1,{255}/0,{255}/                      | gzip=yes         | 1 0   | 0 1     | 255 |
        0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16/1,{255}/0,{255}/ |      | 1 0   | 0 1     | 255 | The label is column 1 (0): column 17 (16) is the same in every line.
        label,0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15/1,{255}/0,{255}/ |   | 1 0   | 0 1     | 255 |
        0,0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9,0.10,0.11,0.12,0.13,0.14,0.15,0.16/1,{255}/0,{255}/ | | 1 0 | 0 1 | 255 | The label is column 1 (0): column 17 (0.16) is the same in every line.
        label,N/1,{0.5}/0,{1.0}/                |                  | 1 0   | 0 1     | 128 | Pixels are fractions: taken as 0.0 to 1.0.
        label,N/1,{0.2}/0,{1}/                  |                  | 1 0   | 0 1     | 51  | Pixels are fractions: taken as 0.0 to 1.0.
        label,N/1,{1e-1}/0,{1}/                 |                  | 1 0   | 0 1     | 26  | Pixels are fractions: taken as 0.0 to 1.0.
        label,N/1,{8}/0,{16}/                   |                  | 1 0   | 0 1     | 128 | Pixel values reach 16 at most: taken as 0 to 16.
        label,N/1,{1}/0,{1}/                    |                  | 1 0   | 0 1     | 255 | Pixel values reach 1 at most: taken as 0 to 1.
        label,N/1,{100}/0,{100}/                |                  | 1 0   | 0 1     | 100 |
        label,N/1,{10}/0,{16}/                  | pixelMaximum=255 | 1 0   | 0 1     | 10  |
        label,N/1,{10.5}/0,{16}/                | pixelMaximum=16  | 1 0   | 0 1     | 167 |
        label,N/1,{65535}/0,{0}/                | pixelMaximum=65535 | 1 0 | 0 1     | 255 |
        """
        .lines()
        .map(Reading::of);
  }

  @ParameterizedTest
  @MethodSource("readings")
  void reads(Reading reading) throws IOException {
    TrainTest read = read(reading.file, reading.settings, Optional.empty());

    assertThat(read.train().labels())
        .containsExactly(
            Arrays.stream(reading.labels.split(" ", -1)).mapToInt(Integer::parseInt).toArray());
    assertThat(String.join(" ", read.info().classes())).isEqualTo(reading.classes);
    assertThat(read.train().image(0)[6] & 0xFF).isEqualTo(reading.pixel);
    assertThat(String.join(" ", notes)).isEqualTo(reading.notes);
    assertThat(read.info().shape()).isEqualTo("4 × 4");
    assertThat(read.test().size()).isZero();
    assertThat(read.test().info()).isEqualTo(read.info());
  }

  static Stream<List<String>> mistakes() {
    return table(
        """
        label,N/1,{255}/0,0,0/           |                   | has 3 columns in line 3, but 17 in line 2
        label,N/1,{255}/0,{256}/          |                   | has '256' in line 3, column 8; a pixel must be 0 to 255
        label,N/1,{255}/0,{-1}/           |                   | has '-1' in line 3, column 8; a pixel must be 0 to 255
        label,N/1,{255}/0,{five}/         |                   | has 'five' in line 3, column 8; a pixel must be 0 to 255
        label,N/1,{255}/0,{nan}/          |                   | has 'nan' in line 3, column 8; a pixel must be 0 to 255
        label,N/1,{255}/0,{0x1p3}/        |                   | has '0x1p3' in line 3, column 8; a pixel must be 0 to 255
        label,N/1,{255}/0,{}/             |                   | has '' in line 3, column 8; a pixel must be 0 to 255
        label,N/1,{255}/0,{\u001b[2J}/    |                   | has '?[2J' in line 3, column 8; a pixel must be 0 to 255
        label,N/1,{20}/0,{16}/         | pixelMaximum=16   | has '20' in line 2, column 8; a pixel must be 0 to 16
        label,N/1,{0.5}/0,{255}/          |                   | has fractions ('0.5' in line 2, column 8) and values up to 255: are pixels 0 to 1 or 0 to 255? Set data.pixel-maximum
        label,N/,{255}/0,{255}/              |                   | has nothing in line 2, column 1, where a label must be a word or a whole number
        label,N/1,{255}/1,{255}/             |                   | cannot be used: it has 1 classes; 2 to 1,000 can be used
        label,N/0.5,{255}/1,{255}/           |                   | has '0.5' in line 2, column 1, where a label must be a word or a whole number
        label,N/-1,{255}/1,{255}/            |                   | has '-1' in line 2, column 1, where a label must be a word or a whole number
        label,class,N/1,{255}/     |                   | has two columns that may be the label, label and class: name one with data.label-column
        N,z/{255},1/{255},0/                 | labelColumn=x     | has no column x, as data.label-column says: use a number from 1 to 17, or a name of pixel0, pixel1, pixel2, pixel3, pixel4, …
        {255},1/{255},0/                     | labelColumn=label | has no column label, as data.label-column says: use a number from 1 to 17; no header names the columns
        {255},1/{255},0/                     | labelColumn=18    | has no column 18, as data.label-column says: use a number from 1 to 17; no header names the columns
        {255},1/{255},0/                     | labelColumn=0     | has no column 0, as data.label-column says: use a number from 1 to 17; no header names the columns
        1,Z,0,3/0,Z,0,5/             |                   | may have its label in column 1 or in column 17: say which with --set data.label-column=… (its name, or its number from 1)
        0,Z,0,0/0,Z,0,0/             |                   | has no column that can be the label: column 1 is the same in every line and column 17 is the same in every line; say which with --set data.label-column=… (its name, or its number from 1)
        0.5,Z,0,1000/1,Z,0,2/        |                   | has no column that can be the label: column 1 has fractions and column 17 has numbers above 999; say which with --set data.label-column=… (its name, or its number from 1)
        {255}/{255}/                         |                   | has no labels: its 16 columns in line 1 are the pixels of an image alone
        label,N,x/1,{255},0/0,{255},0/       |                   | has 18 columns in line 2: a label and 17 pixels, which make no square image; set data.width and data.height to the images' size
        ,label,N/0,1,{255}/1,0,{255}/        |                   | has 18 columns in line 2: a label and 17 pixels, which make no square image; its first column has no name: write it without an index (index=False)
        label,N/1,{255}/0,{255}/             | width=5 height=4  | has 17 columns in line 2: a label and 16 pixels, which make no 4 × 5 image; set data.width and data.height to the images' size
        label,a,b/1,0,0/             |                   | has 3 columns in line 2: a label and 2 pixels, which make no square image; set data.width and data.height to the images' size
        label,a,b,c,d/1,0,0,0,0/     |                   | cannot be used: it has width of 2 pixels; 4 to 128 can be used
        label,N/1,{255}/"0,{255}/            |                   | has a quote that is not closed in line 3
        label,N/                     |                   | has no images: it needs the pixels of an image per line, with or without a label; a first line without numbers counts as a header
        /                            |                   | has no images: it needs the pixels of an image per line, with or without a label; a first line without numbers counts as a header
        """);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void says(List<String> mistake) {
    assertThatThrownBy(() -> read(text(mistake.get(0)), mistake.get(1), Optional.empty()))
        .isInstanceOf(DataException.class)
        .hasMessage(train() + " " + mistake.get(2));
  }

  static Stream<List<String>> testFiles() {
    return table(
        """
        label,N/1,{255}/0,{255}/ | label,N/0,{255}/1,{255}/1,{255}/ |                    | 0 1 1
        label,N/1,{255}/0,{255}/ | 0,{255}/1,{255}/             |                    | 0 1
        label,N/1,{255}/0,{255}/ | 0,{255}/1,{255}/             |                    | 0 1
        label,N/1,{255}/0,{255}/ | N,label/{255},0/{255},1/     |                    | 0 1
        1,{255}/0,{255}/         | 0,{255}/                 |                    | 0
        1,{255}/0,{255}/         | label,N/0,{255}/         |                    | 0
        N,z/{255},a/{255},b/     | z,N/b,{255}/a,{255}/         | labelColumn=z      | 1 0
        1,{255}/0,{255}/         | 0,{255}/0,{255}/             | labelColumn=1      | 0 0
        """);
  }

  @ParameterizedTest
  @MethodSource("testFiles")
  void readsATestFileAsItsTrainingFile(List<String> row) throws IOException {
    TrainTest read = read(text(row.get(0)), row.get(2), Optional.of(text(row.get(1))));

    assertThat(Arrays.stream(read.test().labels()).mapToObj(Integer::toString))
        .isEqualTo(List.of(row.get(3).split(" ", -1)));
    assertThat(read.test().info()).isEqualTo(read.info());
    assertThat(read.test().image(0)[6] & 0xFF).isEqualTo(255);
  }

  static Stream<List<String>> badTestFiles() {
    return table(
        """
        label,N/1,{255}/0,{255}/     | N/{255}/{255}/          | has no labels (16 columns in line 2: the pixels alone), so nothing can be tested with it: leave data.test-csv out, and give this file to predict
        label,N/1,{255}/0,{255}/     | label,N/2,{255}/    | has the label '2' in line 2, column 1, which the training file does not have
        label,N/cat,{255}/dog,{255}/ | cow,{255}/          | has the label 'cow' in line 1, column 1, which the training file does not have
        label,N/1,{255}/0,{255}/     | 1,0,0/          | has 3 columns in line 1, but the training file has 17
        1,{255}/0,{255}/             | {255},1/{255},0/        | does not have its label where the training file has it: column 1 is the same in every line; bring both to one order, or name the label in both headers
        label,N/1,{16}/0,{16}/ | label,N/1,{17}/  | has '17' in line 2, column 8; a pixel must be 0 to 16
        label,N/1,{0.5}/0,{1}/ | label,N/1,{17}/  | has '17' in line 2, column 8; a pixel must be 0 to 1
        """);
  }

  @ParameterizedTest
  @MethodSource("badTestFiles")
  void saysWhatIsWrongWithATestFile(List<String> row) {
    assertThatThrownBy(() -> read(text(row.get(0)), "", Optional.of(text(row.get(1)))))
        .isInstanceOf(DataException.class)
        .hasMessage(temporary.resolve("test.csv") + " " + row.get(2));
  }

  @Test
  void takesAShapeThatIsNotSquare() throws IOException {
    TrainTest read =
        read(
            "label,%s,x,x,x,x\n1,".formatted(NAMES)
                + ZEROS
                + ",1,2,3,4,5,255\n0,"
                + ZEROS
                + ",0,0,0,0,0,0\n",
            "width=5 height=4",
            Optional.empty());

    assertThat(read.info().shape()).isEqualTo("4 × 5");
    assertThat(read.info().preparation()).isEqualTo(Preparation.PLAIN);
    assertThat(read.train().image(0)).endsWith(4, 5, 255);
  }

  @Test
  void givesTestImagesTheTrainingImagesScale() throws IOException {
    String train = text("label,N/1,{16}/0,{16}/");
    TrainTest read = read(train, "", Optional.of(text("label,N/1,{4}/0,{4}/")));

    assertThat(read.test().image(0)[6] & 0xFF).isEqualTo(64);
    assertThat(read.info().pixelMaximum()).isEqualTo(16);
  }

  @Test
  void tellsManyClassesFromManyPixelValues() throws IOException {
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      file.append("%d,%s,0,%d\n".formatted(i % 3, ZEROS, i * 4));
    }
    TrainTest read = read(file.toString(), "", Optional.empty());

    assertThat(read.info().classes()).containsExactly("0", "1", "2");
    assertThat(notes)
        .containsExactly("The label is column 1: column 17 has too many different values.");
  }

  @Test
  void readsMnistsShapeAsDigits() throws IOException {
    String zeros = ",0".repeat(783);
    TrainTest read = read("7,255" + zeros + "\n0,1" + zeros + "\n", "", Optional.empty());

    assertThat(read.info().shape()).isEqualTo("28 × 28");
    assertThat(read.info().preparation()).isEqualTo(Preparation.DIGITS);
    assertThat(read.train().image(0)).startsWith(255, 0).hasSize(784);
    assertThat(read.train().image(1)).startsWith(1, 0);
  }

  @Test
  void readsBothFilesOfTheConfiguration() throws IOException {
    Path train =
        Files.writeString(temporary.resolve("my train#1.csv"), text("label,N/1,{255}/0,{255}/"));
    Path test = Files.writeString(temporary.resolve("test.csv"), text("label,N/0,{255}/"));
    Rig rig = new Rig(temporary);
    TrainTest digits =
        new DigitsReader(rig.provider()).read(CsvFiles.config(train, Optional.of(test), Map.of()));

    assertThat(digits.train().labels()).containsExactly(1, 0);
    assertThat(digits.test().labels()).containsExactly(0);
    assertThat(digits.source()).isEqualTo(train + " and " + test);
    assertThat(digits.sha256())
        .containsEntry(train.toString(), DigestUtils.sha256Hex(Files.readAllBytes(train)))
        .containsEntry(test.toString(), DigestUtils.sha256Hex(Files.readAllBytes(test)));
  }

  @Test
  void rejectsALineThatIsLongerThanAnyImage() {
    assertThatThrownBy(() -> read(text("1,{255}/") + "7".repeat(600_000), "", Optional.empty()))
        .hasMessage(
            train()
                + " has more than 524288 bytes in line 2; it is no CSV file with an image per line");
  }

  @Test
  void rejectsAMissingFileADirectoryAndBrokenGzip() throws IOException {
    assertThatThrownBy(() -> CsvFiles.read(train()))
        .isInstanceOf(DataException.class)
        .hasMessage(
            train()
                + " does not exist; say where it is with --set data.train-csv=… or data.test-csv=…");
    assertThatThrownBy(() -> CsvFile.sha256(temporary))
        .isInstanceOf(DataException.class)
        .hasMessage(temporary + " is a directory, not a CSV file");
    byte[] packed =
        FakeDataset.gzip(text("label,N/1,{255}/0,{255}/").getBytes(StandardCharsets.UTF_8));
    Files.write(train(), Arrays.copyOf(packed, packed.length - 12));
    assertThatThrownBy(() -> CsvFiles.read(train()))
        .hasMessage(train() + " is damaged or cut off: its gzip data cannot be unpacked");
  }

  @Test
  void rejectsOtherEncodings() throws IOException {
    String message = train() + " is not UTF-8 text in line 1; save it as CSV in UTF-8";
    for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1)) {
      Files.writeString(train(), text("Größe,N/1,{255}/0,{255}/"), charset);
      assertThatThrownBy(() -> CsvFiles.read(train()))
          .isInstanceOf(DataException.class)
          .hasMessage(message);
    }
  }

  private static Stream<List<String>> table(String text) {
    return text.lines()
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList());
  }

  private static String text(String file) {
    return file.replaceAll("\\{([^}]*)}", "0,0,0,0,0,0,$1" + ",0".repeat(9))
        .replaceAll("N(?!a)", NAMES)
        .replace("Z", ZEROS)
        .replace("/", "\n");
  }

  private Path train() {
    return temporary.resolve("train.csv");
  }

  private TrainTest read(String content, String settings, Optional<String> test)
      throws IOException {
    Map<String, Object> values = new HashMap<>();
    String file = content;
    for (String setting : settings.split(" ", -1)) {
      String value = setting.replaceFirst(".*=", "");
      switch (setting.replaceFirst("=.*", "")) {
        case "separator" -> file = file.replace(",", value.equals("tab") ? "\t" : value);
        case "end" -> file = file.replace("\n", value.equals("cr") ? "\r" : "\r\n");
        case "labelColumn" -> values.put("labelColumn", Optional.of(value));
        case "width", "height", "pixelMaximum" ->
            values.put(setting.replaceFirst("=.*", ""), Optional.of(Integer.valueOf(value)));
        default -> {}
      }
    }
    byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
    Files.write(train(), settings.equals("gzip=yes") ? FakeDataset.gzip(bytes) : bytes);
    Optional<Path> testFile = Optional.empty();
    if (test.isPresent()) {
      testFile = Optional.of(Files.writeString(temporary.resolve("test.csv"), test.get()));
    }
    return CsvFile.read(CsvFiles.config(train(), testFile, values), notes::add);
  }
}
