package io.github.mnistdl4j.config.binding;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The names that YAML uses for Java's: {@code batchSize} is {@code batch-size}. */
public final class YamlNames {
  private YamlNames() {}

  /** A constant's name in the YAML file: {@code GLOROT_UNIFORM} is {@code glorot-uniform}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name of a record component or of a variant's class in the YAML file. */
  public static String kebab(String javaName) {
    return javaName.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** What a key of enum type may be. */
  public static List<String> ofConstants(Class<?> enumType) {
    return Arrays.stream(enumType.getEnumConstants()).map(c -> of((Enum<?>) c)).toList();
  }

  /** The constant of an enum type with this name. */
  static Object constant(Class<?> enumType, String name) {
    return enumType.getEnumConstants()[ofConstants(enumType).indexOf(name)];
  }

  /** The variants of a sealed interface by the names under which YAML may ask for them. */
  public static Map<String, Class<?>> ofVariants(Class<?> sealed) {
    Map<String, Class<?>> byName = new TreeMap<>();
    for (Class<?> variant : sealed.getPermittedSubclasses()) {
      byName.put(kebab(variant.getSimpleName()), variant);
      AlsoNamed also = variant.getAnnotation(AlsoNamed.class);
      if (also != null) {
        byName.put(also.value(), variant);
      }
    }
    return byName;
  }

  /** {@code "; did you mean …?"} when a known name is close to the unknown one, else nothing. */
  static String suggestion(String unknown, Collection<String> known) {
    String wanted = ScalarReader.shortened(unknown).toLowerCase(Locale.ROOT).replace('_', '-');
    Optional<String> nearest =
        known.stream().min(Comparator.comparingInt(name -> distance(wanted, name)));
    return nearest
        .filter(name -> distance(wanted, name) <= Math.min(4, name.length() / 2))
        .map("; did you mean %s?"::formatted)
        .orElse("");
  }

  /** Levenshtein's distance: insertions, deletions and substitutions from one to the other. */
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
