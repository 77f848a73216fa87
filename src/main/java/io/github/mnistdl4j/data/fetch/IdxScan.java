package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.IdxHeader;
import io.github.mnistdl4j.data.IdxPart;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What one pass over the unpacked bytes of a supposed IDX file found. */
record IdxScan(IdxPart part, IdxHeader header, long bytes) {
  private static final int SMALLEST_IMAGE = DatasetInfo.MIN_SIDE * DatasetInfo.MIN_SIDE;

  static IdxScan of(InputStream in, IdxPart part) throws IOException {
    byte[] start = in.readNBytes(IdxHeader.IMAGES_BYTES);
    byte[] buffer = new byte[1 << 16];
    long bytes = start.length;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      bytes += n;
    }
    return new IdxScan(part, IdxHeader.of(start), bytes);
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
    return header.problem(part.holdsImages()).or(this::countDamage);
  }

  private Optional<String> countDamage() {
    long count = header.items();
    long most = Integer.MAX_VALUE / Math.max(header.itemBytes(), SMALLEST_IMAGE);
    if (count == 0 || count > most) {
      return Optional.of(
          "promises %d items in its header; 1 to %d can be used".formatted(count, most));
    }
    long promised = header.bytes() + count * header.itemBytes();
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
