package io.github.mnistdl4j.config.binding;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds in which keys two configurations differ. */
public final class ConfigDifferences {
  /**
   * A key with two values.
   *
   * @param key as in the YAML file
   */
  public record Difference(String key, String before, String after) {
    @Override
    public String toString() {
      return "%s: was %s, now %s".formatted(key, before, after);
    }
  }

  private final List<Difference> found = new ArrayList<>();

  private ConfigDifferences() {}

  /** Returns all keys whose values differ, in the order of the file. */
  public static <T extends Record> List<Difference> between(T before, T after) {
    ConfigDifferences differences = new ConfigDifferences();
    differences.compare("", before, after);
    return List.copyOf(differences.found);
  }

  private void compare(String key, Object before, Object after) {
    if (before.equals(after)) {
      return;
    }
    if (before instanceof Record b && after instanceof Record a && a.getClass() == b.getClass()) {
      for (RecordComponent component : b.getClass().getRecordComponents()) {
        String name = key.isEmpty() ? YamlNames.of(component) : key + "." + YamlNames.of(component);
        compare(
            Records.isKey(component) ? name : key,
            Records.value(b, component),
            Records.value(a, component));
      }
    } else if (before instanceof List<?> b && after instanceof List<?> a && b.size() == a.size()) {
      for (int i = 0; i < b.size(); i++) {
        compare("%s[%d]".formatted(key, i), b.get(i), a.get(i));
      }
    } else {
      found.add(new Difference(key, text(before), text(after)));
    }
  }

  private static String text(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(ConfigDifferences::text).orElse("not set")
        : FlowText.of(ConfigWriter.tree(value));
  }
}
