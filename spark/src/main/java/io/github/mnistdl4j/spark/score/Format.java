package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.data.DatasetInfo;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.Path;

/** The format of the part files. */
enum Format {
  /** Apache Parquet, with a list of probabilities. */
  PARQUET,
  /**
   * Comma-separated values (RFC 4180) with a header, and a column of probabilities for each class.
   */
  CSV;

  String extension() {
    return "." + name().toLowerCase(Locale.ROOT);
  }

  /** Creates a file to write rows into. */
  PartWriter create(Storage storage, Path file, List<Column> columns, DatasetInfo images)
      throws IOException {
    return this == PARQUET
        ? new ParquetPart(storage, file, columns)
        : new CsvPart(storage, file, columns, images);
  }
}
