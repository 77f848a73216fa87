package io.github.mnistdl4j.interop.dl4j;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Model zips made by hand, as versions of Deeplearning4j wrote them that nobody installs now. */
final class ModelZips {
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  static ModelZips of(String json) {
    return new ModelZips().with("configuration.json", json.getBytes(UTF_8));
  }

  ModelZips with(String entry, byte[] bytes) {
    entries.put(entry, bytes);
    return this;
  }

  Path write(Path file) {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  /** Returns a row as ND4J wrote it until 1.0.0-beta2. */
  static byte[] older(float... row) {
    return bytes(
        out -> {
          out.writeUTF("JAVACPP");
          out.writeInt(8);
          out.writeUTF("INT");
          for (int number : new int[] {2, 1, row.length, row.length, 1, 0, 1, 'c'}) {
            out.writeInt(number);
          }
          out.writeUTF("JAVACPP");
          out.writeInt(row.length);
          out.writeUTF("FLOAT");
          for (float number : row) {
            out.writeFloat(number);
          }
        });
  }

  /** Returns a row as ND4J writes it since 1.0.0-beta4, with a length that may be a lie. */
  static byte[] newer(String type, long length, byte... numbers) {
    return bytes(
        out -> {
          out.writeUTF("MIXED_DATA_TYPES");
          out.writeLong(8);
          out.writeUTF("LONG");
          for (long number : new long[] {2, 1, length, length, 1, 8192, 1, 'c'}) {
            out.writeLong(number);
          }
          out.writeUTF("MIXED_DATA_TYPES");
          out.writeLong(length);
          out.writeUTF(type);
          out.write(numbers);
        });
  }

  /** What writes into a stream. */
  interface Content {
    void write(DataOutputStream out) throws IOException;
  }

  static byte[] bytes(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      content.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
