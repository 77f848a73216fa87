package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DataConfigTest {
  private static final String PATH =
      "the path of a file or folder (in full, without ~ or $; a number in quotes)";

  /** What the JSON Schema rejects as well. */
  static final String REJECTED =
      """
      data: mnist
      => line 1: data: must be a section of keys and values, but is mnist

      data:
        dataset: minst
      => line 2: data.dataset: must be one of DATASETS, but is minst; did you mean mnist?

      data:
        dataset: Fashion_MNIST
      => line 2: data.dataset: must be one of DATASETS, but is Fashion_MNIST; did you mean fashion-mnist?

      data:
        dataset: imagenet
      => line 2: data.dataset: must be one of DATASETS, but is imagenet

      data:
        dataset:
      => line 2: data.dataset: must be one of DATASETS, but is empty

      data:
        dataset: {name: mnist}
      => line 2: data.dataset: must be one of DATASETS, but is a section of keys

      data:
        data-set: mnist
      => line 2: data.data-set: unknown key; did you mean dataset? (allowed here: KEYS)

      data:
        train_csv: train.csv
      => line 2: data.train_csv: unknown key; did you mean train-csv? (allowed here: KEYS)

      data:
        augmentation: true
      => line 2: data.augmentation: unknown key; did you mean training.augmentation: {}? (allowed here: KEYS)

      data:
        directory: 2026
      => line 2: data.directory: must be PATH, but is 2026

      data:
        directory: true
      => line 2: data.directory: must be PATH, but is true

      data:
        directory: [a, b]
      => line 2: data.directory: must be PATH, but is a list

      data:
        directory: "  "
      => line 2: data.directory: must be PATH, but is the text "  "

      data:
        directory: ~/mnist
      => line 2: data.directory: must be PATH, but is ~/mnist

      data: {width: 3, height: 129}
      => line 1: data.width: must be a whole number from 4 to 128, but is 3
      => line 1: data.height: must be a whole number from 4 to 128, but is 129

      data: {test-split: 1, extra-weight: 0}
      => line 1: data.test-split: must be a number at least 0 and below 1, but is 1
      => line 1: data.extra-weight: must be a whole number from 1 to 1000, but is 0

      data: {preparation: letters}
      => line 1: data.preparation: must be one of digits, plain, but is letters

      data:
        directory: $HOME/mnist
      => line 2: data.directory: must be PATH, but is $HOME/mnist

      data:
        dataset: csv
        train-csv: train.csv
        width: 3
        height: 129
        pixel-maximum: 0
        label-column: [label]
        transpose: 1
      => line 4: data.width: must be a whole number from 4 to 128, but is 3
      => line 5: data.height: must be a whole number from 4 to 128, but is 129
      => line 6: data.pixel-maximum: must be a whole number from 1 to 65535, but is 0
      => line 7: data.label-column: must be a text, but is a list
      => line 8: data.transpose: must be true or false, but is 1

      data:
        dataset: csv
        train-csv: 1
        test-csv: ${TEST}
      => line 3: data.train-csv: must be PATH, but is 1
      => line 4: data.test-csv: must be PATH, but is ${TEST}
      """
          .replace(
              "DATASETS",
              "mnist, fashion-mnist, kmnist, qmnist, emnist-letters, emnist-balanced, emnist-digits, idx, csv, folder")
          .replace("PATH", PATH)
          .replace(
              "KEYS",
              "dataset, directory, width, height, preparation, test-split, extra, extra-weight,"
                  + " train-csv, test-csv, label-column, pixel-maximum, transpose, outliers");

  /** Rules between keys. */
  static final String REJECTED_BY_THE_LOADER_ONLY =
      """
      data: {dataset: folder}
      => line 1: data.directory: is missing: dataset folder needs the folder with a folder for each class

      data: {preparation: plain}
      => line 1: data.preparation: is only used by dataset folder, but dataset is mnist: change one

      # Files of one's own
      data:
        dataset: idx
      => line 2: data.directory: is missing: dataset idx needs the folder with your IDX files

      data:
        dataset: idx
        directory: null
      => line 3: data.directory: is missing: dataset idx needs the folder with your IDX files

      data:
        dataset: csv
      => line 1: data.train-csv: is missing: dataset csv needs the file of your training images

      data:
        dataset: csv
        test-csv: test.csv
      => line 1: data.train-csv: is missing: dataset csv needs the file of your training images

      data:
        dataset: csv
        train-csv: train.csv
        width: 28
      => line 4: data.width: needs width and height, both

      data:
        label-column: label
        width: 8
        height: 8
        pixel-maximum: 16
        transpose: true
      => line 2: data.label-column: is only used by dataset csv, but dataset is mnist: change one
      => line 3: data.width: is only used by datasets csv and folder, but dataset is mnist: change one
      => line 5: data.pixel-maximum: is only used by dataset csv, but dataset is mnist: change one
      => line 6: data.transpose: is only used by dataset idx, but dataset is mnist: change one

      data: {dataset: emnist-letters, outliers: generated}
      => line 1: data.outliers: is generated, but emnist-letters has other classes than digits: remove it

      data:
        dataset: csv
        train-csv: train.csv
        test-csv: test.csv
        directory: files
      => line 5: data.directory: is not used by dataset csv: remove it

      data:
        train-csv: train.csv
        dataset: fashion-mnist
        test-csv: test.csv
      => line 2: data.train-csv: is only used by dataset csv, but dataset is fashion-mnist: change one
      => line 4: data.test-csv: is only used by dataset csv, but dataset is fashion-mnist: change one

      data:
        dataset: idx
        directory: files
        test-csv: test.csv
      => line 4: data.test-csv: is only used by dataset csv, but dataset is idx: change one

      data:
        directory: ~
      => line 2: data.directory: must be PATH, but is ~
      """
          .replace("PATH", PATH);

  @Test
  void takesMnistFromWhereItIsFoundByDefault() {
    assertThat(RunConfig.defaults().data())
        .isEqualTo(
            new DataConfig(
                DatasetName.MNIST, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void readsDatasetAndDirectory() {
    String yaml =
        """
        data:
          dataset: idx
          directory: /data/my digits
          train-csv: null
        """;
    assertThat(ConfigLoader.parse(RunConfig.class, yaml, "my.yaml", List.of()).data())
        .isEqualTo(
            new DataConfig(
                DatasetName.IDX,
                Optional.of(Path.of("/data/my digits")),
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void readsCsvFiles() {
    String yaml =
        """
        data:
          dataset: csv
          train-csv: train.csv
          test-csv: "2026"
        """;
    assertThat(ConfigLoader.parse(RunConfig.class, yaml, "my.yaml", List.of()).data())
        .isEqualTo(
            new DataConfig(
                DatasetName.CSV,
                Optional.empty(),
                Optional.of(Path.of("train.csv")),
                Optional.of(Path.of("2026"))));
  }

  @Test
  void readsHowToReadCsvFiles() {
    String yaml =
        """
        data:
          dataset: csv
          train-csv: train.csv
          label-column: 65
          width: 16
          height: 4
          pixel-maximum: 16
        """;
    DataConfig read = ConfigLoader.parse(RunConfig.class, yaml, "my.yaml", List.of()).data();

    assertThat(read.testCsv()).isEmpty();
    assertThat(read.labelColumn()).contains("65");
    assertThat(read.width()).contains(16);
    assertThat(read.height()).contains(4);
    assertThat(read.pixelMaximum()).contains(16);
    assertThat(read.transpose()).isFalse();
  }

  static Stream<InvalidYaml> mistakes() {
    return InvalidYaml.table(REJECTED, REJECTED_BY_THE_LOADER_ONLY);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void rejects(InvalidYaml mistake) {
    mistake.isRejected();
  }
}
