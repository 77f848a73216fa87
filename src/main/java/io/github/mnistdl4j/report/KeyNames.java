package io.github.mnistdl4j.report;

import io.github.mnistdl4j.config.binding.Setting;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Shortens the keys of a sweep. */
final class KeyNames {
  private static final int LONGEST = 18;

  private KeyNames() {}

  /** Returns the keys without their sections, but whole where two would be the same. */
  static List<String> of(Collection<String> keys) {
    List<String> names = keys.stream().map(Setting::shortName).toList();
    return keys.stream()
        .map(
            key ->
                Collections.frequency(names, Setting.shortName(key)) > 1
                    ? key
                    : Setting.shortName(key))
        .toList();
  }

  /** Cuts a name to the room above an axis, keeping its end, which tells keys apart. */
  static String onAxis(String name) {
    return name.length() > LONGEST ? "…" + name.substring(name.length() - LONGEST + 1) : name;
  }
}
