package io.github.mnistdl4j.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A key of the JSON Schema that takes numbers.
 *
 * @param path where it is, as messages say it
 * @param around the smallest valid document around a value of the key
 */
record NumericKey(String path, JsonObject schema, UnaryOperator<String> around) {
  private static final Set<String> NUMBERS = Set.of("integer", "number");

  private static final Map<String, String> NEEDED =
      Map.of("units", "5", "decay-steps", "7", "decay-rate", "0.5", "monitor", "loss");

  /** Every key that takes numbers, found by walking the whole schema. */
  static List<NumericKey> in(JsonObject schema) {
    List<NumericKey> found = new ArrayList<>();
    walk("", schema, value -> value, found);
    return found;
  }

  /** Returns the type, the first of several. */
  static String type(JsonObject schema) {
    JsonElement type = schema.get("type");
    return (type.isJsonArray() ? type.getAsJsonArray().get(0) : type).getAsString();
  }

  public String document(BigDecimal value) {
    return around.apply(value.toPlainString());
  }

  private static void walk(
      String path, JsonObject schema, UnaryOperator<String> around, List<NumericKey> found) {
    if (schema.has("type") && NUMBERS.contains(type(schema))) {
      found.add(new NumericKey(path, schema, around));
    }
    if (schema.has("oneOf")) {
      schema.getAsJsonArray("oneOf").forEach(s -> walk(path, s.getAsJsonObject(), around, found));
    }
    if (schema.has("items")) {
      String output = path.endsWith("layers") ? ", {units: 10, activation: softmax}" : "";
      UnaryOperator<String> list = item -> around.apply("[" + item + output + "]");
      walk(path + "[0]", schema.getAsJsonObject("items"), list, found);
    }
    if (schema.has("properties")) {
      walkSection(path, schema.getAsJsonObject("properties"), around, found);
    }
  }

  private static boolean isNumber(JsonElement type) {
    return type instanceof JsonArray several
        ? isNumber(several.get(0))
        : NUMBERS.contains(type.getAsString());
  }

  private static void walkSection(
      String path, JsonObject properties, UnaryOperator<String> around, List<NumericKey> found) {
    for (Map.Entry<String, JsonElement> property : properties.entrySet()) {
      String key = property.getKey();
      UnaryOperator<String> section =
          value -> around.apply("{" + required(properties, key) + key + ": " + value + "}");
      String inner = path.isEmpty() ? key : path + "." + key;
      walk(inner, property.getValue().getAsJsonObject(), section, found);
    }
  }

  /** The keys without which a section is not valid, whatever else it has. */
  private static String required(JsonObject properties, String key) {
    StringBuilder others = new StringBuilder();
    if (properties.has("name") && !key.equals("name")) {
      others.append("name: ").append(properties.getAsJsonObject("name").get("const")).append(", ");
    }
    if (properties.has("dataset")) {
      others.append(
          key.equals("pixel-maximum")
              ? "dataset: csv, train-csv: x.csv, "
              : "dataset: folder, directory: x, ");
    }
    if (key.equals("slope")) {
      others.append("activation: leaky-relu, ");
    }
    NEEDED.forEach(
        (needed, value) -> {
          if (properties.has(needed) && !key.equals(needed)) {
            others.append(needed).append(": ").append(value).append(", ");
          }
        });
    return others.toString();
  }

  @Override
  public String toString() {
    return around.apply("…");
  }
}
