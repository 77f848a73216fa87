package io.github.mnistdl4j.config.binding;

import static io.github.mnistdl4j.config.binding.ConfigReader.NAME;

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
import org.jspecify.annotations.Nullable;

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
    Map<String, Object> schema = schema("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.putAll(section(type, new LinkedHashMap<>(), new ArrayList<>()));
    schema.put("patternProperties", Map.of("^" + ConfigReader.NOTE, true));
    return GSON.toJson(schema) + "\n";
  }

  /** Returns a schema to which more can be added; its keywords stay in order. */
  private static Map<String, Object> schema(String keyword, Object value) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put(keyword, value);
    return schema;
  }

  private static Map<String, Object> section(
      Class<?> type, Map<String, Object> properties, List<String> required) {
    for (RecordComponent component : Records.keys(type)) {
      Key key = component.getAnnotation(Key.class);
      properties.put(YamlNames.of(component), property(component.getGenericType(), key));
      if (key.byDefault().isEmpty() && !component.getType().isRecord()) {
        required.add(YamlNames.of(component));
      }
    }
    Map<String, Object> schema =
        schema("type", required.isEmpty() ? List.of("object", "null") : "object");
    schema.put("additionalProperties", false);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("properties", properties);
    return schema;
  }

  private static Map<String, Object> property(Type type, Key key) {
    Map<String, Object> schema = schema("description", key.value());
    if (!key.byDefault().isEmpty()) {
      schema.put("default", YamlParser.tree(YamlParser.parse(key.byDefault(), "default")));
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
      return section(simple, new LinkedHashMap<>(), new ArrayList<>());
    }
    if (simple.isSealed()) {
      // a variant is its name alone, or a section of its own keys with its name
      List<String> names = List.copyOf(YamlNames.ofVariants(simple).keySet());
      return Map.of("oneOf", variants(Map.of("enum", names), simple));
    }
    return simple.isEnum() ? Map.of("enum", YamlNames.ofConstants(simple)) : scalar(simple, key);
  }

  /** Returns the schema of keys to search, each with a list of values or a range. */
  private static Map<String, Object> space() {
    Map<String, Object> list = schema("type", "array");
    list.put("minItems", 1);
    Map<String, Object> space = schema("type", "object");
    space.put("additionalProperties", Map.of("oneOf", variants(list, Domain.Interval.class)));
    return space;
  }

  private static Map<String, Object> optional(Class<?> type, Key key) {
    Map<String, Object> schema = new LinkedHashMap<>(value(type, key));
    String keyword = schema.containsKey("enum") ? "enum" : "type";
    List<@Nullable Object> allowed = new ArrayList<>();
    if (schema.get(keyword) instanceof List<?> several) {
      allowed.addAll(several);
    } else {
      allowed.add(schema.get(keyword));
    }
    @Nullable Object none = keyword.equals("enum") ? null : "null";
    if (!allowed.contains(none)) {
      allowed.add(none);
    }
    schema.put(keyword, allowed);
    return schema;
  }

  private static Map<String, Object> list(Class<?> item, Key key) {
    Map<String, Object> schema = schema("type", "array");
    if (!key.byDefault().equals(ConfigReader.EMPTY_LIST)) {
      schema.put("minItems", 1);
    }
    schema.put("items", value(item, key));
    return schema;
  }

  private static List<Object> variants(Map<String, Object> other, Class<?> sealed) {
    List<Object> schemas = new ArrayList<>(List.of(other));
    for (var variant : YamlNames.ofVariants(sealed).entrySet()) {
      Map<String, Object> properties = schema(NAME, Map.of("const", variant.getKey()));
      schemas.add(section(variant.getValue(), properties, new ArrayList<>(List.of(NAME))));
    }
    return schemas;
  }

  private static Map<String, Object> scalar(Class<?> type, Key key) {
    if (type == boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type == String.class) {
      return Map.of("type", List.of("string", "integer"));
    }
    if (type == Path.class || type == Duration.class) {
      Map<String, Object> text = schema("type", "string");
      text.put("pattern", (type == Path.class ? ScalarReader.PATH : ScalarReader.TIME).pattern());
      return text;
    }
    Map<String, Object> number = schema("type", type == double.class ? "number" : "integer");
    NumericRange.of(key).addTo(number);
    return number;
  }
}
