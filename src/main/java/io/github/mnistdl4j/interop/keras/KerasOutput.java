package io.github.mnistdl4j.interop.keras;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes Keras's files: the same bytes for the same network. */
final class KerasOutput {
  /** A version whose files all of Keras since 3.6 reads. */
  private static final String KERAS_3 = "3.8.0";

  /** The earliest that a zip file has: what is written does not depend on when. */
  private static final LocalDateTime FIXED = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final Gson GSON =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private KerasOutput() {}

  /**
   * Writes a file.
   *
   * @param model on pixels of a scale that is known
   */
  static void write(DenseModel model, KerasFormat format, Path file) throws IOException {
    DenseModel unit = model.onUnitPixels();
    try {
      switch (format) {
        case H5 -> HdfOutput.legacy(unit, file);
        case WEIGHTS -> HdfOutput.weights(unit, file);
        case KERAS -> zip(unit, file);
      }
    } catch (HdfException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void zip(DenseModel model, Path file) throws IOException {
    Path hdf = Files.createTempFile(file.toAbsolutePath().resolveSibling(""), "weights", ".h5");
    try {
      HdfOutput.weights(model, hdf);
      try (OutputStream out = Files.newOutputStream(file)) {
        zip(model, Files.readAllBytes(hdf), out);
      }
    } finally {
      Files.deleteIfExists(hdf);
    }
  }

  private static void zip(DenseModel model, byte[] weights, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    JsonObject metadata = new JsonObject();
    metadata.addProperty("keras_version", KERAS_3);
    metadata.addProperty("date_saved", "2026-01-01@00:00:00");
    metadata.addProperty("written_by", model.maker());
    metadata.addProperty("pixels", String.valueOf(model.pixels().orElseThrow()));
    JsonArray classes = new JsonArray();
    model.classes().forEach(classes::add);
    metadata.add("classes", classes);
    store(zip, "metadata.json", GSON.toJson(metadata).getBytes(StandardCharsets.UTF_8));
    String config = GSON.toJson(new KerasDescription(true).model(model));
    store(zip, "config.json", config.getBytes(StandardCharsets.UTF_8));
    store(zip, "model.weights.h5", weights);
    zip.finish();
  }

  /** Keras refuses what has shrunk too well, so nothing is compressed. */
  private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    CRC32 checksum = new CRC32();
    checksum.update(bytes);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(checksum.getValue());
    entry.setTimeLocal(FIXED);
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }
}
