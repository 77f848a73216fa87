package io.github.mnistdl4j.data.fetch;

import io.github.mnistdl4j.data.IdxPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A way in which a file can be broken, and what must be said of it. */
enum Damage {
  TRUNCATED("is truncated: its header promises"),
  ONE_BIT_FLIPPED("has SHA-256"),
  WRONG_MAGIC(": it starts with the number 0x7a7a7a7a"),
  SWAPPED(", not "),
  EMPTY("is empty"),
  A_DIRECTORY("is a directory"),
  UNREADABLE("cannot be read");

  private final String complaint;

  Damage(String complaint) {
    this.complaint = complaint;
  }

  String complaint() {
    return complaint;
  }

  /** Breaks an unpacked file of {@link FakeDataset}. */
  void inflict(Path file, IdxPart part) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.delete(file);
    switch (this) {
      case TRUNCATED -> Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
      case ONE_BIT_FLIPPED -> {
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
      }
      case WRONG_MAGIC -> {
        Arrays.fill(bytes, 0, 4, (byte) 'z');
        Files.write(file, bytes);
      }
      case SWAPPED -> Files.write(file, FakeDataset.unpacked(other(part)));
      case EMPTY -> Files.createFile(file);
      case A_DIRECTORY -> Files.createDirectory(file);
      case UNREADABLE -> Files.createSymbolicLink(file, Path.of("/proc/self/mem"));
    }
  }

  /** Labels for images and images for labels. */
  private static IdxPart other(IdxPart part) {
    return switch (part) {
      case TRAIN_IMAGES -> IdxPart.TRAIN_LABELS;
      case TRAIN_LABELS -> IdxPart.TRAIN_IMAGES;
      case TEST_IMAGES -> IdxPart.TEST_LABELS;
      case TEST_LABELS -> IdxPart.TEST_IMAGES;
    };
  }
}
