package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.serving.http.RequestException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The binary tensor data extension: tensors as bytes after the JSON, little-endian; a text or file
 * is preceded by its length in four bytes.
 */
final class BinaryData {
  /** The header that tells how many of the body's bytes are JSON. */
  static final String HEADER = "Inference-Header-Content-Length";

  /** The parameter of a tensor that tells how many of the bytes after the JSON are its own. */
  static final String SIZE = "binary_data_size";

  /** Of JSON: no body has so many bytes that more digits are needed. */
  private static final Pattern LENGTH = Pattern.compile("0*[0-9]{1,9}");

  private BinaryData() {}

  /**
   * Returns how many of a body's bytes are JSON, as its header says: 0 if it is an image and
   * nothing else, -1 if there is no header.
   *
   * @param headers all values of {@link #HEADER}
   * @throws RequestException if it is no number that a body's length may be
   */
  static int jsonLength(List<String> headers) {
    if (headers.isEmpty()) {
      return -1;
    }
    String header = String.join(", ", headers);
    if (!LENGTH.matcher(header).matches()) {
      throw RequestException.badRequest(
          "%s is \"%.40s\", but must be the number of the body's bytes that are JSON",
          HEADER, header);
    }
    return Integer.parseInt(header);
  }

  /**
   * Returns the bytes after a body's JSON.
   *
   * @param jsonLength what {@link #jsonLength(List)} returned
   * @throws RequestException if the body ends before
   */
  static ByteBuffer afterJson(byte[] body, int jsonLength) {
    if (jsonLength > body.length) {
      throw RequestException.badRequest(
          "%s is %d, but the body has %d bytes only", HEADER, jsonLength, body.length);
    }
    int json = jsonLength < 0 ? body.length : jsonLength;
    return ByteBuffer.wrap(body, json, body.length - json).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Returns the image that a body without JSON is, numbers of type FP32, in a list.
   *
   * @throws RequestException if it has more or fewer bytes, or a value is not allowed
   */
  static List<float[]> image(ByteBuffer bytes, DatasetInfo form) {
    int needed = form.pixels() * NumberType.FP32.bytes();
    if (bytes.remaining() != needed) {
      throw RequestException.badRequest(
          "%s is 0, so that the body must be an image, %d bytes of FP32, but it has %d",
          HEADER, needed, bytes.remaining());
    }
    return images(bytes, NumberType.FP32, form, "input");
  }

  /**
   * Takes images, each {@code [height · width]} in [0, 1], until there are no more bytes.
   *
   * @param place of the tensor in the request
   * @throws RequestException if a value is not allowed
   */
  static List<float[]> images(ByteBuffer bytes, NumberType type, DatasetInfo form, String place) {
    PixelRange range = new PixelRange(type, place);
    List<float[]> images = new ArrayList<>();
    while (bytes.hasRemaining()) {
      float[] image = new float[form.pixels()];
      type.read(bytes, image);
      images.add(range.apply(image, images.size()));
    }
    return images;
  }

  /**
   * Takes files that follow each other.
   *
   * @param place of the tensor in the request
   * @throws RequestException if there are more or fewer bytes
   */
  static List<byte[]> files(ByteBuffer bytes, int n, String place) {
    List<byte[]> files = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      files.add(file(bytes, "%s: element %d".formatted(place, i)));
    }
    if (bytes.hasRemaining()) {
      throw RequestException.badRequest(
          "%s: %d bytes are left after element %d, the last", place, bytes.remaining(), n - 1);
    }
    return files;
  }

  private static byte[] file(ByteBuffer bytes, String place) {
    if (bytes.remaining() < Integer.BYTES) {
      throw RequestException.badRequest(
          "%s is missing: it begins with its length, in four bytes", place);
    }
    long length = Integer.toUnsignedLong(bytes.getInt());
    if (length > bytes.remaining()) {
      throw RequestException.badRequest(
          "%s says that it has %d bytes, but %d are left", place, length, bytes.remaining());
    }
    byte[] file = new byte[(int) length];
    bytes.get(file);
    return file;
  }

  /** Returns the bytes of numbers. */
  static byte[] floats(List<float[]> rows) {
    int n = rows.stream().mapToInt(row -> row.length).sum();
    ByteBuffer bytes = ByteBuffer.allocate(n * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = bytes.asFloatBuffer();
    rows.forEach(floats::put);
    return bytes.array();
  }

  /** Returns the bytes of texts. */
  static byte[] texts(List<String> texts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String text : texts) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      all.writeBytes(length.putInt(utf8.length).array());
      all.writeBytes(utf8);
    }
    return all.toByteArray();
  }
}
