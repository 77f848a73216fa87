package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.serving.ApiDescription.Operation;
import io.github.mnistdl4j.serving.http.Route;
import io.github.mnistdl4j.serving.http.ServerSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code openapi.json} is what OpenAPI says, and describes what this server has. */
class ApiDescriptionTest {
  private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

  private final JsonObject root = read();
  private final ApiDescription description = new ApiDescription(root);

  private static JsonObject read() {
    try (InputStream in = Routes.class.getResourceAsStream("openapi.json")) {
      return JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void fitsTheSchemaOfTheOpenApiInitiative() {
    assertThat(ApiDescription.problems(root)).isEmpty();
  }

  /** So that the check above is one. */
  @Test
  void isJudgedByASchemaThatFindsMistakes() {
    JsonObject answer = root.getAsJsonObject("components").getAsJsonObject("responses");
    answer.getAsJsonObject("400").remove("description");
    assertThat(ApiDescription.problems(root).toString())
        .contains("components.responses.400", "required property 'description' not found");
    JsonObject schema = root.getAsJsonObject("components").getAsJsonObject("schemas");
    schema.getAsJsonObject("Error").addProperty("type", "text");
    assertThat(ApiDescription.problems(root).toString()).contains("components.schemas.Error.type");
  }

  @Test
  void refersToNothingThatIsMissingAndHasNothingThatIsNotReferredTo() {
    Set<String> used = new TreeSet<>();
    collectReferences(root, used);
    Set<String> there = new TreeSet<>();
    JsonObject components = root.getAsJsonObject("components");
    for (String kind : components.keySet()) {
      components
          .getAsJsonObject(kind)
          .keySet()
          .forEach(name -> there.add("#/components/%s/%s".formatted(kind, name)));
    }
    there.remove("#/components/securitySchemes/bearer"); // it is referred to by its name
    assertThat(used).isEqualTo(there);
  }

  private static void collectReferences(JsonElement element, Set<String> to) {
    if (element instanceof JsonArray array) {
      array.forEach(each -> collectReferences(each, to));
    } else if (element instanceof JsonObject object) {
      if (object.has("$ref")) {
        to.add(object.get("$ref").getAsString());
      }
      object.asMap().values().forEach(each -> collectReferences(each, to));
    }
  }

  @Test
  void namesEachOperationOnce() {
    assertThat(description.operations())
        .extracting(operation -> operation.content().get("operationId").getAsString())
        .doesNotHaveDuplicates();
  }

  @Test
  void describesTheVariablesOfEachPath() {
    root.getAsJsonObject("paths")
        .asMap()
        .forEach(
            (path, item) -> {
              List<String> described = new ArrayList<>();
              if (item.getAsJsonObject().has("parameters")) {
                item.getAsJsonObject()
                    .getAsJsonArray("parameters")
                    .forEach(each -> described.add(text(description.resolved(each), "name")));
              }
              assertThat(described)
                  .as(path)
                  .isEqualTo(VARIABLE.matcher(path).results().map(each -> each.group(1)).toList());
            });
  }

  private static String text(JsonObject object, String member) {
    return object.get(member).getAsString();
  }

  @Test
  void describesAllRoutesAndNoOthers() {
    List<String> files = description.valuesOf("file");
    Set<String> described =
        description.operations().stream()
            .filter(operation -> !operation.method().equals("OPTIONS"))
            .map(Operation::toString)
            .collect(Collectors.toCollection(TreeSet::new));
    described.remove("GET /{file}");
    files.forEach(file -> described.add("GET /" + file));
    assertThat(described).isEqualTo(routes());
  }

  private static Set<String> routes() {
    ServerSettings settings =
        new ServerSettings(
            "127.0.0.1",
            0,
            ConfigLoader.parse(AppConfig.class, "", "test", List.of()).serving(),
            Optional.empty(),
            "1.2.3");
    try (ServerParts parts = ServerParts.start(new Models(ServedRun::model), settings.limits())) {
      return Routes.of(settings, parts, ListedRuns.NONE).stream()
          .map((Route route) -> route.method() + " " + route.path().getDeclaration())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
