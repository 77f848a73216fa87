package io.github.mnistdl4j.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.networknt.schema.ValidationMessage;
import io.github.mnistdl4j.serving.ApiDescription.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every answer that the description of the API names is given, and fits what it says of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedAnswersTest {
  private static final int AT_ONCE = 8;
  private static final int FULL = 64;
  private static final String HALF = "Content-Length: 1024";

  private final InferenceServer server =
      ServedRun.start(
          "reload=true", "allowed-origins=[https://example.com]", KeptDrawings.setting());
  private final InferenceServer guarded = ServedRun.startWithToken("secret");
  private final InferenceServer impatient =
      ServedRun.start("request-timeout=1", "reload=true", KeptDrawings.setting());

  /** Has no room for any more bytes. */
  private final InferenceServer full =
      ServedRun.start(
          "max-body=1024",
          "max-picture=1024",
          "request-timeout=600",
          "reload=true",
          KeptDrawings.setting());

  private final InferenceServer reportless =
      ServedRun.start(ServedRun::withoutReport, "reload=true", KeptDrawings.setting());

  /** Has no room for any more corrections. */
  private final InferenceServer crowded = ServedRun.start(KeptDrawings.full());

  /** Is told to end, but owes an answer. */
  private final InferenceServer ending = ServedRun.start("request-timeout=600");

  private Held bodies;
  private Held pictures;
  private Held owed;
  private CompletableFuture<Void> end;
  private ApiDescription description;
  private RequestDraw draw;

  @BeforeAll
  void prepare() throws Exception {
    description = new ApiDescription(Client.json(new Client(server).get("/openapi.json")));
    draw = new RequestDraw(description);
    pictures = fill("/predict", 415);
    bodies = fill("/v2/models/mnist/infer", 400);
    owed = Held.of(ending, 1, RawAnswers.head("POST /predict", HALF) + " ");
    end = CompletableFuture.runAsync(ending::close);
    while (new Client(ending).get("/model").statusCode() != 503) {
      Thread.sleep(5);
    }
  }

  /** Asking whether there is room takes some, so that a body may find none: then one more comes. */
  private Held fill(String path, int whileThereIsRoom) throws Exception {
    String half = RawAnswers.head("POST " + path, HALF) + " ";
    Held held = Held.of(full, FULL, half);
    while (new Client(full).post(path, new byte[1024]).statusCode() == whileThereIsRoom) {
      held.add(full, half);
    }
    return held;
  }

  @AfterAll
  void close() throws Exception {
    bodies.close();
    pictures.close();
    owed.close();
    end.join();
    Stream.of(server, guarded, impatient, full, crowded, reportless)
        .forEach(InferenceServer::close);
  }

  /** A documented answer, and how it is asked for. */
  private record Drawn(Operation operation, String status, DrawnRequest request) {
    @Override
    public String toString() {
      return "%s %s: %s".formatted(status, operation, request.target());
    }
  }

  private Stream<Drawn> draw(Operation operation) {
    return operation.content().getAsJsonObject("responses").keySet().stream()
        .flatMap(
            status -> requests(operation, status).map(each -> new Drawn(operation, status, each)));
  }

  private Stream<DrawnRequest> requests(Operation operation, String status) {
    DrawnRequest one = draw.one(operation);
    return switch (status) {
      case "200" -> draw.right(operation).stream();
      case "204" ->
          Stream.of(one.with("Origin: https://example.com", "Access-Control-Request-Method: GET"));
      case "400" -> Stream.of(one.with("Transfer-Encoding: chunked").withBody("5\r\nabcdefgh\r\n"));
      case "403" -> Stream.of(one.with("Host: example.org"), one.with("Host: evil.example:8080"));
      case "404" -> Stream.of(draw.ofAnotherModel(operation));
      case "408" -> Stream.of(one.with(HALF).withBody(" "));
      case "413" -> Stream.of(one.with("Content-Length: 99999999").withBody(""));
      case "415" -> Stream.of(one.with("Content-Encoding: br"));
      case "422" -> Stream.of(draw.blank(operation));
      case "429" -> Stream.of(one.withBody(" "));
      case "501" -> Stream.of(one.with("Transfer-Encoding: gzip, chunked").withBody("0\r\n\r\n"));
      case "401", "405", "503", "507" -> Stream.of(one);
      case "default" -> Stream.of(one.with("X: " + "x".repeat(9000)));
      default -> throw new AssertionError("nothing is known that is answered so: " + status);
    };
  }

  private InferenceServer serverFor(String status) {
    return switch (status) {
      case "401" -> guarded;
      case "404" -> reportless;
      case "408" -> impatient;
      case "429" -> full;
      case "503" -> ending;
      case "507" -> crowded;
      default -> server;
    };
  }

  @Test
  void areAllGiven() {
    ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<CompletableFuture<Set<String>>> checks =
          description.operations().stream()
              .flatMap(this::draw)
              .map(drawn -> CompletableFuture.supplyAsync(() -> check(drawn), clients))
              .toList();
      Set<String> given = new TreeSet<>();
      checks.forEach(check -> given.addAll(check.join()));
      assertThat(given).isEqualTo(documented());
    } finally {
      clients.shutdownNow();
    }
  }

  @Test
  void areGivenToHeadWithoutTheirBody() {
    for (Operation operation : description.operations()) {
      if (operation.method().equals("GET") && !operation.path().equals("/metrics")) {
        DrawnRequest get = draw.one(operation);
        DrawnRequest head = new DrawnRequest("HEAD", get.target(), get.headers(), "");
        HttpAnswer answer = head.send(server);
        assertThat(answer.body()).as(operation.path()).isEmpty();
        assertThat(butDate(answer)).isEqualTo(butDate(get.send(server)));
      }
    }
  }

  /** The second may be over between two answers. */
  private static Map<String, String> butDate(HttpAnswer answer) {
    Map<String, String> headers = new TreeMap<>(answer.headers());
    headers.remove("date");
    return headers;
  }

  @Test
  void areGivenToJsonAsItIsDescribed() {
    for (Operation operation : description.operations()) {
      JsonObject body = description.member(operation.content(), "requestBody");
      JsonObject json = description.member(description.member(body, "content"), "application/json");
      if (json.has("schema")) {
        assertThat(description.misfits(json.getAsJsonObject("schema"), draw.one(operation).body()))
            .isEmpty();
      }
    }
  }

  /** Each answer with each of its media types. */
  private Set<String> documented() {
    Set<String> all = new TreeSet<>();
    for (Operation operation : description.operations()) {
      operation
          .content()
          .getAsJsonObject("responses")
          .asMap()
          .forEach(
              (status, response) -> {
                Set<String> types =
                    description.member(description.resolved(response), "content").keySet();
                (types.isEmpty() ? Set.of("") : types)
                    .forEach(type -> all.add("%s %s %s".formatted(operation, status, type)));
              });
    }
    return all;
  }

  /** Returns what was given. */
  private Set<String> check(Drawn drawn) {
    HttpAnswer answer = drawn.request.send(serverFor(drawn.status));
    JsonObject responses = drawn.operation.content().getAsJsonObject("responses");
    String status = String.valueOf(answer.status());
    assertThat(responses.has(status) ? status : "default")
        .as("%s gives %s", drawn, answer)
        .isEqualTo(drawn.status);
    JsonObject response = description.resolved(responses.get(drawn.status));
    checkHeaders(drawn, description.member(response, "headers"), answer);
    checkBody(drawn, description.member(response, "content"), answer);
    return Set.of("%s %s %s".formatted(drawn.operation, drawn.status, answer.type()));
  }

  private void checkHeaders(Drawn drawn, JsonObject headers, HttpAnswer answer) {
    for (String name : headers.keySet()) {
      JsonObject header = description.member(headers, name);
      if (!header.has("required") && answer.header(name).isEmpty()) {
        continue;
      }
      String value = answer.header(name).orElse("");
      JsonObject schema = description.member(header, "schema");
      boolean number = new JsonPrimitive("integer").equals(schema.get("type"));
      String json = number ? value : new JsonPrimitive(value).toString();
      assertThat(description.misfits(schema, json))
          .as("%s: header %s in %s", drawn, name, answer)
          .isEmpty();
    }
  }

  private void checkBody(Drawn drawn, JsonObject content, HttpAnswer answer) {
    if (answer.header(BinaryData.HEADER).isPresent()) {
      checkJson(drawn, "application/json", content, answer);
    } else if (answer.type().equals("application/json")) {
      checkJson(drawn, answer.type(), content, answer);
    } else {
      assertThat(answer.body().isEmpty()).as("%s: %s", drawn, answer).isEqualTo(content.isEmpty());
    }
  }

  private void checkJson(Drawn drawn, String type, JsonObject content, HttpAnswer answer) {
    JsonObject schema = content.getAsJsonObject(type).getAsJsonObject("schema");
    Set<ValidationMessage> misfits = description.misfits(schema, answer.json());
    assertThat(misfits).as("%s: %s", drawn, answer.json()).isEmpty();
  }
}
