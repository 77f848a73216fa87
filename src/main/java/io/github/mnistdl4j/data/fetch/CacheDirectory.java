package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.IdxPart;
import io.github.mnistdl4j.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.io.IOUtils;

/**
 * A directory of this application with the unpacked files of one data set. A file appears in it
 * under its own name only when it is complete, verified and on the disk.
 */
record CacheDirectory(Path path) {

  List<FileCheck> check(CatalogDataset dataset) {
    return FileCheck.ofAll(
        List.of(IdxPart.values()), this::file, part -> fingerprint(dataset, part));
  }

  /**
   * Returns what a file must be: of one that only its packed bytes identify, what was recorded when
   * they were unpacked.
   */
  Optional<Fingerprint> fingerprint(CatalogDataset dataset, IdxPart part) {
    return dataset
        .fingerprint(part)
        .map(file -> file.isKnown() ? file : new Fingerprint(file.bytes(), recorded(part)));
  }

  private String recorded(IdxPart part) {
    try {
      return Files.readString(record(part)).strip();
    } catch (IOException e) {
      return "a recorded one";
    }
  }

  private Path record(IdxPart part) {
    return path.resolve(part.fileName() + ".sha256");
  }

  Path file(IdxPart part) {
    return path.resolve(part.fileName());
  }

  /** Returns the file that whoever changes the directory has locked. */
  Path lock() {
    return path.resolve(".lock");
  }

  /** Renames a damaged file, so that its place is free and the user can look at it. */
  Path moveAside(FileCheck damaged) throws IOException {
    Path aside = path.resolve(damaged.part().fileName() + ".corrupt-" + System.currentTimeMillis());
    return Files.move(damaged.path(), aside);
  }

  /** Puts a file into place; throws, and changes nothing, if its bytes are not as expected. */
  void install(IdxPart part, Optional<Fingerprint> expected, InputStream unpacked)
      throws IOException {
    Path temporary = path.resolve(part.fileName() + ".tmp-" + ProcessHandle.current().pid());
    AtomicFile.write(
        file(part),
        temporary,
        out -> {
          Fingerprint found = copy(unpacked, new DiskOutput(out, temporary), expected);
          Optional<String> mismatch =
              expected.flatMap(file -> file.mismatch(found.bytes(), found.sha256()));
          if (mismatch.isPresent()) {
            throw new IOException(part.fileName() + " " + mismatch.get());
          }
          if (expected.isPresent() && !expected.get().isKnown()) {
            Files.writeString(record(part), found.sha256() + "\n");
          }
        });
  }

  void remove(String pattern) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(path, pattern)) {
      for (Path leftover : leftovers) {
        Files.delete(leftover);
      }
    }
  }

  /** Copies no more than shows that a file is too long; returns what it is. */
  private static Fingerprint copy(InputStream in, OutputStream out, Optional<Fingerprint> expected)
      throws IOException {
    MessageDigest digest = DigestUtils.getSha256Digest();
    long limit = expected.map(file -> file.bytes() + 1).orElse(Long.MAX_VALUE);
    long bytes = IOUtils.copyLarge(new DigestInputStream(in, digest), out, 0, limit);
    return new Fingerprint(bytes, HexFormat.of().formatHex(digest.digest()));
  }
}
