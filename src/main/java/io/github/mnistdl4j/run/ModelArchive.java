package io.github.mnistdl4j.run;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads the archive that Deeplearning4j's {@code ModelSerializer} writes, believing nothing: only
 * the entries that it writes for a plain network, and the one that {@link ModelStore} adds, none
 * larger than the network needs, and numbers only. No object is deserialized; {@code
 * ModelSerializer} itself would do that.
 */
final class ModelArchive implements AutoCloseable {
  static final String CONFIGURATION = "configuration.json";
  static final String PARAMETERS = "coefficients.bin";
  static final String UPDATER = "updaterState.bin";
  static final String PREPROCESSING = "preprocessing.json";
  private static final Set<String> ENTRIES =
      Set.of(CONFIGURATION, PARAMETERS, UPDATER, PREPROCESSING);

  /** Larger than any description of a network that the configuration allows in practice. */
  private static final long MAX_CONFIGURATION_BYTES = 4 << 20;

  /** Room for the names of a thousand classes. */
  private static final long MAX_PREPROCESSING_BYTES = 1 << 18;

  /** Room for an array's header: the names of its types, and its shape. */
  private static final long MAX_HEADER_BYTES = 1024;

  private final Path file;
  private final ZipFile zip;

  /**
   * Opens an archive.
   *
   * @param most the most numbers that the network and its updater may have
   * @throws RunException if it is missing, too large, no zip file, or has entries that no model has
   */
  ModelArchive(Path file, long most) {
    this.file = file;
    if (!Files.exists(file)) {
      throw problem("does not exist: the run has not saved a model yet, or it was removed");
    }
    if (!Files.isRegularFile(file)) {
      throw problem("is not a file");
    }
    try {
      requireSize(Files.size(file), most * Float.BYTES);
      this.zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw problem("is damaged or not a zip file (%s)".formatted(e.getMessage()));
    } catch (EOFException e) {
      throw problem("is damaged or not a zip file (it ends too early)");
    } catch (IOException e) {
      throw RunException.cannotRead(file, e);
    }
    zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> !ENTRIES.contains(name))
        .findFirst()
        .ifPresent(this::rejectEntry);
  }

  /**
   * Checks that the file is no larger than a network and its updater need.
   *
   * @param numbers how many they have
   * @throws RunException if it is larger
   */
  void requireSize(long numbers) {
    requireSize(file.toFile().length(), numbers * Float.BYTES);
  }

  /** Java reads a zip file's directory whole: what it claims to need must be bounded before. */
  private void requireSize(long size, long expected) {
    if (size > expected + expected / 8 + 2 * MAX_CONFIGURATION_BYTES) {
      String larger = "has %d bytes, far more than config.yaml's network needs";
      throw problem(larger.formatted(size));
    }
  }

  private void rejectEntry(String name) {
    close();
    throw problem("has an entry \"%.80s\", which no model of this application has".formatted(name));
  }

  String configuration() {
    return new String(bytes(CONFIGURATION, MAX_CONFIGURATION_BYTES), StandardCharsets.UTF_8);
  }

  /** Returns what the network's images went through, JSON; empty if the model does not say. */
  Optional<String> preprocessing() {
    return zip.getEntry(PREPROCESSING) == null
        ? Optional.empty()
        : Optional.of(
            new String(bytes(PREPROCESSING, MAX_PREPROCESSING_BYTES), StandardCharsets.UTF_8));
  }

  /**
   * Reads {@code count} numbers as {@code Nd4j.write} writes them: shape and numbers, each with its
   * type and length.
   */
  float[] numbers(String entry, long count) {
    byte[] bytes = bytes(entry, count * Float.BYTES + MAX_HEADER_BYTES);
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      in.readUTF(); // how the shape was allocated
      long shapeLength = in.readLong();
      if (shapeLength < 0) {
        throw new IOException("negative length");
      }
      in.readUTF(); // LONG
      in.skipNBytes(Math.multiplyExact(shapeLength, Long.BYTES));
      in.readUTF(); // how the numbers were allocated
      long length = in.readLong();
      String type = in.readUTF();
      if (length != count || !type.equals("FLOAT")) {
        String holds =
            "holds %d numbers of type %.20s in %s, but config.yaml's network has %d of type FLOAT";
        throw problem(holds.formatted(length, type, entry, count));
      }
      return floats(in, (int) count, entry);
    } catch (IOException | ArithmeticException e) {
      throw problem("is damaged: %s is not an array".formatted(entry));
    }
  }

  private float[] floats(DataInputStream in, int count, String entry) throws IOException {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = in.readFloat();
      if (!Float.isFinite(numbers[i])) {
        throw problem("holds %s in %s, which is no weight".formatted(numbers[i], entry));
      }
    }
    return numbers;
  }

  private byte[] bytes(String name, long limit) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw problem("has no entry " + name);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) Math.min(limit + 1, Integer.MAX_VALUE - 8));
      if (bytes.length > limit) {
        String larger = "has an entry %s of more than %d bytes, larger than config.yaml's network";
        throw problem(larger.formatted(name, limit));
      }
      CRC32 crc = new CRC32();
      crc.update(bytes);
      if (crc.getValue() != entry.getCrc()) {
        throw problem("is damaged: the checksum of %s is wrong".formatted(name));
      }
      return bytes;
    } catch (IOException e) {
      throw problem("is damaged: %s cannot be unpacked (%s)".formatted(name, e.getMessage()));
    }
  }

  /** Returns an error about this file, without escape sequences for the terminal. */
  RunException problem(String found) {
    return new RunException(
        "Model file %s %s. Train again, or choose another run."
            .formatted(file, found.replaceAll("\\p{Cntrl}", "?")));
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      // it was only read
    }
  }
}
