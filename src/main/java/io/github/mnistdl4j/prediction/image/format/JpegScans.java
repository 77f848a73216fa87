package io.github.mnistdl4j.prediction.image.format;

/**
 * Counts the scans of a JPEG. Each costs the decoder a pass over the whole picture, which cannot be
 * interrupted, and may need as little as ten bytes of the file.
 */
final class JpegScans {
  /** Most scans of a picture; encoders write about ten. */
  static final int MAX = 100;

  private static final int FIRST_WITH_LENGTH = 0xC0; // below: stuffed, temporary or reserved
  private static final int RESTART_0 = 0xD0;
  private static final int END_OF_IMAGE = 0xD9;
  private static final int START_OF_SCAN = 0xDA;

  private JpegScans() {}

  /**
   * Checks before a file is decoded that it goes on to its end, of which the decoder would only
   * warn, and has not too many scans; other damage is left to the decoder.
   *
   * @param jpeg all bytes of a file
   * @throws ImageException if it is truncated, or there are more scans than {@link #MAX}
   */
  static void require(byte[] jpeg) {
    int scans = 0;
    for (int at = 0; at + 1 < jpeg.length; ) {
      int marker = jpeg[at + 1] & 0xFF;
      if (jpeg[at] != (byte) 0xFF || marker == 0xFF) {
        at++;
      } else if (marker == END_OF_IMAGE && scans > 0) { // tables alone may come before an image
        return;
      } else {
        scans += marker == START_OF_SCAN ? 1 : 0;
        at += 2 + length(jpeg, at + 2, marker);
      }
      if (scans > MAX) {
        throw new ImageException(
            "is a JPEG of more than %d scans, which takes too long to decode; save it anew as a"
                    .formatted(MAX)
                + " baseline JPEG or a PNG");
      }
    }
    throw new ImageException("is truncated: its JPEG data end too early; copy or send it again");
  }

  /** Returns the length of a marker's segment; data of a scan, if any, follow it. */
  private static int length(byte[] jpeg, int at, int marker) {
    boolean alone = marker < FIRST_WITH_LENGTH || (marker >= RESTART_0 && marker <= END_OF_IMAGE);
    if (alone || at + 1 >= jpeg.length) {
      return 0;
    }
    return (jpeg[at] & 0xFF) << 8 | (jpeg[at + 1] & 0xFF);
  }
}
