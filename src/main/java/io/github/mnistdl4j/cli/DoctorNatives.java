package io.github.mnistdl4j.cli;

import java.util.List;
import java.util.Map;

/** Explains why ND4J's native libraries do not load. */
final class DoctorNatives {
  static final String OTHER_CACHE =
      "Set JAVA_TOOL_OPTIONS=-Dorg.bytedeco.javacpp.cachedir=FOLDER to a folder that allows writing"
          + " and running programs.";
  private static final String BUILD_HERE =
      "Build the program on this machine: it holds the natives of one platform only.";

  /** Parts of the messages of natives that fail to load, and what to do; the first match counts. */
  private static final List<Map.Entry<String, String>> CURES =
      List.of(
          Map.entry("Could not create the cache", OTHER_CACHE),
          Map.entry("failed to map segment", "That folder is mounted noexec. " + OTHER_CACHE),
          Map.entry(
              "Error loading shared library", // in musl's words
              "ND4J's natives need glibc: use an image such as Debian's instead of Alpine's."),
          Map.entry("GLIBC", "Use a system with glibc 2.27 or newer, such as Debian 10."),
          Map.entry("libstdc++", "Install it; on Debian and Ubuntu, the package libstdc++6."),
          Map.entry(
              "cannot open shared object", "Free 500 MB of disk space and empty that folder."),
          Map.entry("nd4j backend", BUILD_HERE),
          Map.entry("Could not find jni", BUILD_HERE));

  private DoctorNatives() {}

  /** Returns the root cause and what to do about it. */
  static DoctorFinding explain(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    String message = String.valueOf(cause.getMessage());
    String advice =
        CURES.stream()
            .filter(cure -> message.contains(cure.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("Run doctor --verbose for the stack trace.");
    return DoctorFinding.problem("ND4J", "does not start: " + message, advice);
  }
}
