package io.github.mnistdl4j.config;

import static io.github.mnistdl4j.config.binding.Affects.COMPARISON;
import static io.github.mnistdl4j.config.binding.Affects.PLACE;

import io.github.mnistdl4j.config.binding.Key;
import io.github.mnistdl4j.config.binding.ProblemSink;
import io.github.mnistdl4j.config.binding.Validated;
import io.github.mnistdl4j.config.binding.YamlNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the images come from. Relative paths are made absolute, so that a run's files are found
 * from any working directory.
 *
 * @param directory required for {@link DatasetName#IDX}
 * @param trainCsv required for {@link DatasetName#CSV}, and only allowed there
 * @param testCsv only allowed for {@link DatasetName#CSV}; without it there are no test images
 * @param width only for CSV and folders, as is {@code height}
 * @param labelColumn only for CSV, as is {@code pixelMaximum}
 * @param transpose only for IDX
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
            value = "Pixels per row of each image; by default it is found.",
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
    @Key(
            value = "Training CSV, also .gz: a label and the pixels of an image per line.",
            byDefault = "null",
            affects = PLACE)
        Optional<Path> trainCsv,
    @Key(value = "Test images as CSV, like train-csv.", byDefault = "null", affects = PLACE)
        Optional<Path> testCsv,
    @Key(
            value =
                "Column of a CSV's labels: its name, or its number from 1; default: it is found.",
            byDefault = "null",
            affects = COMPARISON)
        Optional<String> labelColumn,
    @Key(
            value =
                "Value of a CSV's brightest pixel, such as 1, 16 or 65535; default: it is found.",
            byDefault = "null",
            in = "[1, 65535]",
            affects = COMPARISON)
        Optional<Integer> pixelMaximum,
    @Key(
            value = "Whether dataset idx has rows and columns swapped, as EMNIST's files have.",
            byDefault = "false",
            affects = COMPARISON)
        boolean transpose,
    @Key(
            value = "Images to learn from that show no digit, of a class none: generated, or none.",
            byDefault = "none",
            affects = COMPARISON)
        Outliers outliers)
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
        testCsv,
        Optional.empty(),
        Optional.empty(),
        false,
        Outliers.NONE);
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
    if (csv && trainCsv.isEmpty()) {
      problems.add("train-csv", "is missing: dataset csv needs the file of your training images");
    }
    allowOnlyFor(DatasetName.FOLDER, problems, "preparation", preparation.isPresent());
    allowOnlyFor(DatasetName.CSV, problems, "train-csv", trainCsv.isPresent());
    allowOnlyFor(DatasetName.CSV, problems, "test-csv", testCsv.isPresent());
    allowOnlyFor(DatasetName.CSV, problems, "label-column", labelColumn.isPresent());
    allowOnlyFor(DatasetName.CSV, problems, "pixel-maximum", pixelMaximum.isPresent());
    allowOnlyFor(DatasetName.IDX, problems, "transpose", transpose);
    boolean digits =
        dataset.classes().stream().flatMap(List::stream).allMatch(name -> name.matches("[0-9]"));
    if (outliers == Outliers.GENERATED && !digits) {
      problems.add(
          "outliers",
          "is generated, but %s has other classes than digits: remove it",
          YamlNames.of(dataset));
    }
    if (csv && width.isPresent() != height.isPresent()) {
      problems.add(width.isPresent() ? "width" : "height", "needs width and height, both");
    }
    if (!csv && dataset != DatasetName.FOLDER && (width.isPresent() || height.isPresent())) {
      problems.add(
          width.isPresent() ? "width" : "height",
          "is only used by datasets csv and folder, but dataset is %s: change one",
          YamlNames.of(dataset));
    }
  }

  private void allowOnlyFor(DatasetName name, ProblemSink problems, String key, boolean given) {
    if (given && dataset != name) {
      problems.add(
          key,
          "is only used by dataset %s, but dataset is %s: change one",
          YamlNames.of(name),
          YamlNames.of(dataset));
    }
  }
}
