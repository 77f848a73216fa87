package io.github.mnistdl4j.config.binding;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the key that somebody means by a name from elsewhere: {@code lr} and {@code learning_rate}
 * are {@code training.optimizer.learning-rate}.
 */
public final class KeySuggestions {
  private static final int MOST = 3;

  private final KeyIndex index;
  private final Map<String, String> synonyms = new HashMap<>();

  private KeySuggestions(Class<?> file) {
    this.index = new KeyIndex(file);
    addSynonyms(file);
  }

  /** Returns those for a file that is read as this record. */
  public static KeySuggestions of(Class<? extends Record> file) {
    return new KeySuggestions(file);
  }

  static KeySuggestions ofSection(Class<?> file) {
    return new KeySuggestions(file);
  }

  private void addSynonyms(Class<?> section) {
    FamiliarNames names = section.getAnnotation(FamiliarNames.class);
    for (String line : names == null ? new String[0] : names.value()) {
      String[] keyAndNames = line.split("<-", 2);
      for (String name : keyAndNames[1].split(",", -1)) {
        synonyms.put(KeyIndex.plain(name), keyAndNames[0].strip());
      }
    }
    for (RecordComponent component : Records.components(section)) {
      if (!Records.isKey(component)) {
        addSynonyms(component.getType());
      }
    }
  }

  /**
   * Returns the overrides of which one was meant; none if the name tells nobody anything.
   *
   * @param name of a key, without the sections around it
   */
  private List<String> templates(String name) {
    String known = synonyms.getOrDefault(KeyIndex.plain(name), name);
    List<String> found = known.contains(".") ? List.of(override(known)) : index.find(known);
    return found.size() > MOST ? List.of() : found;
  }

  private static String override(String known) {
    return known.contains("=") ? known : known + "=" + KeyIndex.VALUE;
  }

  /**
   * Returns the override {@code key=value} that sets what was meant; empty if nobody can tell.
   *
   * @param value its value; empty: it is left open, unless only one is possible
   */
  public Optional<String> override(String name, Optional<String> value) {
    List<String> templates = templates(name);
    return templates.size() == 1
        ? Optional.of(templates.get(0).replace(KeyIndex.VALUE, value.orElse(KeyIndex.VALUE)))
        : Optional.empty();
  }

  /** Returns whether an override as {@link #override} returns it has room for a value. */
  public boolean takesValue(String name) {
    return templates(name).stream().anyMatch(template -> template.contains(KeyIndex.VALUE));
  }

  /**
   * Returns {@code "; did you mean …?"} with keys of other sections, else "".
   *
   * @param path of the key that there is not
   * @param inFile whether it stands in a file, not in an override
   */
  String hint(String path, boolean inFile) {
    String name = path.substring(path.lastIndexOf('.') + 1);
    List<String> others =
        templates(name).stream()
            .filter(template -> !template.startsWith(path + "="))
            .map(template -> shown(template, path, inFile))
            .toList();
    return others.isEmpty() ? "" : "; did you mean %s?".formatted(String.join(" or ", others));
  }

  private static String shown(String template, String path, boolean inFile) {
    String[] keyAndValue = template.split("=", 2);
    String section = path.substring(0, path.lastIndexOf('.') + 1);
    String key =
        keyAndValue[0].startsWith(section)
                && !keyAndValue[0].substring(section.length()).contains(".")
            ? keyAndValue[0].substring(section.length())
            : keyAndValue[0];
    boolean plain = keyAndValue[1].equals(KeyIndex.VALUE);
    return Stream.of(key, plain ? "" : inFile ? ": " : "=", plain ? "" : keyAndValue[1])
        .reduce("", String::concat);
  }
}
