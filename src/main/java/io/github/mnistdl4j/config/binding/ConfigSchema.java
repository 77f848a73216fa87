package io.github.mnistdl4j.config.binding;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Writes the JSON Schema (2020-12) of the YAML file, for editors to complete and check it. */
public final class ConfigSchema {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  private ConfigSchema() {}

  /**
   * Returns the schema as JSON text, ending in a newline.
   *
   * @param title what editors show as the schema's name
   * @param type the record that the file is read as
   */
  public static String json(String title, Class<? extends Record> type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.putAll(section(type));
    return GSON.toJson(schema) + "\n";
  }

  private static Map<String, Object> section(Class<?> type) {
    return section(type, new LinkedHashMap<>(), new ArrayList<>());
  }

  private static Map<String, Object> section(
      Class<?> type, Map<String, Object> properties, List<String> required) {
    for (RecordComponent component : Records.keys(type)) {
      String name = YamlNames.of(component);
      Key key = component.getAnnotation(Key.class);
      properties.put(name, property(component.getGenericType(), key));
      if (key.byDefault().isEmpty() && !component.getType().isRecord()) {
        required.add(name);
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", required.isEmpty() ? List.of("object", "null") : "object");
    schema.put("additionalProperties", false);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("properties", properties);
    return schema;
  }

  private static Map<String, Object> property(Type type, Key key) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", key.value());
    if (!key.byDefault().isEmpty()) {
      schema.put(
          "default", new Load(LoadSettings.builder().build()).loadFromString(key.byDefault()));
    }
    schema.putAll(value(type, key));
    return schema;
  }

  private static Map<String, Object> value(Type type, Key key) {
    if (type instanceof ParameterizedType generic) {
      if (generic.getRawType() == Map.class) {
        return space();
      }
      Class<?> item = (Class<?>) generic.getActualTypeArguments()[0];
      return generic.getRawType() == Optional.class ? optional(item, key) : list(item, key);
    }
    Class<?> simple = (Class<?>) type;
    if (simple.isRecord()) {
      return section(simple);
    }
    if (simple.isSealed()) {
      return Map.of("oneOf", variants(simple));
    }
    return simple.isEnum() ? Map.of("enum", YamlNames.ofConstants(simple)) : scalar(simple, key);
  }

  /** Of each key a list of values, or a range. */
  private static Map<String, Object> space() {
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("type", "array");
    list.put("minItems", 1);
    List<Object> values = new ArrayList<>(List.of(list));
    YamlNames.ofVariants(Domain.Interval.class)
        .forEach((name, type) -> values.add(variant(name, type)));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("additionalProperties", Map.of("oneOf", values));
    return schema;
  }

  private static Map<String, Object> optional(Class<?> type, Key key) {
    Map<String, Object> schema = new LinkedHashMap<>(value(type, key));
    schema.put("type", List.of(type.isRecord() ? "object" : "string", "null"));
    return schema;
  }

  private static Map<String, Object> list(Class<?> item, Key key) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    if (!key.byDefault().equals(ConfigReader.EMPTY_LIST)) {
      schema.put("minItems", 1);
    }
    schema.put("items", value(item, key));
    return schema;
  }

  /** A variant is its name alone, or a section of its own keys with its name. */
  private static List<Object> variants(Class<?> sealed) {
    List<Object> schemas = new ArrayList<>();
    schemas.add(Map.of("enum", List.copyOf(YamlNames.ofVariants(sealed).keySet())));
    YamlNames.ofVariants(sealed).forEach((name, type) -> schemas.add(variant(name, type)));
    return schemas;
  }

  private static Map<String, Object> variant(String name, Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put(ConfigReader.NAME, Map.of("const", name));
    return section(type, properties, new ArrayList<>(List.of(ConfigReader.NAME)));
  }

  private static Map<String, Object> scalar(Class<?> type, Key key) {
    if (type == boolean.class) {
      return Map.of("type", "boolean");
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    if (type == Path.class || type == Duration.class) {
      Pattern pattern = type == Path.class ? ScalarReader.PATH : ScalarReader.TIME;
      schema.put("type", "string");
      schema.put("pattern", pattern.pattern());
      return schema;
    }
    schema.put("type", type == double.class ? "number" : "integer");
    NumericRange.of(key).addTo(schema);
    return schema;
  }
}
