package io.github.mnistdl4j.runtime;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The C library of a Linux process. */
final class Libc {
  private static final Pattern MAPPED =
      Pattern.compile(
          "/\\S*/(?:libc\\.so\\.6|libc-[\\d.]+\\.so|ld-musl-\\S+|libc\\.musl-\\S+)$",
          Pattern.MULTILINE);
  private static final Pattern GLIBC = Pattern.compile("GNU C Library .* version (\\d+\\.\\d+)");
  private static final Pattern MUSL = Pattern.compile("\0(\\d+\\.\\d+\\.\\d+)\0");

  private Libc() {}

  /** Its name and version, as {@code glibc 2.36}, from the file itself; empty if there is none. */
  static String of(SystemFiles files) {
    Matcher mapped = MAPPED.matcher(files.text("proc/self/maps"));
    if (!mapped.find()) {
      return "";
    }
    boolean musl = mapped.group().contains("musl");
    Matcher version = (musl ? MUSL : GLIBC).matcher(files.text(mapped.group().substring(1)));
    return (musl ? "musl" : "glibc") + (version.find() ? " " + version.group(1) : "");
  }
}
