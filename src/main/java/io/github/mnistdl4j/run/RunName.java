package io.github.mnistdl4j.run;

/** What a run may be called. */
public final class RunName {
  /** What letters become that the locale does not have. */
  private static final char UNREADABLE = '\uFFFD';

  static final String LOCALE = " If it has letters beyond ASCII, set LC_ALL=C.UTF-8.";

  private RunName() {}

  /**
   * Checks that a run can have a name.
   *
   * @throws RunException if not
   */
  public static void require(String name) {
    require("--name", name);
  }

  /**
   * Checks a name, as {@link #require(String)} does.
   *
   * @param option what the name was given with
   */
  public static void require(String option, String name) {
    boolean allowed = name.matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._+=@-]{0,79}");
    if (!allowed || name.equals(LatestLink.NAME)) {
      throw new RunException(
          "%s \"%s\" cannot name a run: use up to 80 letters, digits, spaces and . _ + = @ -,"
                  .formatted(option, shown(name))
              + " beginning with a letter or digit, and not \"latest\"."
              + (name.indexOf(UNREADABLE) < 0 ? "" : LOCALE));
    }
  }

  private static String shown(String name) {
    String start = name.length() > 80 ? name.substring(0, 40) + "..." : name;
    return start.replaceAll("\\p{Cntrl}", "?");
  }
}
