package io.github.mnistdl4j.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.github.mnistdl4j.cli.console.Console;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object as commands print it: members in the order in which they were added; what is
 * missing, and numbers that JSON lacks (NaN and infinity), as null.
 */
final class JsonDocument {
  private static final Gson GSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .serializeNulls()
          .serializeSpecialFloatingPointValues()
          .create();

  private final JsonObject members = new JsonObject();

  /** Adds a member; the value may be a record, a list, an optional of these or another document. */
  JsonDocument with(String name, Object value) {
    members.add(name, element(value));
    return this;
  }

  /** Adds all components of a record as members. */
  JsonDocument withAll(Record record) {
    for (Map.Entry<String, JsonElement> member :
        GSON.toJsonTree(record).getAsJsonObject().entrySet()) {
      members.add(member.getKey(), finite(member.getValue()));
    }
    return this;
  }

  void print(Console console) {
    console.result(GSON.toJson(members));
  }

  private static JsonElement element(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.<JsonElement>map(JsonDocument::element).orElse(JsonNull.INSTANCE);
    }
    if (value instanceof JsonDocument document) {
      return document.members;
    }
    if (value instanceof List<?> list) {
      JsonArray array = new JsonArray();
      list.forEach(item -> array.add(element(item)));
      return array;
    }
    return finite(GSON.toJsonTree(value));
  }

  private static JsonElement finite(JsonElement element) {
    if (element instanceof JsonObject object) {
      object.entrySet().forEach(member -> member.setValue(finite(member.getValue())));
    } else if (element instanceof JsonArray array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, finite(array.get(i)));
      }
    }
    boolean isSpecial =
        element instanceof JsonPrimitive primitive
            && primitive.isNumber()
            && !Double.isFinite(primitive.getAsDouble());
    return isSpecial ? JsonNull.INSTANCE : element;
  }
}
