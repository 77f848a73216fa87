package io.github.mnistdl4j.data.folder;

import io.github.mnistdl4j.prediction.image.format.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A picture in a class's folder.
 *
 * @param name of the class's folder and the file, with a slash on every system
 * @param label index of the class
 */
record PictureFile(Path path, String name, int label) {
  private static final String NAMES = ".*\\.(png|jpe?g|jpe|jfif|gif|bmp|dib|tiff?|webp)";
  private static final int START = 4;

  /** Returns whether its name or, whatever it is called, its first bytes are those of a picture. */
  static boolean isPicture(Path path) {
    if (String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).matches(NAMES)) {
      return true;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] start = in.readNBytes(START);
      String text = new String(start, StandardCharsets.ISO_8859_1);
      return text.matches("(?s)\u0089PNG|\u00FF\u00D8\u00FF.|GIF8|BM..");
    } catch (IOException e) {
      return false;
    }
  }

  /** Returns the bytes of the file, 0 if it cannot be asked. */
  long bytes() {
    return path.toFile().length();
  }

  /**
   * Reads the whole file.
   *
   * @throws ImageException if it cannot be read
   */
  byte[] read() {
    try {
      return Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new ImageException("does not exist", e);
    } catch (AccessDeniedException e) {
      throw new ImageException("cannot be read: permission denied", e);
    } catch (IOException e) {
      throw new ImageException("cannot be read: " + e.getMessage(), e);
    }
  }

  /** Returns what identifies the picture: its name and the SHA-256 of its bytes. */
  String fingerprint() {
    try {
      return name + " " + new DigestUtils(DigestUtils.getSha256Digest()).digestAsHex(path);
    } catch (IOException e) {
      return name + " unreadable";
    }
  }
}
