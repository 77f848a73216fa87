package io.github.mnistdl4j.report;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes small pictures of at most 256 colours as {@code data:} URIs, in the Portable Network
 * Graphics format (ISO/IEC 15948). The JDK's own writer starts AWT, which takes as long as half a
 * training epoch.
 */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int EIGHT_BITS = 8;
  private static final int GRAY = 0;
  private static final int PALETTE = 3;

  private Png() {}

  /**
   * Returns a picture.
   *
   * @param pixels indices of colours, row by row
   * @param colors red, green and blue of each colour; if empty, the pixels are shades of grey
   */
  static String dataUri(int width, byte[] pixels, byte[] colors) {
    int height = pixels.length / width;
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) EIGHT_BITS).put((byte) (colors.length > 0 ? PALETTE : GRAY));
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(png)) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header.array());
      if (colors.length > 0) {
        chunk(out, "PLTE", colors);
      }
      chunk(out, "IDAT", deflated(width, pixels));
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
  }

  /** Compresses the rows, each behind the number of its filter, 0 for none. */
  private static byte[] deflated(int width, byte[] pixels) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
      for (int row = 0; row < pixels.length; row += width) {
        out.write(0);
        out.write(pixels, row, width);
      }
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) crc.getValue());
  }
}
