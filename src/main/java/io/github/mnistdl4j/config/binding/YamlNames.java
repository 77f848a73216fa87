package io.github.mnistdl4j.config.binding;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Translates Java's names into those of the YAML file. */
public final class YamlNames {
  private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private YamlNames() {}

  /** Returns a constant's name in the file: {@code GLOROT_UNIFORM} is {@code glorot-uniform}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the name of a key in the YAML file: {@code batchSize} is {@code batch-size}. */
  public static String of(RecordComponent key) {
    return kebab(key.getName());
  }

  /** Returns the name of a variant's class in the YAML file. */
  public static String of(Class<?> variant) {
    return kebab(variant.getSimpleName());
  }

  private static String kebab(String javaName) {
    return WORD_START.matcher(javaName).replaceAll("-").toLowerCase(Locale.ROOT);
  }

  /** Returns the names of an enum type's constants. */
  public static List<String> ofConstants(Class<?> enumType) {
    return Arrays.stream(enumType.getEnumConstants()).map(c -> of((Enum<?>) c)).toList();
  }

  /** Returns the variants of a sealed interface by their names in the YAML file. */
  public static Map<String, Class<?>> ofVariants(Class<?> sealed) {
    Map<String, Class<?>> byName = new TreeMap<>();
    for (Class<?> variant : sealed.getPermittedSubclasses()) {
      byName.put(of(variant), variant);
      AlsoNamed also = variant.getAnnotation(AlsoNamed.class);
      if (also != null) {
        byName.put(also.value(), variant);
      }
    }
    return byName;
  }

  /** Returns {@code "; did you mean …?"} if a known name is close to the unknown one, else "". */
  static String suggestion(String unknown, Collection<String> known) {
    String wanted = unknown.toLowerCase(Locale.ROOT).replace('_', '-');
    Optional<String> nearest =
        known.stream().min(Comparator.comparingInt(name -> distance(wanted, name)));
    return nearest
        .filter(name -> distance(wanted, name) <= Math.min(4, name.length() / 2))
        .map("; did you mean %s?"::formatted)
        .orElse("");
  }

  /** Returns Levenshtein's distance: the number of insertions, deletions and substitutions. */
  private static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
