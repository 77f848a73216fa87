package io.github.mnistdl4j.run;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The entries of a model file, to be changed and written back as an intact zip file. */
final class ModelZip {
  static final String CONFIGURATION = "configuration.json";
  static final String PARAMETERS = "coefficients.bin";
  static final String UPDATER = "updaterState.bin";

  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  private ModelZip() {}

  static ModelZip read(Path file) throws IOException {
    ModelZip model = new ModelZip();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        model.entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return model;
  }

  byte[] get(String name) {
    return entries.getOrDefault(name, new byte[0]);
  }

  ModelZip with(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  ModelZip without(String name) {
    entries.remove(name);
    return this;
  }

  ModelZip withConfiguration(UnaryOperator<String> change) {
    String json = new String(get(CONFIGURATION), StandardCharsets.UTF_8);
    return with(CONFIGURATION, change.apply(json).getBytes(StandardCharsets.UTF_8));
  }

  void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  /** Writes into an array's bytes. */
  interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }

  static byte[] bytes(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      content.writeTo(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** An array as ND4J writes it, whatever is claimed about it. */
  static byte[] array(long shapeLength, long[] shape, long length, String type, float... numbers) {
    return bytes(
        out -> {
          out.writeUTF("MIXED_DATA_TYPES");
          out.writeLong(shapeLength);
          out.writeUTF("LONG");
          for (long number : shape) {
            out.writeLong(number);
          }
          out.writeUTF("MIXED_DATA_TYPES");
          out.writeLong(length);
          out.writeUTF(type);
          for (float number : numbers) {
            out.writeFloat(number);
          }
        });
  }

  /** A vector of these numbers as ND4J writes it. */
  static byte[] vector(float... numbers) {
    long[] shape = {1, numbers.length, 1, 8192, 1, 99};
    return array(shape.length, shape, numbers.length, "FLOAT", numbers);
  }
}
