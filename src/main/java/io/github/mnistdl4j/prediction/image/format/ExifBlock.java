package io.github.mnistdl4j.prediction.image.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Finds the Exif data of a picture's file: in a JPEG's APP1, a PNG's eXIf, a WebP's EXIF. */
final class ExifBlock {
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);
  private static final String JPEG_START = "Exif\0\0";
  private static final int APP1 = 0xE1;
  private static final int START_OF_SCAN = 0xDA;
  private static final int PNG_SIGNATURE = 8;
  private static final int RIFF_HEADER = 12;

  private ExifBlock() {}

  /**
   * Returns the Exif data, empty if there are none or they are out of reach.
   *
   * @param format the file's, such as {@code jpeg}
   */
  static ByteBuffer of(byte[] file, String format) {
    try {
      return switch (format) {
        case "jpeg" -> ofJpeg(file);
        case "png" -> ofChunks(file, PNG_SIGNATURE, false);
        case "webp" -> ofChunks(file, RIFF_HEADER, true);
        case "tif" -> ByteBuffer.wrap(file);
        default -> NONE;
      };
    } catch (IndexOutOfBoundsException e) {
      return NONE;
    }
  }

  private static ByteBuffer ofJpeg(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    for (int at = 2; at + 4 <= file.length; at += 2 + (bytes.getShort(at + 2) & 0xFFFF)) {
      int marker = bytes.get(at + 1) & 0xFF;
      if (bytes.get(at) != (byte) 0xFF || marker == START_OF_SCAN) {
        return NONE;
      }
      if (marker == APP1 && text(file, at + 4, JPEG_START.length()).equals(JPEG_START)) {
        int start = at + 4 + JPEG_START.length();
        return bytes.slice(start, at + 2 + (bytes.getShort(at + 2) & 0xFFFF) - start);
      }
    }
    return NONE;
  }

  /** Walks the chunks of a PNG (length, name, data, CRC) or a RIFF file (name, length, data). */
  private static ByteBuffer ofChunks(byte[] file, int first, boolean riff) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    bytes.order(riff ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    for (long at = first; at + 8 <= file.length; ) {
      int chunk = (int) at;
      long length = bytes.getInt(riff ? chunk + 4 : chunk) & 0xFFFFFFFFL;
      String name = text(file, riff ? chunk : chunk + 4, 4);
      if (name.equals(riff ? "EXIF" : "eXIf")) {
        return withoutStart(bytes.slice(chunk + 8, (int) length));
      }
      at += 8 + length + (riff ? length % 2 : 4);
    }
    return NONE;
  }

  /** Some programs write a JPEG's start into a WebP. */
  private static ByteBuffer withoutStart(ByteBuffer exif) {
    int start = JPEG_START.length();
    boolean has = exif.limit() > start && exif.get(0) == 'E' && exif.get(4) == 0;
    return has ? exif.slice(start, exif.limit() - start) : exif;
  }

  private static String text(byte[] file, int from, int length) {
    return new String(file, from, length, StandardCharsets.ISO_8859_1);
  }
}
