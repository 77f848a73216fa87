package io.github.mnistdl4j.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * MNIST's file format: big-endian magic number, number of items, for images also height and width,
 * then one unsigned byte a pixel or label (yann.lecun.com/exdb/mnist).
 */
public final class IdxFile {
  static final int LABELS_HEADER = 8;
  private static final int IMAGES_HEADER = 16;
  private static final int LABELS_MAGIC = 0x0801;
  private static final int IMAGES_MAGIC = 0x0803;
  private static final int MOST_ITEMS = Integer.MAX_VALUE / Digits.PIXELS;

  private IdxFile() {}

  /** Says what is wrong with a file, after "the file …", or nothing when it is as it should be. */
  public static Optional<String> damage(IdxScan scan, IdxPart part) {
    return startDamage(scan, part).or(() -> contentDamage(scan, part));
  }

  /** Everything behind the header of a file that has been checked. */
  public static byte[] body(Path file, IdxPart part) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(headerBytes(part));
      byte[] body = new byte[Math.toIntExact(Files.size(file) - headerBytes(part))];
      if (in.readNBytes(body, 0, body.length) < body.length) {
        throw new EOFException(file + " has become shorter");
      }
      return body;
    }
  }

  private static int headerBytes(IdxPart part) {
    return part.holdsImages() ? IMAGES_HEADER : LABELS_HEADER;
  }

  private static Optional<String> startDamage(IdxScan scan, IdxPart part) {
    if (scan.bytes() == 0) {
      return Optional.of("is empty");
    }
    if (scan.header().magic() >>> 16 == 0x1f8b) {
      return Optional.of("holds gzip data under an unpacked file's name: add .gz to its name");
    }
    if (scan.bytes() < headerBytes(part)) {
      return Optional.of(
          "is truncated: it has %d bytes, fewer than the %d of its header"
              .formatted(scan.bytes(), headerBytes(part)));
    }
    return magicDamage(scan.header().magic(), part);
  }

  private static Optional<String> magicDamage(int magic, IdxPart part) {
    int expected = part.holdsImages() ? IMAGES_MAGIC : LABELS_MAGIC;
    if (magic == expected) {
      return Optional.empty();
    }
    if (magic == IMAGES_MAGIC || magic == LABELS_MAGIC) {
      String found = part.holdsImages() ? "labels" : "images";
      String wanted = part.holdsImages() ? "images" : "labels";
      return Optional.of("holds %s, not %s: are two files swapped?".formatted(found, wanted));
    }
    return Optional.of(
        "is not an IDX file: it starts with the number 0x%08x, not 0x%08x"
            .formatted(magic, expected));
  }

  private static Optional<String> contentDamage(IdxScan scan, IdxPart part) {
    IdxScan.IdxHeader header = scan.header();
    int side = Digits.SIDE;
    if (part.holdsImages() && (header.rows() != side || header.columns() != side)) {
      return Optional.of(
          "holds images of %d × %d pixels, but only %d × %d can be used"
              .formatted(header.rows(), header.columns(), side, side));
    }
    if (header.count() <= 0 || header.count() > MOST_ITEMS) {
      return Optional.of(
          "promises %d items in its header; 1 to %d can be used"
              .formatted(header.count(), MOST_ITEMS));
    }
    return lengthDamage(scan, part).or(() -> labelDamage(scan));
  }

  private static Optional<String> lengthDamage(IdxScan scan, IdxPart part) {
    int itemBytes = part.holdsImages() ? Digits.PIXELS : 1;
    long promised = headerBytes(part) + (long) scan.header().count() * itemBytes;
    if (scan.bytes() == promised) {
      return Optional.empty();
    }
    return Optional.of(
        "%s: its header promises %d %s, which is %d bytes, but it has %d"
            .formatted(
                scan.bytes() < promised ? "is truncated" : "is too long",
                scan.header().count(),
                part.holdsImages() ? "images" : "labels",
                promised,
                scan.bytes()));
  }

  private static Optional<String> labelDamage(IdxScan scan) {
    return scan.badLabel().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "has a label above 9, the largest possible: label number %d, counted from 0"
                .formatted(scan.badLabel().getAsLong()));
  }
}
