package io.github.mnistdl4j.config.binding;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.representer.StandardRepresenter;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** Writes a configuration as YAML, every key spelled out; {@link ConfigLoader} reads it back. */
public final class ConfigWriter {
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setIndicatorIndent(2)
          .setIndentWithIndicator(true)
          .setSchema(new CoreSchema())
          .build();

  private ConfigWriter() {}

  /** Returns the YAML text, ending in a newline. */
  public static String write(Record config) {
    return write(tree(config));
  }

  /** Returns the YAML text of a {@link #tree(Record) tree}, ending in a newline. */
  public static String write(Map<String, @Nullable Object> tree) {
    return new Dump(SETTINGS).dumpToString(tree);
  }

  /** Returns all settings one by one, in their order; what is null as {@code null}. */
  public static List<Setting> settings(Record config) {
    return settings("", tree(config)).toList();
  }

  private static Stream<Setting> settings(String key, @Nullable Object tree) {
    if (tree instanceof Map<?, ?> section && !section.isEmpty()) {
      String prefix = key.isEmpty() ? "" : key + ".";
      return section.entrySet().stream()
          .flatMap(entry -> settings(prefix + entry.getKey(), entry.getValue()));
    }
    if (tree instanceof List<?> items && items.stream().anyMatch(Map.class::isInstance)) {
      return IntStream.range(0, items.size())
          .boxed()
          .flatMap(i -> settings("%s[%d]".formatted(key, i), items.get(i)));
    }
    return Stream.of(new Setting(key, FlowText.of(tree)));
  }

  /** Returns what the YAML text would be parsed to. */
  static Node node(Record config) {
    return new StandardRepresenter(SETTINGS).represent(tree(config));
  }

  static @Nullable Object tree(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(ConfigWriter::tree).orElse(null);
    }
    if (value instanceof List<?> items) {
      List<@Nullable Object> trees = new ArrayList<>(); // of its own, else YAML has an alias
      items.forEach(item -> trees.add(tree(item)));
      return trees;
    }
    if (value instanceof Map<?, ?> entries) {
      Map<Object, Object> trees = new LinkedHashMap<>();
      entries.forEach((key, entry) -> trees.put(key, tree(entry)));
      return trees;
    }
    if (value instanceof Domain.Choice choice) {
      return choice.trees();
    }
    if (value instanceof Record section) {
      return tree(section);
    }
    if (value instanceof Enum<?> constant) {
      return YamlNames.of(constant);
    }
    if (value instanceof Duration time) {
      return ScalarReader.text(time);
    }
    return value instanceof Path path ? path.toString() : value;
  }

  /** Returns the configuration as maps, lists, numbers, booleans, text and null. */
  public static Map<String, @Nullable Object> tree(Record section) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    if (Arrays.stream(section.getClass().getInterfaces()).anyMatch(Class::isSealed)) {
      entries.put(ConfigReader.NAME, YamlNames.of(section.getClass()));
    }
    for (RecordComponent component : Records.components(section.getClass())) {
      Object value = Records.value(section, component);
      if (Records.isKey(component)) {
        entries.put(YamlNames.of(component), tree(value));
      } else {
        entries.putAll(tree((Record) value));
      }
    }
    return entries;
  }
}
