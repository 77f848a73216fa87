package io.github.mnistdl4j.runtime;

import java.util.stream.Stream;

/** The memory limit of the container or service that a Linux process runs in. */
final class Cgroup {
  private Cgroup() {}

  /** The lowest limit of the process's control groups, in bytes; 0: none. */
  static long memoryLimit(SystemFiles files) {
    return files
        .text("proc/self/cgroup")
        .lines()
        .flatMap(Cgroup::limitFiles)
        .map(file -> files.text(file).strip())
        .filter(text -> text.matches("\\d{1,18}")) // no limit: "max", or a number near 2^63
        .mapToLong(Long::parseLong)
        .min()
        .orElse(0);
  }

  /**
   * Where a control group's limit stands. Inside a container its path may be the one outside, and
   * the limit is the root's.
   *
   * @param line {@code id:controllers:path}; version 2 names no controllers
   */
  private static Stream<String> limitFiles(String line) {
    String[] group = line.split(":", 3);
    if (group.length < 3 || !group[1].matches("|(.*,)?memory(,.*)?")) {
      return Stream.empty();
    }
    String file =
        group[1].isEmpty()
            ? "sys/fs/cgroup%s/memory.max"
            : "sys/fs/cgroup/memory%s/memory.limit_in_bytes";
    return Stream.of(group[2], "").map(file::formatted);
  }
}
