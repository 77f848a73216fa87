package io.github.mnistdl4j.report;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.ConfigDifferences;
import io.github.mnistdl4j.config.binding.ConfigDifferences.Difference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A key in which configurations differ.
 *
 * @param key as in the YAML file
 * @param values one per configuration
 */
record SettingRow(String key, List<ComparedValue> values) {

  /** A value, and whether it differs from the first configuration's. */
  record ComparedValue(String text, boolean other) {}

  /** Returns the keys in which any configuration differs from the first, sorted. */
  static List<SettingRow> of(List<AppConfig> configs) {
    List<Map<String, Difference>> differences =
        configs.stream().map(config -> differences(configs.get(0), config)).toList();
    Map<String, String> usual = new TreeMap<>();
    differences.forEach(each -> each.forEach((key, d) -> usual.put(key, d.before())));
    List<SettingRow> rows = new ArrayList<>();
    usual.forEach(
        (key, before) ->
            rows.add(
                new SettingRow(
                    key, differences.stream().map(each -> value(each, key, before)).toList())));
    return List.copyOf(rows);
  }

  private static Map<String, Difference> differences(AppConfig first, AppConfig other) {
    return ConfigDifferences.between(first, other).stream()
        .collect(Collectors.toMap(Difference::key, difference -> difference));
  }

  /** Refers to a section that is compared as a whole, such as a list of another length. */
  private static ComparedValue value(
      Map<String, Difference> differences, String key, String before) {
    Optional<String> whole = differences.keySet().stream().filter(k -> isWithin(key, k)).findAny();
    if (whole.isPresent()) {
      return new ComparedValue("see " + whole.get(), true);
    }
    return Optional.ofNullable(differences.get(key))
        .map(difference -> new ComparedValue(difference.after(), true))
        .orElseGet(() -> new ComparedValue(before, false));
  }

  private static boolean isWithin(String key, String section) {
    return key.startsWith(section + ".") || key.startsWith(section + "[");
  }
}
