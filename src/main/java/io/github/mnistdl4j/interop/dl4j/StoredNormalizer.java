package io.github.mnistdl4j.interop.dl4j;

import io.github.mnistdl4j.interop.dense.InteropException;
import io.github.mnistdl4j.interop.dense.PixelScale;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code normalizer.bin}, which says what was done to images before the network saw them:
 * since 0.7 a name and a few numbers, before that a Java object, which is never opened.
 */
final class StoredNormalizer {
  private static final String HEADER = "NORMALIZER";

  /** A Java object begins with these. */
  private static final int[] JAVA_OBJECT = {0xac, 0xed};

  /** The brightest pixel of an image of bytes. */
  private static final double BYTE = 255;

  private StoredNormalizer() {}

  /**
   * Returns what the network sees of pixels in [0, 1].
   *
   * @param notes told if it cannot be taken over
   */
  static Optional<PixelScale> read(byte[] bytes, List<String> notes) {
    String kind = "?";
    if (isJavaObject(bytes)) {
      kind = "a Java object";
    } else {
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
        if (in.readUTF().equals(HEADER) && in.readInt() == 1) {
          kind = in.readUTF();
          if (kind.equals("IMAGE_MIN_MAX")) {
            double least = in.readDouble();
            double most = in.readDouble();
            if (in.readDouble() == BYTE && most > least && Math.abs(least) + most < 1 << 16) {
              return Optional.of(new PixelScale(most - least, least));
            }
          }
        }
      } catch (IOException e) {
        kind = "damaged";
      }
    }
    notes.add(
        "Its normalizer (%s) is left out; only an ImagePreProcessingScaler of bytes can be taken."
            .formatted(InteropException.printable(kind)));
    return Optional.empty();
  }

  private static boolean isJavaObject(byte[] bytes) {
    return bytes.length > 1
        && (bytes[0] & 0xff) == JAVA_OBJECT[0]
        && (bytes[1] & 0xff) == JAVA_OBJECT[1];
  }
}
