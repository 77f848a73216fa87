package io.github.mnistdl4j.serving.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file in the textual form of certificates and keys (<a
 * href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468</a>). Immutable.
 *
 * @param name of the file, for messages: the key that names it and its path
 * @param text all that it holds
 */
record PemFile(String name, String text) {
  /** More than a chain of certificates ever has, in bytes. */
  private static final int MOST = 1 << 20;

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  /**
   * Reads a file.
   *
   * @param key that names it in the configuration
   * @throws ServingException if that is not possible
   */
  static PemFile read(String key, Path file) {
    String name = key + " " + file;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MOST + 1);
      if (bytes.length > MOST) {
        throw unusable(name, "it has more than %d bytes; name a PEM file".formatted(MOST));
      }
      return new PemFile(name, new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw unusable(name, reason(e, file));
    }
  }

  private static String reason(IOException failure, Path file) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file; name a PEM file, as a path from where the server is started";
    }
    if (failure instanceof AccessDeniedException) {
      return "the user %s may not read it; change its owner, group or mode, or that of its folder"
          .formatted(System.getProperty("user.name"));
    }
    return Files.isDirectory(file)
        ? "it is a folder; name a PEM file in it"
        : "it cannot be read (%s); name a PEM file".formatted(failure.getMessage());
  }

  /** Returns the error for this file, whose message says what was found and what to do. */
  ServingException unusable(String reason) {
    return unusable(name, reason);
  }

  private static ServingException unusable(String name, String reason) {
    return new ServingException("Cannot use %s: %s.".formatted(name, reason));
  }

  /** Returns the names of all blocks, such as {@code CERTIFICATE}, in their order. */
  List<String> labels() {
    return BLOCK.matcher(text).results().map(block -> block.group(1)).toList();
  }

  /**
   * Returns what the blocks of a name hold, in their order.
   *
   * @throws ServingException if one is damaged
   */
  List<byte[]> blocks(String label) {
    Matcher found = BLOCK.matcher(text);
    try {
      return found
          .results()
          .filter(block -> block.group(1).equals(label))
          .map(block -> Base64.getMimeDecoder().decode(block.group(2)))
          .toList();
    } catch (IllegalArgumentException e) {
      throw unusable("its %s is damaged (%s); copy it again".formatted(label, e.getMessage()));
    }
  }
}
