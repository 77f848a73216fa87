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
            value = "A data set of the catalogue, or idx or csv for your own files.",
            byDefault = "mnist",
            affects = COMPARISON)
        DatasetName dataset,
    @Key(
            value = "Folder of the four IDX files, .gz or unpacked; default: cached or downloaded.",
            byDefault = "null",
            affects = PLACE)
        Optional<Path> directory,
    @Key(value = "Training CSV: label, 784 pixels (0 to 255).", byDefault = "null", affects = PLACE)
        Optional<Path> trainCsv,
    @Key(value = "Test images as CSV, like train-csv.", byDefault = "null", affects = PLACE)
        Optional<Path> testCsv)
    implements Validated {

  public DataConfig {
    directory = directory.map(Path::toAbsolutePath);
    trainCsv = trainCsv.map(Path::toAbsolutePath);
    testCsv = testCsv.map(Path::toAbsolutePath);
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
