package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.IdxPart;
import io.github.mnistdl4j.data.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A directory of this application with the unpacked files of one data set. A file appears in it
 * under its own name only when it is complete, verified and on the disk.
 */
record CacheDirectory(Path path) {

  /** Reads and checks all four files. */
  List<FileCheck> check(CatalogDataset dataset) {
    return FileCheck.ofAll(dataset, this::file);
  }

  Path file(IdxPart part) {
    return path.resolve(part.fileName());
  }

  /** Renames a damaged file, so that its place is free and the user can look at it. */
  Path moveAside(FileCheck damaged) throws IOException {
    Path aside = path.resolve(damaged.part().fileName() + ".corrupt-" + System.currentTimeMillis());
    return Files.move(damaged.path(), aside);
  }

  /**
   * Puts a file into place.
   *
   * @throws IOException if the bytes are not the expected ones; then nothing has changed
   */
  void install(IdxPart part, Optional<Fingerprint> expected, InputStream unpacked)
      throws IOException {
    Path temporary = path.resolve(part.fileName() + ".tmp-" + ProcessHandle.current().pid());
    try {
      Optional<String> mismatch = copy(unpacked, temporary, expected);
      if (mismatch.isPresent()) {
        throw new IOException(part.fileName() + " " + mismatch.get());
      }
      sync(temporary);
      Files.move(temporary, file(part), StandardCopyOption.ATOMIC_MOVE);
      syncDirectory();
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Deletes what processes that were killed had half-written, except downloads. */
  void removeHalfWritten() throws IOException {
    remove("*.tmp-*");
  }

  /** Deletes what there is of downloads. */
  void removeDownloads() throws IOException {
    remove("*.part");
  }

  private void remove(String pattern) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(path, pattern)) {
      for (Path leftover : leftovers) {
        Files.delete(leftover);
      }
    }
  }

  private static Optional<String> copy(InputStream in, Path target, Optional<Fingerprint> expected)
      throws IOException {
    MessageDigest digest = Sha256.newDigest();
    long limit = expected.map(file -> file.bytes() + 1).orElse(Long.MAX_VALUE);
    long bytes;
    try (OutputStream out = DiskOutput.open(target, StandardOpenOption.TRUNCATE_EXISTING)) {
      bytes = new BoundedInput(new DigestInputStream(in, digest), limit).transferTo(out);
    }
    String sha256 = HexFormat.of().formatHex(digest.digest());
    return expected.flatMap(file -> file.mismatch(bytes, sha256));
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private void syncDirectory() {
    try (FileChannel channel = FileChannel.open(path)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows cannot open a directory; its rename is durable without this.
    }
  }
}
