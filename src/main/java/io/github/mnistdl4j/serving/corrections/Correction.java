package io.github.mnistdl4j.serving.corrections;

import io.github.mnistdl4j.serving.http.RequestException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpStatus;

/**
 * A picture whose class a user told; its components are members of the server's JSON.
 *
 * @param id the name of its file without {@code .png}: the time and the model
 * @param label the folder's name: the class, with an underscore in place of what no folder's name
 *     has
 * @param model the run whose network was wrong
 * @param time when, ISO-8601 in UTC, to a millisecond
 * @param bytes of its file
 */
public record Correction(String id, String label, String model, String time, long bytes) {
  private static final String ENDING = ".png";
  private static final Pattern ID = Pattern.compile("(\\d{8}T\\d{9}Z)_([^\\p{Cntrl}]{1,100})");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  /** Returns the identifier of a correction of a model at a time. */
  static String id(Instant time, String model) {
    String safe = folder(model.replaceAll("\\p{Cntrl}", "_"));
    return TIME.format(time) + "_" + safe.substring(0, Math.min(safe.length(), 100));
  }

  /** Returns the name of a class's folder, as {@code data.extra} reads it. */
  static String folder(String name) {
    return name.replaceAll("[/\\\\:*?\"<>|]", "_");
  }

  /**
   * Returns the name of a class's folder.
   *
   * @throws RequestException if training would not see a folder of that name (422)
   */
  static String requireFolder(String label) {
    String name = folder(label);
    if (name.isBlank() || name.startsWith(".") || name.matches(".*\\p{Cntrl}.*")) {
      throw new RequestException(
          HttpStatus.UNPROCESSABLE_ENTITY_422,
          "no folder can be called like the class \"%.80s\", so its pictures cannot be kept"
              .formatted(name.replaceAll("\\p{Cntrl}", "?")));
    }
    return name;
  }

  /** Returns the name of its file. */
  static String file(String id) {
    return id + ENDING;
  }

  /** Returns what a file in a class's folder is; empty if it is none that a server wrote. */
  static Optional<Correction> of(Path file) {
    String name = String.valueOf(file.getFileName());
    String id = name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : "";
    Matcher matcher = ID.matcher(id);
    try {
      return matcher.matches()
          ? Optional.of(
              new Correction(
                  id,
                  String.valueOf(file.resolveSibling("").getFileName()),
                  matcher.group(2),
                  Instant.from(TIME.parse(matcher.group(1))).toString(),
                  file.toFile().length()))
          : Optional.empty();
    } catch (DateTimeParseException e) {
      return Optional.empty(); // digits that are no time
    }
  }
}
