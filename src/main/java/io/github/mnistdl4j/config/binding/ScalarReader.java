package io.github.mnistdl4j.config.binding;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads single values: numbers in range, true and false, one of several names, paths. */
public final class ScalarReader {
  private static final Pattern WHOLE = Pattern.compile("[-+]?\\d{1,18}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?(\\.\\d+|\\d+(\\.\\d*)?)([eE][-+]?\\d{1,4})?");

  /** {@code ~} and {@code $HOME}, which only shells know, would name folders called so. */
  static final Pattern PATH = Pattern.compile("^\\s*[^\\s~$]");

  /** Hours, minutes and seconds, at least one of them. */
  static final Pattern TIME = Pattern.compile("^(?=\\d)(\\d{1,6}h)?(\\d{1,6}m)?(\\d{1,6}s)?$");

  private static final Duration LONGEST = Duration.ofHours(999_999);

  private static final int SHOWN = 60;

  /** More digits than any meaningful number has. */
  private static final int LONGEST_NUMBER = 100;

  private final ProblemSink problems;

  ScalarReader(ProblemSink problems) {
    this.problems = problems;
  }

  /** Returns the value as the component's type, or null with the problem reported. */
  @Nullable Object read(Class<?> type, Key key, Node node, String path) {
    if (type.isEnum()) {
      List<String> names = YamlNames.ofConstants(type);
      @Nullable String name = oneOf(names, node, path);
      return name == null ? null : type.getEnumConstants()[names.indexOf(name)];
    }
    @Nullable Object value =
        node instanceof ScalarNode scalar && !node.getTag().equals(Tag.NULL)
            ? parse(type, scalar)
            : null;
    if (value == null
        || (value instanceof Number number && !NumericRange.of(key).contains(number))) {
      problems.add(path, "must be %s, but is %s", allowed(type, key, node), describe(node));
      return null;
    }
    return value;
  }

  /** Returns the value as one of the names, or null with the problem reported. */
  @Nullable String oneOf(Collection<String> names, Node node, String path) {
    if (node instanceof ScalarNode scalar && names.contains(scalar.getValue())) {
      return scalar.getValue();
    }
    String found = node instanceof ScalarNode scalar ? shortened(scalar.getValue()) : "";
    String suggestion = YamlNames.suggestion(found, names);
    String allowed = String.join(", ", names);
    problems.add(path, "must be one of %s, but is %s%s", allowed, describe(node), suggestion);
    return null;
  }

  private static @Nullable Object parse(Class<?> type, ScalarNode scalar) {
    String text = scalar.getValue();
    if (type == Path.class) {
      return scalar.getTag().equals(Tag.STR) ? path(text) : null;
    }
    if (type == Duration.class) {
      return time(text);
    }
    if (type == String.class) {
      return text.isBlank() ? null : text;
    }
    if (!scalar.isPlain() || text.length() > LONGEST_NUMBER) {
      return null;
    }
    if (type == boolean.class) {
      return text.equals("true") ? Boolean.TRUE : text.equals("false") ? Boolean.FALSE : null;
    }
    if (type == double.class) {
      return DECIMAL.matcher(text).matches() ? Double.valueOf(text) : null;
    }
    return WHOLE.matcher(text).matches() ? whole(type, Long.parseLong(text)) : null;
  }

  private static @Nullable Object whole(Class<?> type, long value) {
    if (type == long.class || type == Long.class) {
      return value;
    }
    return value == (int) value ? (Integer) (int) value : null;
  }

  private static @Nullable Duration time(String text) {
    if (!TIME.matcher(text).matches()) {
      return null;
    }
    Duration time = Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
    return time.isZero() || time.compareTo(LONGEST) > 0 ? null : time;
  }

  /** Returns a time as {@link #time} reads it. */
  static String text(Duration time) {
    return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }

  private static @Nullable Path path(String text) {
    try {
      return PATH.matcher(text).find() ? Path.of(text) : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** Returns false for names that are not ASCII in the locale C, where Java cannot open them. */
  private static boolean canBeNamed(Node node) {
    return !(node instanceof ScalarNode scalar)
        || scalar.getValue().chars().allMatch(c -> c < 128)
        || path(scalar.getValue()) != null;
  }

  private static String allowed(Class<?> type, Key key, Node node) {
    if (type == Path.class) {
      String path = "the path of a file or folder (in full, without ~ or $; a number in quotes)";
      return canBeNamed(node) ? path : path + " in letters of the locale (set LC_ALL=C.UTF-8)";
    }
    if (type == Duration.class) {
      return "a time above 0 such as 90s, 10m or 1h30m";
    }
    if (type == String.class) {
      return "a text";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    return (type == double.class ? "a number " : "a whole number ") + NumericRange.of(key);
  }

  /** Returns a text's beginning, for a message about it. */
  public static String shortened(String text) {
    return shortened(text, SHOWN);
  }

  static String shortened(String text, int most) {
    return text.length() > most ? text.substring(0, most) + "…" : text;
  }

  static String describe(Node node) {
    if (node.getTag().equals(Tag.NULL)) {
      return "empty";
    }
    if (node instanceof ScalarNode scalar) {
      String text = scalar.getValue();
      String shown = shortened(text);
      return scalar.isPlain() ? shown : "the text \"" + shown + "\"";
    }
    if (node instanceof SequenceNode list) {
      return list.getValue().isEmpty() ? "an empty list" : "a list";
    }
    return "a section of keys";
  }
}
