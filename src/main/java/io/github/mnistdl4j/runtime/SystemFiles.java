package io.github.mnistdl4j.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The files in which Linux tells what it runs on; nothing but empty texts elsewhere.
 *
 * @param root the root directory
 */
record SystemFiles(Path root) {

  /** A file's text, of which only the ASCII part matters; empty if it cannot be read. */
  String text(String path) {
    try {
      return new String(Files.readAllBytes(root.resolve(path)), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  /** Reads lines {@code key: value}; where a key repeats, as for every core, the first counts. */
  static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      String[] pair = line.split(":", 2);
      if (pair.length == 2) {
        pairs.putIfAbsent(pair[0].strip(), pair[1].strip());
      }
    }
    return pairs;
  }
}
