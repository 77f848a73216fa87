package io.github.mnistdl4j.config.binding;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Turns YAML nodes into configuration records, by the {@link Key} of each component. Every method
 * that reads returns null where it has reported a problem.
 */
final class ConfigReader {
  /** The key that says which variant of a sealed interface a section is. */
  static final String NAME = "name";

  /** The default of a list that may be empty. */
  static final String EMPTY_LIST = "[]";

  /** How keys at the top of a file begin that are not read: places for anchors. */
  static final String NOTE = "x-";

  /** Many more than any section has. */
  private static final int MOST_KEYS = 100;

  /** Defaults as they stand in the code: the same few, again and again. */
  private static final Map<String, Node> DEFAULTS = new ConcurrentHashMap<>();

  private final LocatedProblems problems;
  private final ScalarReader scalars;
  private final Class<?> file;

  /** Made for the first unknown key. */
  private @Nullable KeySuggestions suggestions;

  /**
   * Makes a reader.
   *
   * @param file the record that the whole file is read as
   */
  ConfigReader(LocatedProblems problems, Class<?> file) {
    this.problems = problems;
    this.file = file;
    this.scalars = new ScalarReader(problems);
  }

  /** Reads a section; {@code type} is a record. */
  @Nullable Object readRecord(Class<?> type, Node node, String path) {
    @Nullable Map<String, Node> entries = entries(node, path);
    return entries == null ? null : readRecord(type, entries, path);
  }

  private @Nullable Object readRecord(Class<?> type, Map<String, Node> entries, String path) {
    rejectUnknown(entries, Records.keys(type).stream().map(YamlNames::of).toList(), path);
    return create(type, entries, path);
  }

  private @Nullable Object create(Class<?> type, Map<String, Node> entries, String path) {
    List<@Nullable Object> values = new ArrayList<>();
    for (RecordComponent component : Records.components(type)) {
      values.add(
          Records.isKey(component)
              ? readKey(component, entries.get(YamlNames.of(component)), path)
              : create(component.getType(), entries, path));
    }
    if (values.contains(null)) {
      return null;
    }
    Object section = Records.create(type, values.toArray());
    if (section instanceof Validated checked) {
      checked.check((key, problem, with) -> problems.add(join(path, key), problem, with));
    }
    return section;
  }

  private void rejectUnknown(Map<String, Node> entries, List<String> known, String path) {
    for (String key : entries.keySet()) {
      if (!known.contains(key) && !isNote(key, path)) {
        String suggestion = suggestion(ScalarReader.shortened(key), known, path);
        String keys = String.join(", ", known);
        problems.add(join(path, key), "unknown key%s (allowed here: %s)", suggestion, keys);
      }
    }
  }

  /** Returns whether a key is for people and aliases only. */
  private static boolean isNote(String key, String section) {
    return section.isEmpty() && key.startsWith(NOTE);
  }

  private String suggestion(String key, List<String> known, String section) {
    if (key.equals("<<")) {
      return "; merge keys are not supported: write the keys out, or use the whole section as *alias";
    }
    if (key.contains(".")) {
      return "; in the file, indent keys below their section instead of joining them with dots";
    }
    String path = join(section, key);
    if (suggestions == null) {
      suggestions = KeySuggestions.ofSection(file);
    }
    String elsewhere = suggestions.hint(path, problems.isInFile(path));
    return elsewhere.isEmpty() ? YamlNames.suggestion(key, known) : elsewhere;
  }

  private static Node parsedDefault(String text) {
    return DEFAULTS.computeIfAbsent(text, yaml -> YamlParser.parse(yaml, "default"));
  }

  private @Nullable Object readKey(
      RecordComponent component, @Nullable Node given, String section) {
    Key key = component.getAnnotation(Key.class);
    String path = join(section, YamlNames.of(component));
    boolean required = key.byDefault().isEmpty() && !component.getType().isRecord();
    if (given == null && required) {
      problems.add(path, "is missing; it has no default");
      return null;
    }
    Node node = given == null ? parsedDefault(key.byDefault()) : given;
    return read(component.getGenericType(), key, node, path);
  }

  private @Nullable Object read(Type type, Key key, Node node, String path) {
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == Map.class) {
        return readSpace(node, path);
      }
      Class<?> item = (Class<?>) generic.getActualTypeArguments()[0];
      return generic.getRawType() == Optional.class
          ? readOptional(item, key, node, path)
          : readList(item, key, node, path);
    }
    Class<?> simple = (Class<?>) type;
    if (simple.isRecord()) {
      return readRecord(simple, node, path);
    }
    return simple.isSealed()
        ? readVariant(simple, node, path)
        : scalars.read(simple, key, node, path);
  }

  private @Nullable Object readOptional(Class<?> type, Key key, Node node, String path) {
    if (node.getTag().equals(Tag.NULL)) {
      return Optional.empty();
    }
    @Nullable Object value = read(type, key, node, path);
    return value == null ? null : Optional.of(value);
  }

  private @Nullable Object readList(Class<?> item, Key key, Node node, String path) {
    boolean mayBeEmpty = key.byDefault().equals(EMPTY_LIST);
    if (!(node instanceof SequenceNode list) || (list.getValue().isEmpty() && !mayBeEmpty)) {
      String found = ScalarReader.describe(node);
      problems.add(path, "must be a list, each item starting with \"- \", but is %s", found);
      return null;
    }
    List<@Nullable Object> items = new ArrayList<>();
    for (Node element : list.getValue()) {
      String place = "%s[%d]".formatted(path, items.size());
      problems.locate(place, element);
      items.add(read(item, key, element, place));
    }
    return items.contains(null) ? null : items;
  }

  /** Reads the values to search of each key: a list of them, or a range. */
  private @Nullable Object readSpace(Node node, String path) {
    @Nullable Map<String, Node> entries = entries(node, path);
    if (entries == null) {
      return null;
    }
    Map<String, @Nullable Object> space = new LinkedHashMap<>();
    entries.forEach((key, values) -> space.put(key, readDomain(values, join(path, key))));
    return space.containsValue(null) ? null : space;
  }

  private @Nullable Object readDomain(Node node, String path) {
    if (node instanceof SequenceNode list && !list.getValue().isEmpty()) {
      return new Domain.Choice(list.getValue().stream().map(YamlParser::tree).toList());
    }
    if (node instanceof MappingNode) {
      return readVariant(Domain.Interval.class, node, path);
    }
    problems.add(
        path,
        "must be a list of values, or a range such as {name: uniform, min: 0, max: 1}, but is %s",
        ScalarReader.describe(node));
    return null;
  }

  /** Reads a variant: its name alone, or a section with {@code name} and the variant's own keys. */
  private @Nullable Object readVariant(Class<?> sealed, Node node, String path) {
    Map<String, Class<?>> variants = YamlNames.ofVariants(sealed);
    boolean nameOnly = node instanceof ScalarNode && !node.getTag().equals(Tag.NULL);
    @Nullable Map<String, Node> entries = nameOnly ? new LinkedHashMap<>() : entries(node, path);
    if (entries == null) {
      return null;
    }
    @Nullable Node name = nameOnly ? node : entries.remove(NAME);
    String namePath = nameOnly ? path : join(path, NAME);
    if (name == null) {
      String names = String.join(", ", variants.keySet());
      problems.add(namePath, "is missing; use one of %s", names);
      return null;
    }
    @Nullable String chosen = scalars.oneOf(variants.keySet(), name, namePath);
    @Nullable Class<?> variant = chosen == null ? null : variants.get(chosen);
    return variant == null ? null : readRecord(variant, entries, path);
  }

  /** Returns the section's values by key, located; duplicates are reported. */
  private @Nullable Map<String, Node> entries(Node node, String path) {
    if (node.getTag().equals(Tag.NULL)) {
      return new LinkedHashMap<>();
    }
    if (!(node instanceof MappingNode mapping)) {
      problems.add(
          path, "must be a section of keys and values, but is %s", ScalarReader.describe(node));
      return null;
    }
    if (mapping.getValue().size() > MOST_KEYS) {
      int keys = mapping.getValue().size();
      problems.add(path, "has %d keys, but no section has more than %d", keys, MOST_KEYS);
      return null;
    }
    Map<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple entry : mapping.getValue()) {
      String key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
      problems.locate(join(path, key), entry.getKeyNode());
      if (entries.put(key, entry.getValueNode()) != null) {
        problems.add(join(path, key), "is given twice; keep one");
      }
    }
    return entries;
  }

  private static String join(String path, String key) {
    String shown = ScalarReader.shortened(key);
    return path.isEmpty() ? shown : path + "." + shown;
  }
}
