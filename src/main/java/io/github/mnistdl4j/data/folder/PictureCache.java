package io.github.mnistdl4j.data.folder;

import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.files.AtomicFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Keeps prepared pictures in files named after a hash of all that they come from. One that is
 * damaged is made again; the last few stay.
 *
 * @param folder where they are; empty: nowhere
 * @param notes told what a user should know
 */
record PictureCache(Optional<Path> folder, Consumer<String> notes) {
  private static final int MAGIC = 0x4d504943;
  private static final int KEPT = 8;
  private static final String SUFFIX = ".pictures";

  /** Returns what is kept under a key, if there is an intact file of so many pictures. */
  Optional<PreparedPictures> find(String key, int pictures, List<String> classes) {
    Optional<Path> kept = folder.map(path -> path.resolve(key + SUFFIX)).filter(Files::exists);
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    Path file = kept.get();
    try {
      PreparedPictures found = read(file, pictures, classes);
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return Optional.of(found);
    } catch (IOException | RuntimeException e) { // damage can look like anything
      notes.accept("%s in the cache is damaged; the pictures are read again.".formatted(file));
      return Optional.empty();
    }
  }

  private static PreparedPictures read(Path file, int pictures, List<String> classes)
      throws IOException {
    CheckedInputStream checked =
        new CheckedInputStream(
            new BufferedInputStream(Files.newInputStream(file), 1 << 16), new CRC32C());
    try (DataInputStream in = new DataInputStream(checked)) {
      if (in.readInt() != MAGIC || in.readInt() != pictures) {
        throw new IOException("another file");
      }
      DatasetInfo info =
          new DatasetInfo(in.readInt(), in.readInt(), classes, Preparation.valueOf(in.readUTF()));
      List<String> problems = new ArrayList<>();
      for (int i = 0; i < pictures; i++) {
        problems.add(in.readUTF());
      }
      byte[] pixels = in.readNBytes(Math.multiplyExact(pictures, info.pixels()));
      long expected = checked.getChecksum().getValue();
      if (in.readLong() != expected || in.read() >= 0) {
        throw new IOException("another checksum");
      }
      return new PreparedPictures(info, pixels, problems);
    }
  }

  /** Keeps prepared pictures; where that is not possible, says so. */
  void keep(String key, PreparedPictures prepared) {
    if (folder.isEmpty()) {
      return;
    }
    try {
      Path directory = Files.createDirectories(folder.get());
      String temporary = key + ".tmp-" + ProcessHandle.current().pid();
      AtomicFile.write(
          directory.resolve(key + SUFFIX),
          directory.resolve(temporary),
          out -> write(out, prepared));
      removeOld(directory);
    } catch (IOException e) {
      notes.accept(
          "The pictures cannot be kept in the cache %s, so that they are read anew next time: %s"
              .formatted(folder.get(), e.getMessage()));
    }
  }

  private static void write(OutputStream out, PreparedPictures prepared) throws IOException {
    CheckedOutputStream checked =
        new CheckedOutputStream(new BufferedOutputStream(out, 1 << 16), new CRC32C());
    DataOutputStream data = new DataOutputStream(checked);
    data.writeInt(MAGIC);
    data.writeInt(prepared.problems().size());
    data.writeInt(prepared.info().width());
    data.writeInt(prepared.info().height());
    data.writeUTF(prepared.info().preparation().name());
    for (String problem : prepared.problems()) {
      data.writeUTF(problem.substring(0, Math.min(problem.length(), 500)));
    }
    data.write(prepared.pixels());
    data.writeLong(checked.getChecksum().getValue());
    data.flush();
  }

  private static void removeOld(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      List<Path> old =
          all.filter(path -> path.toString().endsWith(SUFFIX))
              .sorted(Comparator.comparing((Path path) -> path.toFile().lastModified()).reversed())
              .skip(KEPT)
              .toList();
      for (Path path : old) {
        Files.deleteIfExists(path);
      }
    }
  }
}
