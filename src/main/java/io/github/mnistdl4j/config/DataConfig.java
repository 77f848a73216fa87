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
 * @param testCsv only allowed for {@link DatasetName#CSV}; without it there are no test images
 * @param labelColumn only for CSV, as are {@code width}, {@code height} and {@code pixelMaximum}
 * @param transpose only for IDX
 */
public record DataConfig(
    @Key(
            value = "A data set of the catalogue, or idx or csv for your own files.",
            byDefault = "mnist",
            affects = COMPARISON)
        DatasetName dataset,
    @Key(
            value = "Folder of the four IDX files, .gz or unpacked; default: cached or downloaded.",
            byDefault = "null",
            affects = PLACE)
        Optional<Path> directory,
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
            byDefault = "null")
        Optional<String> labelColumn,
    @Key(
            value = "Pixels per row of a CSV's images; default: as many as rows.",
            byDefault = "null",
            in = "[4, 128]")
        Optional<Integer> width,
    @Key(value = "Rows of a CSV's images.", byDefault = "null", in = "[4, 128]")
        Optional<Integer> height,
    @Key(
            value =
                "Value of a CSV's brightest pixel, such as 1, 16 or 65535; default: it is found.",
            byDefault = "null",
            in = "[1, 65535]")
        Optional<Integer> pixelMaximum,
    @Key(
            value = "Whether dataset idx has rows and columns swapped, as EMNIST's files have.",
            byDefault = "false")
        boolean transpose)
    implements Validated {

  public DataConfig {
    directory = directory.map(Path::toAbsolutePath);
    trainCsv = trainCsv.map(Path::toAbsolutePath);
    testCsv = testCsv.map(Path::toAbsolutePath);
  }

  /** Says where files are of which everything else is found out. */
  public DataConfig(
      DatasetName dataset,
      Optional<Path> directory,
      Optional<Path> trainCsv,
      Optional<Path> testCsv) {
    this(
        dataset,
        directory,
        trainCsv,
        testCsv,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  @Override
  public void check(ProblemSink problems) {
    boolean csv = dataset == DatasetName.CSV;
    if (dataset == DatasetName.IDX && directory.isEmpty()) {
      problems.add("directory", "is missing: dataset idx needs the folder with your IDX files");
    }
    if (csv && directory.isPresent()) {
      problems.add("directory", "is not used by dataset csv: remove it");
    }
    if (csv && trainCsv.isEmpty()) {
      problems.add("train-csv", "is missing: dataset csv needs the file of your training images");
    }
    allowOnlyFor(DatasetName.CSV, problems, "train-csv", trainCsv.isPresent());
    allowOnlyFor(DatasetName.CSV, problems, "test-csv", testCsv.isPresent());
    allowOnlyFor(DatasetName.CSV, problems, "label-column", labelColumn.isPresent());
    allowOnlyFor(DatasetName.CSV, problems, "width", width.isPresent());
    allowOnlyFor(DatasetName.CSV, problems, "height", height.isPresent());
    allowOnlyFor(DatasetName.CSV, problems, "pixel-maximum", pixelMaximum.isPresent());
    allowOnlyFor(DatasetName.IDX, problems, "transpose", transpose);
    if (csv && width.isPresent() != height.isPresent()) {
      problems.add(width.isPresent() ? "width" : "height", "needs width and height, both");
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
