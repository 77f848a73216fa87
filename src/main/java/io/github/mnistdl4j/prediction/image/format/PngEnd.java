package io.github.mnistdl4j.prediction.image.format;

import java.nio.ByteBuffer;

/** Tells whether all of a PNG is there: the decoder would show the missing part as black. */
final class PngEnd {
  private static final int SIGNATURE = 8;
  private static final int END = 0x49454E44; // IEND

  private PngEnd() {}

  /**
   * Checks that a file goes on to its end.
   *
   * @throws ImageException if it does not
   */
  static void require(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    long at = SIGNATURE;
    while (at + 8 <= png.length) {
      if (bytes.getInt((int) at + 4) == END) {
        return;
      }
      at += 12 + (bytes.getInt((int) at) & 0xFFFFFFFFL);
    }
    throw new ImageException("is truncated: its PNG data end too early; copy or send it again");
  }
}
