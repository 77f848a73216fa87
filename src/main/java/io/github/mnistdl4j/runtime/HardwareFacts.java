package io.github.mnistdl4j.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the system tells about its hardware, as names and values. */
final class HardwareFacts {
  private HardwareFacts() {}

  /** Reads them from {@code /proc} on Linux and from {@code sysctl} on macOS; none on Windows. */
  static Map<String, String> read() {
    String linux = text("/proc/cpuinfo") + "\n" + text("/proc/meminfo");
    return parse(linux.isBlank() ? sysctl() : linux);
  }

  /** Reads a file; empty if that is not possible. */
  static String text(String file) {
    try {
      return Files.readString(Path.of(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  private static String sysctl() {
    try {
      Process sysctl =
          new ProcessBuilder("/usr/sbin/sysctl", "hw", "machdep.cpu")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(sysctl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /** Parses lines {@code name: value}; of a name that every core has, the first counts. */
  static Map<String, String> parse(String text) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (String line : text.split("\n", -1)) {
      String[] fact = line.split(":", 2);
      if (fact.length == 2) {
        facts.putIfAbsent(fact[0].strip(), fact[1].strip());
      }
    }
    return facts;
  }
}
