package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.IdxPart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.codec.digest.DigestUtils;

/** A data set of 20 training and 10 test images of noise, in real IDX files. */
public final class FakeDataset {
  static final String NAME = "tiny";
  static final int TRAIN_SIZE = 20;
  static final int TEST_SIZE = 10;

  private FakeDataset() {}

  /** The data set with the places it can be had from. */
  static CatalogDataset from(List<URI> mirrors, Optional<NpmPackage> npm, Optional<Path> system) {
    return new CatalogDataset(
        NAME,
        Arrays.stream(IdxPart.values())
            .collect(Collectors.toMap(Function.identity(), part -> fingerprint(unpacked(part)))),
        mirrors,
        npm,
        system);
  }

  /** The data set with mirrors only. */
  static CatalogDataset from(URI... mirrors) {
    return from(List.of(mirrors), Optional.empty(), Optional.empty());
  }

  public static byte[] unpacked(IdxPart part) {
    boolean train = part == IdxPart.TRAIN_IMAGES || part == IdxPart.TRAIN_LABELS;
    int size = train ? TRAIN_SIZE : TEST_SIZE;
    return part.holdsImages() ? images(size) : labels(size);
  }

  public static byte[] packed(IdxPart part) {
    return gzip(unpacked(part));
  }

  public static byte[] images(int size) {
    byte[] pixels = new byte[size * 784];
    new Random(size).nextBytes(pixels);
    return ByteBuffer.allocate(16 + pixels.length)
        .putInt(0x0803)
        .putInt(size)
        .putInt(28)
        .putInt(28)
        .put(pixels)
        .array();
  }

  public static byte[] labels(int size) {
    ByteBuffer file = ByteBuffer.allocate(8 + size).putInt(0x0801).putInt(size);
    for (int i = 0; i < size; i++) {
      file.put((byte) (i * 7 % 10));
    }
    return file.array();
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  public static Path writeUnpacked(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (IdxPart part : IdxPart.values()) {
      Files.write(directory.resolve(part.fileName()), unpacked(part));
    }
    return directory;
  }

  public static Path writePacked(Path directory) throws IOException {
    Files.createDirectories(directory);
    for (IdxPart part : IdxPart.values()) {
      Files.write(directory.resolve(part.fileName() + ".gz"), packed(part));
    }
    return directory;
  }

  private static Fingerprint fingerprint(byte[] bytes) {
    return new Fingerprint(bytes.length, DigestUtils.sha256Hex(bytes));
  }
}
