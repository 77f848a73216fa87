package io.github.mnistdl4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.data.fetch.Rig;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFileTest {
  private static final String ZEROS = ",0".repeat(783);
  private static final String HEADER =
      "label,"
          + IntStream.range(0, 784).mapToObj(i -> "pixel" + i).collect(Collectors.joining(","));

  @TempDir private Path temporary;

  @Test
  void readsLabelsAndPixels() throws IOException {
    Digits digits = read("7,255" + ZEROS + "\n0,1" + ZEROS + "\n");

    assertThat(digits.labels()).containsExactly(7, 0);
    assertThat(digits.image(0)).startsWith(0xFF, 0).hasSize(784);
    assertThat(digits.image(1)).startsWith(1, 0);
  }

  @Test
  void skipsAHeader() throws IOException {
    assertThat(read(HEADER + "\n5,0" + ZEROS).labels()).containsExactly(5);
    assertThat(read("label,1x1" + ",28x28".repeat(783) + "\n5,0" + ZEROS).labels())
        .containsExactly(5);
  }

  @Test
  void takesOnlyAFirstLineWithoutNumbersForAHeader() {
    assertThatThrownBy(() -> read("five,0" + ZEROS + "\n5,0" + ZEROS))
        .hasMessage(path() + " has 'five' in line 1, column 1; a label must be 0 to 9");
    assertThatThrownBy(() -> read("5,0" + ZEROS + "\n" + HEADER))
        .hasMessage(path() + " has 'label' in line 2, column 1; a label must be 0 to 9");
  }

  @Test
  void readsWhatSpreadsheetsWrite() throws IOException {
    String quoted = "\"3\",\"0\"" + ",\"0\"".repeat(783);

    assertThat(read("\uFEFF4,0" + ZEROS + "\r\n" + quoted + "\r\n\r\n").labels())
        .containsExactly(4, 3);
    assertThat(read("\uFEFF" + HEADER + "\r\n" + quoted).labels()).containsExactly(3);
    assertThat(read(HEADER + "\r" + quoted + "\r 6 , 0" + ZEROS).labels()).containsExactly(3, 6);
  }

  @Test
  void readsBothFilesOfTheConfiguration() throws IOException {
    Path train = Files.writeString(temporary.resolve("my train#1.csv"), "5,0" + ZEROS + "\n");
    Path test = Files.writeString(temporary.resolve("test.csv"), "6,0" + ZEROS + "\n");
    DataConfig config =
        new DataConfig(DatasetName.CSV, Optional.empty(), Optional.of(train), Optional.of(test));
    TrainTest digits = new DigitsReader(new Rig(temporary).provider()).read(config);

    assertThat(digits.train().labels()).containsExactly(5);
    assertThat(digits.test().labels()).containsExactly(6);
    assertThat(digits.source()).isEqualTo(train + " and " + test);
    assertThat(digits.sha256())
        .containsEntry(train.toString(), DigestUtils.sha256Hex(Files.readAllBytes(train)))
        .containsEntry(test.toString(), DigestUtils.sha256Hex(Files.readAllBytes(test)));
  }

  @Test
  void rejectsALineWithoutLabel() {
    assertThatThrownBy(() -> read("5,0" + ZEROS + "\n0" + ZEROS + "\n"))
        .hasMessage(
            path()
                + " has 784 columns in line 2, but a label and 784 pixels make 785; is the label"
                + " missing, as in test.csv?");
  }

  @Test
  void rejectsAnotherNumberOfColumns() {
    assertThatThrownBy(() -> read(HEADER + "\n5,0,0\n"))
        .hasMessage(
            path() + " has 3 columns in line 2; an image has 784, or 785 with a label in front");
  }

  @Test
  void rejectsWhatIsNoNumber() {
    assertThatThrownBy(() -> read("5,0" + ZEROS + "\nfive,0" + ZEROS + "\n"))
        .hasMessage(path() + " has 'five' in line 2, column 1; a label must be 0 to 9");
    assertThatThrownBy(() -> read("5,0.5" + ZEROS + "\n"))
        .hasMessage(path() + " has '0.5' in line 1, column 2; a pixel must be 0 to 255");
  }

  @Test
  void rejectsPixelsAndLabelsOutOfRange() {
    assertThatThrownBy(() -> read("5,256" + ZEROS + "\n"))
        .hasMessage(path() + " has '256' in line 1, column 2; a pixel must be 0 to 255");
    assertThatThrownBy(() -> read("10,0" + ZEROS + "\n"))
        .hasMessage(path() + " has '10' in line 1, column 1; a label must be 0 to 9");
    assertThatThrownBy(() -> read("-1,0" + ZEROS + "\n"))
        .hasMessage(path() + " has '-1' in line 1, column 1; a label must be 0 to 9");
  }

  @Test
  void keepsControlCharactersAndLongTextsOffTheTerminal() {
    assertThatThrownBy(() -> read("\u001b[2J,0" + ZEROS + "\n"))
        .hasMessage(path() + " has '?[2J' in line 1, column 1; a label must be 0 to 9");
    assertThatThrownBy(() -> read("5," + "7".repeat(60_000) + ZEROS + "\n"))
        .hasMessage(
            "%s has '%s' in line 1, column 2; a pixel must be 0 to 255"
                .formatted(path(), "7".repeat(40)));
  }

  @Test
  void rejectsALineThatIsLongerThanAnyImage() {
    assertThatThrownBy(() -> read("5,0" + ZEROS + "\n" + "7".repeat(100_000)))
        .hasMessage(
            path()
                + " has more than 65536 bytes in line 2; it is no CSV file of 784 pixels per line");
  }

  @Test
  void rejectsAnOpenQuote() {
    assertThatThrownBy(() -> read("5,0" + ZEROS + "\n\"5,0\n"))
        .hasMessage(path() + " has a quote that is not closed in line 2");
  }

  @Test
  void rejectsAFileWithoutImages() {
    String message =
        path()
            + " has no images: it needs 784 pixels per line, with or without a label in front; a"
            + " first line without numbers counts as a header";

    assertThatThrownBy(() -> read("")).hasMessage(message);
    assertThatThrownBy(() -> read(HEADER + "\n")).hasMessage(message);
  }

  @Test
  void rejectsAMissingFileAndADirectory() {
    assertThatThrownBy(() -> CsvFile.read(path()))
        .isInstanceOf(DataException.class)
        .hasMessage(
            path()
                + " does not exist; say where it is with --set data.train-csv=… or data.test-csv=…");
    assertThatThrownBy(() -> CsvFile.sha256(temporary))
        .isInstanceOf(DataException.class)
        .hasMessage(temporary + " is a directory, not a CSV file");
  }

  @Test
  void rejectsOtherEncodings() throws IOException {
    String message = path() + " is not UTF-8 text in line 1; save it as CSV in UTF-8";
    for (Charset charset : List.of(StandardCharsets.UTF_16, StandardCharsets.ISO_8859_1)) {
      Files.writeString(path(), HEADER.replace("label", "Größe") + "\n5,0" + ZEROS, charset);
      assertThatThrownBy(() -> CsvFile.read(path()))
          .isInstanceOf(DataException.class)
          .hasMessage(message);
    }
  }

  private Path path() {
    return temporary.resolve("digits.csv");
  }

  private Digits read(String content) throws IOException {
    return CsvFile.read(Files.writeString(path(), content));
  }
}
