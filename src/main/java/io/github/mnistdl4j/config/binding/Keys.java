package io.github.mnistdl4j.config.binding;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The keys of a configuration that affect certain things; a section may stand for its keys. */
public final class Keys {
  private final Set<Affects> what;
  private final List<String> names = new ArrayList<>();

  private Keys(Set<Affects> what) {
    this.what = what;
  }

  /** Returns the keys of a file that affect any of these, in the order of the file. */
  public static Keys affecting(Class<? extends Record> file, Affects... what) {
    Keys keys = new Keys(Set.of(what));
    keys.collect(file, "");
    return keys;
  }

  private void collect(Class<?> section, String prefix) {
    for (RecordComponent key : Records.keys(section)) {
      String name = prefix + YamlNames.of(key);
      if (key.getType().isRecord() && affects(key) == Affects.RESULT) {
        collect(key.getType(), name + ".");
      } else if (what.contains(affects(key))) {
        names.add(name);
      }
    }
  }

  private static Affects affects(RecordComponent key) {
    return key.getAnnotation(Key.class).affects();
  }

  /** Returns whether a key, such as {@code network.layers[0].units}, is one of these or in one. */
  public boolean contain(String key) {
    return names.stream()
        .anyMatch(name -> (key + ".").startsWith(name + ".") || key.startsWith(name + "["));
  }

  /** Returns whether an override {@code key=value} sets one of these. */
  public boolean areSetBy(String override) {
    return contain(override.split("=", 2)[0].strip());
  }

  /** Returns a line of text for each key but these in which two configurations differ. */
  public <T extends Record> List<String> othersThatDiffer(T before, T after) {
    return ConfigDifferences.between(before, after).stream()
        .filter(difference -> !contain(difference.key()))
        .map("  %s%n"::formatted)
        .toList();
  }

  /** Returns a configuration in which these keys have the values that they have in another. */
  public <T extends Record> T reset(T config, T usual) {
    T same = config;
    for (RecordComponent component : Records.components(config.getClass())) {
      Object value = Records.value(config, component);
      Object other = Records.value(usual, component);
      if (Records.isKey(component) && what.contains(affects(component))) {
        same = Records.with(same, component.getName(), other);
      } else if (value instanceof Record section && value.getClass() == other.getClass()) {
        same = Records.with(same, component.getName(), reset(section, (Record) other));
      }
    }
    return same;
  }

  /** Returns the keys as in a sentence: {@code a, b and c}. */
  @Override
  public String toString() {
    return String.join(", ", names).replaceFirst(", ([^,]*)$", " and $1");
  }
}
