package io.github.mnistdl4j.serving;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Requests as Triton's Java client builds them (BinaryProtocol, InferenceServerClient): JSON, then
 * the tensor's bytes, without a Content-Type.
 */
final class TritonRequest {
  /** What the client sends for one image and no named output, recorded from it. */
  static final String DEFAULT =
      "{\"inputs\":[{\"name\":\"input\",\"shape\":[1,784],\"datatype\":\"FP32\",\"parameters\":"
          + "{\"binary_data_size\":3136}}],\"parameters\":{\"binary_data_output\":true}}";

  private final byte[] json;
  private final byte[] binary;

  private TritonRequest(byte[] json, byte[] binary) {
    this.json = json;
    this.binary = binary;
  }

  static TritonRequest of(String json, byte[] binary) {
    return new TritonRequest(json.getBytes(StandardCharsets.UTF_8), binary);
  }

  /** A tensor named input. */
  static TritonRequest of(String datatype, String shape, byte[] binary) {
    return of("input", datatype, shape, binary);
  }

  static TritonRequest of(String name, String datatype, String shape, byte[] binary) {
    return of(
        ("{\"inputs\":[{\"name\":\"%s\",\"shape\":%s,\"datatype\":\"%s\",\"parameters\":"
                + "{\"binary_data_size\":%d}}],\"parameters\":{\"binary_data_output\":true}}")
            .formatted(name, shape, datatype, binary.length),
        binary);
  }

  /** A buffer as the protocol's data are, on an array. */
  static ByteBuffer on(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static byte[] floats(float... values) {
    byte[] bytes = new byte[values.length * Float.BYTES];
    on(bytes).asFloatBuffer().put(values);
    return bytes;
  }

  /** Files or texts, each preceded by its length. */
  static byte[] elements(byte[]... files) {
    byte[] bytes = new byte[Arrays.stream(files).mapToInt(file -> 4 + file.length).sum()];
    ByteBuffer buffer = on(bytes);
    for (byte[] file : files) {
      buffer.putInt(file.length).put(file);
    }
    return bytes;
  }

  /** How many of the body's bytes are JSON. */
  int jsonLength() {
    return json.length;
  }

  byte[] body() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(json);
    all.writeBytes(binary);
    return all.toByteArray();
  }

  HttpRequest.Builder post(URI uri) {
    return post(uri, String.valueOf(json.length));
  }

  /** The same with any length in the header. */
  HttpRequest.Builder post(URI uri, String length) {
    return HttpRequest.newBuilder(uri)
        .header("Inference-Header-Content-Length", length)
        .POST(BodyPublishers.ofByteArray(body()));
  }

  /** An answer of which all outputs are bytes after the JSON. */
  record Answer(JsonObject json, ByteBuffer binary) {
    static Answer of(HttpResponse<byte[]> response) {
      byte[] body = response.body();
      int length =
          response
              .headers()
              .firstValue("Inference-Header-Content-Length")
              .map(Integer::parseInt)
              .orElse(body.length);
      String json = new String(body, 0, length, StandardCharsets.UTF_8);
      return new Answer(
          JsonParser.parseString(json).getAsJsonObject(),
          ByteBuffer.wrap(body, length, body.length - length)
              .slice()
              .order(ByteOrder.LITTLE_ENDIAN));
    }

    /** Takes the next numbers, those of the probabilities at first. */
    float[] floats(int n) {
      float[] values = new float[n];
      IntStream.range(0, n).forEach(i -> values[i] = binary.getFloat());
      return values;
    }

    /** Takes the next text. */
    String text() {
      byte[] utf8 = new byte[binary.getInt()];
      binary.get(utf8);
      return new String(utf8, StandardCharsets.UTF_8);
    }
  }
}
