package io.github.mnistdl4j.config.binding;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The keys of a configuration by their last parts, each as an override that sets it in a
 * configuration of defaults, with {@link #VALUE} for its value. Keys that need a certain variant,
 * such as an optimizer that has momentum, set that variant, too.
 */
final class KeyIndex {
  /** What stands for the value in an override. */
  static final String VALUE = "…";

  private static final String EMPTY_LIST = "[]";

  private final Map<String, List<String>> overrides = new LinkedHashMap<>();
  private final Map<String, List<String>> variants = new LinkedHashMap<>();

  KeyIndex(Class<?> file) {
    addSection(file, "");
  }

  /** Returns a name without what people write differently: case, hyphens, underscores. */
  static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** Returns the overrides for a key whose last part is this, or for a variant of this name. */
  List<String> find(String name) {
    List<String> none = variants.getOrDefault(plain(name), List.of());
    return overrides.getOrDefault(plain(name), none);
  }

  private void addSection(Class<?> section, String prefix) {
    for (RecordComponent key : Records.keys(section)) {
      String path = prefix + YamlNames.of(key);
      add(key, path + "=" + VALUE);
      addBelow(key.getGenericType(), key.getAnnotation(Key.class).byDefault(), path);
    }
  }

  private void add(RecordComponent key, String override) {
    overrides.computeIfAbsent(plain(YamlNames.of(key)), name -> new ArrayList<>()).add(override);
  }

  private void addBelow(Type type, String byDefault, String path) {
    if (type instanceof ParameterizedType generic) {
      Type item = generic.getActualTypeArguments()[0];
      boolean empty = byDefault.equals(EMPTY_LIST);
      if (generic.getRawType() == List.class && empty) {
        addVariants((Class<?>) item, "", path + "=[%s]");
      } else if (generic.getRawType() != Map.class) {
        addBelow(item, byDefault, generic.getRawType() == List.class ? path + "[0]" : path);
      }
    } else if (((Class<?>) type).isRecord()) {
      addSection((Class<?>) type, path + ".");
    } else {
      addVariants((Class<?>) type, byDefault, path + "=%s");
    }
  }

  /** Adds the names of variants and their keys; those of the default need not name it. */
  private void addVariants(Class<?> sealed, String byDefault, String form) {
    if (!sealed.isSealed()) {
      return;
    }
    String path = form.substring(0, form.indexOf('='));
    Map<String, String> firsts = new LinkedHashMap<>();
    for (Class<?> variant : sealed.getPermittedSubclasses()) {
      String name = YamlNames.of(variant);
      if (Records.keys(variant).stream().allMatch(KeyIndex::hasDefault)) {
        variants.computeIfAbsent(plain(name), each -> new ArrayList<>()).add(form.formatted(name));
        for (RecordComponent key : Records.keys(variant)) {
          String own = YamlNames.of(key);
          String section = "{name: %s, %s: %s}".formatted(name, own, VALUE);
          String override =
              name.equals(byDefault) ? path + "." + own + "=" + VALUE : form.formatted(section);
          firsts.merge(own, override, (first, other) -> name.equals(byDefault) ? other : first);
        }
      }
    }
    firsts.forEach(
        (key, override) ->
            overrides.computeIfAbsent(plain(key), name -> new ArrayList<>()).add(override));
  }

  private static boolean hasDefault(RecordComponent key) {
    return !key.getAnnotation(Key.class).byDefault().isEmpty() || key.getType().isRecord();
  }
}
