package io.github.mnistdl4j.data;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.binding.Records;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Reads CSV files as a configuration of nothing else does. */
final class CsvFiles {
  private CsvFiles() {}

  static TrainTest read(Path train) {
    return CsvFile.read(config(train, Optional.empty(), Map.of()), note -> {});
  }

  /** A configuration with these files and further values by the names of their components. */
  static DataConfig config(Path train, Optional<Path> test, Map<String, ?> settings) {
    DataConfig files = new DataConfig(DatasetName.CSV, Optional.empty(), Optional.of(train), test);
    return Records.with(files, settings);
  }
}
