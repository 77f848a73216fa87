package io.github.mnistdl4j.serving;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The description of a server's API in the form of OpenAPI 3.1, and the schemas in it. */
final class ApiDescription {
  private static final String SCHEMAS = "#/components/schemas/";

  /** The OpenAPI Initiative's schema of descriptions, with that of the schemas in them. */
  private static final String META = "https://spec.openapis.org/oas/3.1/schema-base/2025-11-23";

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          VersionFlag.V202012,
          builder ->
              builder.schemaMappers(
                  mappers ->
                      mappers.mapPrefix(
                          "https://spec.openapis.org/", "classpath:spec.openapis.org/")));

  private final JsonObject root;
  private final JsonObject strict;
  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();

  ApiDescription(JsonObject root) {
    this.root = root;
    this.strict = closed(root.deepCopy()).getAsJsonObject();
  }

  /** What the specification forbids. */
  static Set<ValidationMessage> problems(JsonObject description) {
    return FACTORY
        .getSchema(SchemaLocation.of(META))
        .validate(description.toString(), InputFormat.JSON);
  }

  /** What can be done with a path. */
  record Operation(String path, String method, JsonObject content) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    root.getAsJsonObject("paths")
        .asMap()
        .forEach(
            (path, item) ->
                item.getAsJsonObject().asMap().entrySet().stream()
                    .filter(member -> !member.getKey().equals("parameters"))
                    .map(
                        member ->
                            new Operation(
                                path,
                                member.getKey().toUpperCase(Locale.ROOT),
                                member.getValue().getAsJsonObject()))
                    .forEach(operations::add));
    return operations;
  }

  /** The object itself, or that which it refers to. */
  JsonObject resolved(JsonElement element) {
    JsonObject object = element.getAsJsonObject();
    if (!object.has("$ref")) {
      return object;
    }
    JsonElement found = root;
    for (String step : object.get("$ref").getAsString().substring(2).split("/", -1)) {
      found = found.getAsJsonObject().get(step);
    }
    return found.getAsJsonObject();
  }

  /** A member, resolved; an empty object if there is none. */
  JsonObject member(JsonObject object, String name) {
    return object.has(name) ? resolved(object.get(name)) : new JsonObject();
  }

  /** The values that a path's variable may have. */
  List<String> valuesOf(String parameter) {
    JsonObject schema =
        root.getAsJsonObject("components")
            .getAsJsonObject("parameters")
            .getAsJsonObject(parameter)
            .getAsJsonObject("schema");
    return schema.getAsJsonArray("enum").asList().stream().map(JsonElement::getAsString).toList();
  }

  /** What does not fit a schema, members that it does not name included. */
  Set<ValidationMessage> misfits(JsonObject schema, String json) {
    JsonObject whole = closed(schema.deepCopy()).getAsJsonObject();
    whole.add("$defs", strict.getAsJsonObject("components").get("schemas"));
    String text = whole.toString().replace(SCHEMAS, "#/$defs/");
    return schemas.computeIfAbsent(text, FACTORY::getSchema).validate(json, InputFormat.JSON);
  }

  /** Objects have no other members than those that are described, unless they say so. */
  private static JsonElement closed(JsonElement element) {
    if (element instanceof JsonArray array) {
      array.forEach(ApiDescription::closed);
    } else if (element instanceof JsonObject object) {
      object.asMap().values().forEach(ApiDescription::closed);
      boolean properties = object.get("properties") instanceof JsonObject;
      if (properties && object.has("type") && !object.has("additionalProperties")) {
        object.addProperty("additionalProperties", false);
      }
    }
    return element;
  }
}
