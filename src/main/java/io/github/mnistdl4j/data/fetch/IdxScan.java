package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.IdxHeader;
import io.github.mnistdl4j.data.IdxPart;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * What one pass over the unpacked bytes of a supposed IDX file found.
 *
 * @param badLabel the first index whose label is above 9, if the file should hold labels
 */
record IdxScan(IdxPart part, IdxHeader header, long bytes, OptionalLong badLabel) {
  private static final int MOST_ITEMS = Integer.MAX_VALUE / DatasetInfo.MNIST.pixels();

  static IdxScan of(InputStream in, IdxPart part) throws IOException {
    byte[] start = in.readNBytes(part.headerBytes());
    byte[] buffer = new byte[1 << 16];
    long items = 0;
    OptionalLong badLabel = OptionalLong.empty();
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (!part.holdsImages() && badLabel.isEmpty()) {
        long first = items;
        badLabel =
            IntStream.range(0, n)
                .filter(i -> (buffer[i] & 0xFF) >= DatasetInfo.MNIST.classes().size())
                .mapToLong(i -> first + i)
                .findFirst();
      }
      items += n;
    }
    return new IdxScan(part, IdxHeader.of(start), start.length + items, badLabel);
  }

  /** Returns what is wrong with the file, as a clause behind its name; empty if it is intact. */
  Optional<String> damage() {
    if (bytes == 0) {
      return Optional.of("is empty");
    }
    if (header.magic() >>> 16 == 0x1f8b) {
      return Optional.of("holds gzip data under an unpacked file's name: add .gz to its name");
    }
    if (bytes < part.headerBytes()) {
      return Optional.of(
          "is truncated: it has %d bytes, fewer than the %d of its header"
              .formatted(bytes, part.headerBytes()));
    }
    String wrong = "has a label above 9, the largest possible: label number %d, counted from 0";
    return header
        .problem(part.holdsImages())
        .or(this::countDamage)
        .or(() -> badLabel.stream().mapToObj(wrong::formatted).findFirst());
  }

  private Optional<String> countDamage() {
    long count = header.items();
    if (count == 0 || count > MOST_ITEMS) {
      return Optional.of(
          "promises %d items in its header; 1 to %d can be used".formatted(count, MOST_ITEMS));
    }
    long promised =
        part.headerBytes() + count * (part.holdsImages() ? DatasetInfo.MNIST.pixels() : 1);
    return bytes == promised
        ? Optional.empty()
        : Optional.of(
            "%s: its header promises %d %s, which is %d bytes, but it has %d"
                .formatted(
                    bytes < promised ? "is truncated" : "is too long",
                    count,
                    part.holdsImages() ? "images" : "labels",
                    promised,
                    bytes));
  }
}
