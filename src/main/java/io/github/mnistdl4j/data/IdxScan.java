package io.github.mnistdl4j.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;

/**
 * What one pass over the unpacked bytes of a supposed IDX file found.
 *
 * @param bytes the file's size
 * @param sha256 SHA-256 of all bytes
 * @param header the first 16 bytes as four big-endian numbers, zeros where the file is shorter
 * @param badLabel the first index whose label is above 9, when the file was read as labels
 */
public record IdxScan(long bytes, String sha256, IdxHeader header, OptionalLong badLabel) {

  /** Magic number, number of images or labels, and for images their height and width. */
  public record IdxHeader(int magic, int count, int rows, int columns) {}

  /** Reads a stream to its end. */
  public static IdxScan of(InputStream in, boolean labels) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    byte[] buffer = new byte[1 << 16];
    byte[] head = new byte[16];
    OptionalLong badLabel = OptionalLong.empty();
    long bytes = 0;
    for (int n = in.readNBytes(buffer, 0, buffer.length);
        n > 0;
        n = in.readNBytes(buffer, 0, buffer.length)) {
      if (bytes == 0) {
        head = Arrays.copyOf(buffer, head.length);
      }
      if (labels && badLabel.isEmpty()) {
        badLabel = firstBadLabel(buffer, n, bytes);
      }
      digest.update(buffer, 0, n);
      bytes += n;
    }
    return new IdxScan(bytes, HexFormat.of().formatHex(digest.digest()), header(head), badLabel);
  }

  private static IdxHeader header(byte[] head) {
    ByteBuffer numbers = ByteBuffer.wrap(head);
    return new IdxHeader(numbers.getInt(), numbers.getInt(), numbers.getInt(), numbers.getInt());
  }

  private static OptionalLong firstBadLabel(byte[] buffer, int length, long position) {
    int start = position == 0 ? Math.min(IdxFile.LABELS_HEADER, length) : 0;
    for (int i = start; i < length; i++) {
      if ((buffer[i] & 0xFF) >= Digits.CLASSES) {
        return OptionalLong.of(position + i - IdxFile.LABELS_HEADER);
      }
    }
    return OptionalLong.empty();
  }
}
