package io.github.mnistdl4j.serving;

import com.google.gson.JsonObject;
import io.github.mnistdl4j.prediction.image.format.TestPictures;
import io.github.mnistdl4j.serving.ApiDescription.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Draws requests from the description of the API, those that are right and those that are not. */
record RequestDraw(ApiDescription description) {
  private static final String IMAGE = Requests.infer(Requests.image(1));
  private static final byte[] BLANK = Requests.blank(60, 60);
  private static final String INFER = "/infer";

  /** MNIST's: larger pictures are searched for a digit, which takes a hundred times as long. */
  private static final int SIDE = 28;

  /** All kinds of requests that are described as right: of each media type and parameter. */
  List<DrawnRequest> right(Operation operation) {
    List<DrawnRequest> all = new ArrayList<>();
    for (String target : targets(operation)) {
      DrawnRequest bare = new DrawnRequest(operation.method(), target, List.of(), "");
      List<String> types =
          List.copyOf(
              description
                  .member(description.member(operation.content(), "requestBody"), "content")
                  .keySet());
      if (types.isEmpty()) {
        all.add(bare);
      }
      types.forEach(type -> all.add(withBody(bare, type)));
    }
    return all;
  }

  /** One that is right. */
  DrawnRequest one(Operation operation) {
    return right(operation).get(0);
  }

  /** One for a model or a correction that is not there. */
  DrawnRequest ofAnotherModel(Operation operation) {
    String path = operation.path().replace("{name}", "other").replace("{version}", "a");
    return one(operation)
        .to(path.replace("{id}", "other").replace("{run}", "other").replace("{trial}", "b"));
  }

  /** One that shows nothing. */
  DrawnRequest blank(Operation operation) {
    DrawnRequest request = one(operation);
    return operation.path().endsWith(INFER)
        ? binary(request, TritonRequest.of("image", "BYTES", "[1]", TritonRequest.elements(BLANK)))
        : request.withBody(BLANK);
  }

  private List<String> targets(Operation operation) {
    String path =
        operation
            .path()
            .replace("{name}", "mnist")
            .replace("{version}", "a")
            .replace("{run}", "a")
            .replace("{trial}", "b")
            .replace("{id}", KeptDrawings.idFor(operation.method()));
    if (path.contains("{file}")) {
      return description.valuesOf("file").stream()
          .map(file -> path.replace("{file}", file))
          .toList();
    }
    List<JsonObject> query = query(operation);
    List<String> targets = new ArrayList<>();
    if (query.stream().noneMatch(each -> each.has("required"))) {
      targets.add(path);
    }
    query.forEach(each -> targets.add(path + "?" + each.get("name").getAsString() + "=3"));
    return targets;
  }

  private List<JsonObject> query(Operation operation) {
    return operation.content().has("parameters")
        ? operation.content().getAsJsonArray("parameters").asList().stream()
            .map(description::resolved)
            .filter(parameter -> parameter.get("in").getAsString().equals("query"))
            .toList()
        : List.of();
  }

  private static DrawnRequest withBody(DrawnRequest bare, String type) {
    DrawnRequest typed = bare.with("Content-Type: " + type);
    if (bare.target().endsWith(INFER)) {
      return type.endsWith("json")
          ? typed.withBody(IMAGE)
          : binary(typed, TritonRequest.of(TritonRequest.DEFAULT, new byte[3136]));
    }
    return switch (type) {
      case "multipart/form-data" ->
          bare.with("Content-Type: " + type + "; boundary=x").withBody(form());
      case "image/webp" -> typed.withBody(TestPictures.WEBP.get(0));
      case "application/octet-stream" -> typed.withBody(Requests.png(60));
      default -> typed.withBody(Requests.picture(SIDE, type.substring("image/".length())));
    };
  }

  private static DrawnRequest binary(DrawnRequest request, TritonRequest infer) {
    return request.with(BinaryData.HEADER + ": " + infer.jsonLength()).withBody(infer.body());
  }

  private static String form() {
    return "--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"x\"\r\n\r\n"
        + new String(Requests.png(SIDE), StandardCharsets.ISO_8859_1)
        + "\r\n--x--\r\n";
  }
}
