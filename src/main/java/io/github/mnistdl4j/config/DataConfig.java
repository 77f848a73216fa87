package io.github.mnistdl4j.config;

import static io.github.mnistdl4j.config.binding.Affects.COMPARISON;
import static io.github.mnistdl4j.config.binding.Affects.PLACE;

import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.Validated;
import io.github.mnistdl4j.config.binding.YamlNames;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the images come from. Relative paths are made absolute, so that a run's files are found
 * from any working directory.
 *
 * @param directory required for {@link DatasetName#IDX}
 * @param trainCsv required for {@link DatasetName#CSV}, and only allowed there
 * @param testCsv as {@code trainCsv}
 */
public record DataConfig(
    @Key(
            value = "A data set of the catalogue, or idx, csv or folder for your own files.",
            byDefault = "mnist",
            affects = COMPARISON)
        DatasetName dataset,
    @Key(
            value = "Folder of the four IDX files, .gz or unpacked, or with a folder per class.",
            byDefault = "null",
            affects = PLACE)
        Optional<Path> directory,
    @Key(
            value =
                "Pixels per row of each image; of dataset folder 28, unless all are equal and small.",
            byDefault = "null",
            in = "[4, 128]",
            affects = COMPARISON)
        Optional<Integer> width,
    @Key(
            value = "Rows of pixels of each image; by default as width.",
            byDefault = "null",
            in = "[4, 128]",
            affects = COMPARISON)
        Optional<Integer> height,
    @Key(
            value =
                "Dataset folder: digits finds ink and centres it, plain takes the whole picture.",
            byDefault = "null",
            affects = COMPARISON)
        Optional<Preparation> preparation,
    @Key(
            value = "Dataset folder without a folder test: fraction of each class to test with.",
            byDefault = "0.2",
            in = "[0, 1)",
            affects = COMPARISON)
        double testSplit,
    @Key(
            value = "Folder with a folder per class, whose pictures are learned from, too.",
            byDefault = "null",
            affects = PLACE)
        Optional<Path> extra,
    @Key(
            value = "How often each picture of extra counts.",
            byDefault = "1",
            in = "[1, 1000]",
            affects = COMPARISON)
        int extraWeight,
    @Key(value = "Training CSV: label, 784 pixels (0 to 255).", byDefault = "null", affects = PLACE)
        Optional<Path> trainCsv,
    @Key(value = "Test images as CSV, like train-csv.", byDefault = "null", affects = PLACE)
        Optional<Path> testCsv)
    implements Validated {

  public DataConfig {
    directory = directory.map(Path::toAbsolutePath);
    extra = extra.map(Path::toAbsolutePath);
    trainCsv = trainCsv.map(Path::toAbsolutePath);
    testCsv = testCsv.map(Path::toAbsolutePath);
  }

  /** A data set whose other keys have their defaults. */
  public DataConfig(
      DatasetName dataset,
      Optional<Path> directory,
      Optional<Path> trainCsv,
      Optional<Path> testCsv) {
    this(
        dataset,
        directory,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0.2,
        Optional.empty(),
        1,
        trainCsv,
        testCsv);
  }

  @Override
  public void check(ProblemSink problems) {
    boolean csv = dataset == DatasetName.CSV;
    if (dataset == DatasetName.IDX && directory.isEmpty()) {
      problems.add("directory", "is missing: dataset idx needs the folder with your IDX files");
    }
    if (dataset == DatasetName.FOLDER && directory.isEmpty()) {
      problems.add(
          "directory", "is missing: dataset folder needs the folder with a folder for each class");
    }
    if (csv && directory.isPresent()) {
      problems.add("directory", "is not used by dataset csv: remove it");
    }
    if (dataset != DatasetName.FOLDER && preparation.isPresent()) {
      problems.add(
          "preparation",
          "is only used by dataset folder, but dataset is %s: change one",
          YamlNames.of(dataset));
    }
    requireOnlyForCsv(problems, csv, "train-csv", trainCsv);
    requireOnlyForCsv(problems, csv, "test-csv", testCsv);
  }

  private void requireOnlyForCsv(
      ProblemSink problems, boolean csv, String key, Optional<Path> file) {
    if (csv && file.isEmpty()) {
      problems.add(key, "is missing: dataset csv needs both train-csv and test-csv");
    }
    if (!csv && file.isPresent()) {
      problems.add(
          key, "is only used by dataset csv, but dataset is %s: change one", YamlNames.of(dataset));
    }
  }
}
