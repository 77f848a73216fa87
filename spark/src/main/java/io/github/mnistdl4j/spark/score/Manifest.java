package io.github.mnistdl4j.spark.score;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathFilter;
import org.jspecify.annotations.Nullable;

/**
 * Records what an output is made from, in its {@code _score.json}: parts of another model or input
 * would not belong together.
 *
 * @param model SHA-256 of the network and its configuration
 * @param kind of the input
 * @param files of the input, with their lengths in bytes and when they were last written
 * @param imagesPerPart as the option says
 * @param format of the output
 * @param parts how many there are
 */
record Manifest(
    String model, String kind, List<String> files, int imagesPerPart, String format, int parts) {
  private static final String NAME = "_score.json";
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  static String file(FileStatus file) {
    return "%s %d %d".formatted(file.getPath(), file.getLen(), file.getModificationTime());
  }

  /**
   * Writes the manifest into a new output, or checks it against an existing one.
   *
   * @throws ScoreException if the folder holds anything else
   */
  void claim(Storage storage, Path folder) {
    Path file = new Path(folder, NAME);
    try {
      FileSystem files = storage.of(folder);
      if (files.exists(file)) {
        requireSame(read(files, file), folder);
      } else {
        requireEmpty(files, folder);
        write(files, file);
      }
    } catch (IOException e) {
      throw ScoreException.cannotWrite(file, e);
    }
  }

  private void requireSame(@Nullable Manifest before, Path folder) {
    if (!equals(before)) {
      throw new ScoreException(
          "%s has predictions %s. Choose another --output, or --overwrite to replace them."
              .formatted(folder, before == null ? "of unknown origin" : difference(before)));
    }
  }

  private String difference(Manifest before) {
    if (!before.model.equals(model)) {
      return "of another network";
    }
    return before.kind.equals(kind) && before.files.equals(files)
        ? "in %d parts of --images-per-part %d as %s"
            .formatted(before.parts, before.imagesPerPart, before.format)
        : "of other images, or of files that have changed since";
  }

  private static void requireEmpty(FileSystem files, Path folder) throws IOException {
    PathFilter others = file -> !file.getName().equals(NAME + ".tmp");
    if (files.exists(folder) && files.listStatus(folder, others).length > 0) {
      throw new ScoreException(
          "%s has files that are no predictions of this program. Choose another --output."
              .formatted(folder));
    }
  }

  private static @Nullable Manifest read(FileSystem files, Path file) throws IOException {
    try (FSDataInputStream in = files.open(file)) {
      return GSON.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8), Manifest.class);
    } catch (JsonParseException e) {
      return null;
    }
  }

  /** Writes under a temporary name first, so that the file is complete or absent. */
  private void write(FileSystem files, Path file) throws IOException {
    Path temporary = file.suffix(".tmp");
    try (FSDataOutputStream out = files.create(temporary, true)) {
      out.write(GSON.toJson(this).getBytes(StandardCharsets.UTF_8));
    }
    if (!files.rename(temporary, file)) {
      throw new IOException("cannot rename " + temporary);
    }
  }

  /** Removes an output that this program made. */
  static void delete(Storage storage, Path folder) {
    try {
      FileSystem files = storage.of(folder);
      if (files.exists(new Path(folder, NAME))) {
        boolean unused = files.delete(folder, true);
      }
    } catch (IOException e) {
      throw ScoreException.cannotWrite(folder, e);
    }
  }
}
