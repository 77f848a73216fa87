package io.github.mnistdl4j.prediction.image.format;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/** PNG files of zeros, written without the memory that their pixels need. */
public final class EmptyPng {
  private static final int BYTES_PER_PIXEL = 8;

  private EmptyPng() {}

  /** A transparent square with four samples of 16 bits a pixel. */
  public static byte[] deep(int side, boolean interlaced) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream file = new DataOutputStream(bytes);
    file.writeLong(0x89504E470D0A1A0AL);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(side).putInt(side);
    header.put((byte) 16).put((byte) 6).putShort((short) 0).put((byte) (interlaced ? 1 : 0));
    chunk(file, "IHDR", header.array());
    chunk(file, "IDAT", zeros(side));
    chunk(file, "IEND", new byte[0]);
    return bytes.toByteArray();
  }

  /** Somewhat more of them than interlacing needs. */
  private static byte[] zeros(int side) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream packed = new DeflaterOutputStream(bytes)) {
      byte[] row = new byte[side * BYTES_PER_PIXEL + 2];
      for (int y = 0; y < side; y++) {
        packed.write(row);
      }
    }
    return bytes.toByteArray();
  }

  private static void chunk(DataOutputStream file, String type, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    crc.update(name);
    crc.update(content);
    file.writeInt(content.length);
    file.write(name);
    file.write(content);
    file.writeInt((int) crc.getValue());
  }
}
