package io.github.mnistdl4j.runtime;

import java.util.stream.LongStream;

/** The memory limit of the container or service that a Linux process runs in. */
final class Cgroup {
  /** Version 1 writes a number near 2^63 for no limit. */
  private static final long NO_LIMIT = 1L << 60;

  private Cgroup() {}

  /** The lowest limit of the process's control group and those around it, in bytes; 0: none. */
  static long memoryLimit(SystemFiles files) {
    long limit =
        files
            .text("proc/self/cgroup")
            .lines()
            .mapToLong(line -> limit(files, line))
            .min()
            .orElse(0);
    return limit < NO_LIMIT ? limit : 0;
  }

  /**
   * The lowest limit in one hierarchy.
   *
   * @param line {@code id:controllers:path}; the controllers of version 2 are empty
   */
  private static long limit(SystemFiles files, String line) {
    String[] group = line.split(":", 3);
    boolean v2 = group.length == 3 && group[1].isEmpty();
    boolean v1 = group.length == 3 && ("," + group[1] + ",").contains(",memory,");
    if (!v1 && !v2) {
      return NO_LIMIT;
    }
    String mount = v2 ? "sys/fs/cgroup" : "sys/fs/cgroup/memory";
    String file = v2 ? "/memory.max" : "/memory.limit_in_bytes";
    // Inside a container the path may be the host's; the mount's own root is then what applies.
    LongStream.Builder limits = LongStream.builder().add(NO_LIMIT);
    for (String path = group[2]; ; path = path.substring(0, path.lastIndexOf('/'))) {
      String text = files.text(mount + path + file).strip();
      limits.add(text.matches("\\d{1,18}") ? Long.parseLong(text) : NO_LIMIT);
      if (path.lastIndexOf('/') < 0) {
        return limits.build().min().orElse(NO_LIMIT);
      }
    }
  }
}
