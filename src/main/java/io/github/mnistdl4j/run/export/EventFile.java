package io.github.mnistdl4j.run.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * A file of events as TensorBoard reads it: TFRecords (TensorFlow's {@code lib/io/record_writer.h})
 * of Protocol Buffers ({@code event.proto}, {@code summary.proto}), of which only scalars are
 * written. TensorBoard keeps scalars as float32.
 */
final class EventFile {
  private static final String VERSION = "brain.Event:2";

  /** What TFRecord adds to a checksum, so that one of data with checksums in it is a good one. */
  private static final int MASK_DELTA = 0xa282ead8;

  private static final int MASK_ROTATION = 15;

  // Types of fields in Protocol Buffers.
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  private static final double MILLISECONDS = 1e3;

  private final ByteArrayOutputStream records = new ByteArrayOutputStream();

  /** Begins with the version's record, as every such file does. */
  EventFile(Instant start) {
    Message event = new Message().withDouble(1, seconds(start));
    record(event.withBytes(3, VERSION.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Adds a number.
   *
   * @param tag name of the chart that it belongs to
   * @param step its place on the horizontal axis
   */
  void add(Instant time, long step, String tag, double value) {
    Message scalar =
        new Message()
            .withBytes(1, tag.getBytes(StandardCharsets.UTF_8))
            .withFloat(2, (float) value);
    Message summary = new Message().withBytes(1, scalar.bytes());
    record(
        new Message()
            .withDouble(1, seconds(time))
            .withVarint(2, step)
            .withBytes(5, summary.bytes()));
  }

  /** Writes the file. */
  void write(Path file) throws IOException {
    Files.write(file, records.toByteArray());
  }

  private static double seconds(Instant time) {
    return time.toEpochMilli() / MILLISECONDS;
  }

  private void record(Message event) {
    byte[] data = event.bytes();
    byte[] length = little(Long.BYTES).putLong(data.length).array();
    records.writeBytes(length);
    records.writeBytes(checksum(length));
    records.writeBytes(data);
    records.writeBytes(checksum(data));
  }

  private static byte[] checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    int masked = Integer.rotateRight((int) crc.getValue(), MASK_ROTATION) + MASK_DELTA;
    return little(Integer.BYTES).putInt(masked).array();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A message of Protocol Buffers, field by field. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    byte[] bytes() {
      return out.toByteArray();
    }

    Message withVarint(int field, long number) {
      varint((field << 3) | VARINT);
      varint(number);
      return this;
    }

    Message withDouble(int field, double number) {
      varint((field << 3) | FIXED64);
      out.writeBytes(little(Double.BYTES).putDouble(number).array());
      return this;
    }

    Message withFloat(int field, float number) {
      varint((field << 3) | FIXED32);
      out.writeBytes(little(Float.BYTES).putFloat(number).array());
      return this;
    }

    Message withBytes(int field, byte[] bytes) {
      varint((field << 3) | BYTES);
      varint(bytes.length);
      out.writeBytes(bytes);
      return this;
    }

    /**
     * Writes seven bits per byte, the lowest first; all but the last byte have their top bit set.
     */
    private void varint(long number) {
      long rest = number;
      for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
        out.write((int) ((rest & 0x7f) | 0x80));
      }
      out.write((int) rest);
    }
  }
}
