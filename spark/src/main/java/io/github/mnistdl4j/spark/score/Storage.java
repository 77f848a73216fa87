package io.github.mnistdl4j.spark.score;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.lang3.StringUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Reads and writes files wherever Hadoop can: on shared disks, in HDFS, in S3.
 *
 * @param settings Hadoop's, as Spark has them
 */
record Storage(SerializableConfiguration settings) implements Serializable {

  Configuration configuration() {
    return settings.value();
  }

  FileSystem of(Path path) throws IOException {
    return path.getFileSystem(settings.value());
  }

  /**
   * Returns the path for any process: executors have another working directory.
   *
   * @throws ScoreException if no file system is known for it
   */
  Path absolute(Path path) {
    try {
      return of(path).makeQualified(path);
    } catch (IOException e) {
      throw ScoreException.cannotRead(path, e);
    }
  }

  FSDataInputStream open(Path file) throws IOException {
    return of(file).open(file);
  }

  FileStatus status(Path file) throws IOException {
    return of(file).getFileStatus(file);
  }

  /**
   * Returns the file, or the visible files of the directory in the order of their names.
   *
   * @throws ScoreException if there are none
   */
  List<FileStatus> files(Path input) {
    List<FileStatus> files = new ArrayList<>();
    try {
      for (FileStatus each : of(input).listStatus(input)) {
        if (each.isFile() && !each.getPath().getName().matches("[._].*")) {
          files.add(each);
        }
      }
    } catch (FileNotFoundException e) {
      throw new ScoreException("There is no %s, which --input names.".formatted(input));
    } catch (IOException e) {
      throw ScoreException.cannotRead(input, e);
    }
    if (files.isEmpty()) {
      throw new ScoreException("%s, which --input names, has no files.".formatted(input));
    }
    files.sort(Comparator.comparing(file -> file.getPath().toString()));
    return files;
  }

  /** Rejects a name that Spark would take for a pattern or a list. */
  static void requirePlain(FileStatus file) {
    if (StringUtils.containsAny(file.getPath().toString(), "{}[]*?,\\")) {
      throw new ScoreException(
          "The path %s has one of { } [ ] * ? , and \\, which Spark does not take as such. Rename it."
              .formatted(file.getPath()));
    }
  }
}
