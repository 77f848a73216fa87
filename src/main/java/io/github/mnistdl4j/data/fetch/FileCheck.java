package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.IdxPart;
import io.github.mnistdl4j.files.Gzip;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * One of the four files, looked at from its first to its last byte.
 *
 * @param part which of the four
 * @param path where it is or should be
 * @param sha256 SHA-256 of its unpacked bytes; empty when it could not be read
 * @param items how many images or labels its header promises; 0 when it could not be read
 * @param problem what is wrong with it, after "the file …"; empty when it is intact
 */
public record FileCheck(
    IdxPart part, Path path, Optional<String> sha256, long items, Optional<String> problem) {

  /** Reads files of a data set, several at a time. */
  static List<FileCheck> ofAll(
      List<IdxPart> parts,
      Function<IdxPart, Path> paths,
      Function<IdxPart, Optional<Fingerprint>> expected) {
    return parts.stream()
        .parallel()
        .map(part -> of(part, paths.apply(part), expected.apply(part)))
        .toList();
  }

  /** Reads a file, unpacking it if its name ends in {@code .gz}. */
  static FileCheck of(IdxPart part, Path path, Optional<Fingerprint> expected) {
    if (Files.isDirectory(path)) {
      return unreadable(part, path, "is a directory: is the file itself in it?");
    }
    MessageDigest digest = DigestUtils.getSha256Digest();
    try (InputStream in = new DigestInputStream(Gzip.open(path), digest)) {
      IdxScan scan = IdxScan.of(in, part);
      String sha256 = HexFormat.of().formatHex(digest.digest());
      Optional<String> problem =
          Stream.of(scan.damage(), expected.flatMap(file -> file.mismatch(scan.bytes(), sha256)))
              .flatMap(Optional::stream)
              .reduce((damage, mismatch) -> damage + "; it " + mismatch);
      return new FileCheck(part, path, Optional.of(sha256), scan.header().items(), problem);
    } catch (IOException e) {
      return unreadable(part, path, describe(e));
    }
  }

  /** Returns whether nothing is wrong with the file. */
  public boolean intact() {
    return problem.isEmpty();
  }

  private static FileCheck unreadable(IdxPart part, Path path, String problem) {
    return new FileCheck(part, path, Optional.empty(), 0, Optional.of(problem));
  }

  private static String describe(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "is missing";
    }
    if (e instanceof EOFException) {
      return "is truncated: its gzip data ends too early";
    }
    if (e instanceof ZipException) {
      return "is damaged or not gzip data (%s); if it is unpacked, remove .gz from its name"
          .formatted(e.getMessage());
    }
    boolean denied = e instanceof AccessDeniedException;
    return "cannot be read: " + (denied ? "permission denied" : e.getMessage());
  }
}
