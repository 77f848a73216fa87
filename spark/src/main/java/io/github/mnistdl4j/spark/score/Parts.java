package io.github.mnistdl4j.spark.score;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;

/**
 * The part files of an output.
 *
 * @param folder where they are
 */
record Parts(Storage storage, Path folder, Format format) {
  /** Folder of the files that are not complete yet. */
  private static final String TEMPORARY = "_temporary";

  /** Images that could not be read. */
  static final String BROKEN = "_errors";

  /** Images whose answers should not be relied on. */
  static final String REJECTED = "_rejected";

  private Path file(int part) {
    return new Path(folder, "part-%05d%s".formatted(part, format.extension()));
  }

  /** Returns the file that an attempt at a part writes. */
  Path temporary(int part, long attempt) {
    String name = "part-%05d-%d%s".formatted(part, attempt, format.extension());
    return new Path(new Path(folder, TEMPORARY), name);
  }

  /** Renames a complete file to its part, unless another attempt was first. */
  void finish(Path temporary, int part) throws IOException {
    FileSystem files = storage.of(folder);
    Path file = file(part);
    if (!files.exists(file) && !files.rename(temporary, file) && !files.exists(file)) {
      throw new IOException("cannot rename %s to %s".formatted(temporary, file));
    }
  }

  /** Records how many images of a part are of a kind, for a later process. */
  void record(String kind, int part, long images) throws IOException {
    if (images > 0) {
      Path file = new Path(folder, "%s-%05d".formatted(kind, part));
      try (FSDataOutputStream out = storage.of(folder).create(file, true)) {
        out.writeLong(images);
      }
    }
  }

  /** Returns how many images of all parts are of a kind. */
  long count(String kind) throws IOException {
    long images = 0;
    PathFilter counts = file -> file.getName().matches(kind + "-\\d{5,}");
    for (FileStatus file : storage.of(folder).listStatus(folder, counts)) {
      try (FSDataInputStream in = storage.open(file.getPath())) {
        images += in.readLong();
      }
    }
    return images;
  }

  /** Returns the parts that are complete. */
  Set<Integer> finished() throws IOException {
    Pattern name = Pattern.compile("part-(\\d{5,})" + Pattern.quote(format.extension()));
    Set<Integer> parts = new HashSet<>();
    for (FileStatus file : storage.of(folder).listStatus(folder)) {
      Matcher matcher = name.matcher(file.getPath().getName());
      if (matcher.matches()) {
        parts.add(Integer.valueOf(matcher.group(1)));
      }
    }
    return parts;
  }

  /** Marks the output as complete, as Spark does, and removes what lost executors left. */
  void complete() throws IOException {
    FileSystem files = storage.of(folder);
    files.delete(new Path(folder, TEMPORARY), true);
    files.create(new Path(folder, "_SUCCESS"), true).close();
  }
}
