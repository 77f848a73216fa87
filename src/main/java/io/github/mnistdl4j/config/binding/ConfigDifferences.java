package io.github.mnistdl4j.config.binding;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  private ConfigDifferences() {}

  /** Returns all keys whose values differ, in the order of the file. */
  public static <T extends Record> List<Difference> between(T before, T after) {
    return compare("", before, after).toList();
  }

  private static Stream<Difference> compare(String key, Object before, Object after) {
    if (before.equals(after)) {
      return Stream.empty();
    }
    if (before instanceof Record b && after instanceof Record a && a.getClass() == b.getClass()) {
      String prefix = key.isEmpty() ? "" : key + ".";
      return Records.components(b.getClass()).stream()
          .flatMap(
              each ->
                  compare(
                      Records.isKey(each) ? prefix + YamlNames.of(each) : key,
                      Records.value(b, each),
                      Records.value(a, each)));
    }
    if (before instanceof List<?> b && after instanceof List<?> a && b.size() == a.size()) {
      return IntStream.range(0, b.size())
          .boxed()
          .flatMap(i -> compare("%s[%d]".formatted(key, i), b.get(i), a.get(i)));
    }
    return Stream.of(new Difference(key, text(before), text(after)));
  }

  private static String text(Object value) {
    return value instanceof Optional<?> optional
        ? optional.map(ConfigDifferences::text).orElse("not set")
        : FlowText.of(ConfigWriter.tree(value));
  }
}
