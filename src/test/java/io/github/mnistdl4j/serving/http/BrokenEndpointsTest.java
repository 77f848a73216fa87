package io.github.mnistdl4j.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.ServingConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails, the client gets an answer, and the log says why. */
class BrokenEndpointsTest {
  private static final Logger PACKAGE = Logger.getLogger(HttpServer.class.getPackageName());

  private final List<LogRecord> logged = Collections.synchronizedList(new ArrayList<>());
  private final Handler handler = collect(logged);
  private final List<Integer> recorded = Collections.synchronizedList(new ArrayList<>());
  private final HttpServer server = start();

  private HttpServer start() {
    PACKAGE.addHandler(handler);
    PACKAGE.setUseParentHandlers(false);
    return HttpServer.start(
        settings(600),
        routes(),
        (request, response) -> {
          recorded.add(response.getStatus());
          throw new IllegalStateException("a broken log");
        });
  }

  private static ServerSettings settings(int requestTimeout) {
    ServingConfig limits =
        ConfigLoader.parse(
                AppConfig.class, "", "test", List.of("serving.request-timeout=" + requestTimeout))
            .serving();
    return new ServerSettings("127.0.0.1", 0, limits, Optional.empty(), "1");
  }

  private static List<Route> routes() {
    return List.of(
        Route.post(
            "a",
            "/error",
            (exchange, variables) -> {
              throw new StackOverflowError();
            }),
        Route.post(
            "b",
            "/later",
            (exchange, variables) ->
                exchange.body(
                    body -> {
                      throw new StackOverflowError();
                    })),
        Route.post(
            "c",
            "/picture",
            (exchange, variables) ->
                exchange.askPicture(
                    body -> {
                      throw new StackOverflowError();
                    },
                    Runnable::run)),
        Route.post(
            "d",
            "/refused",
            (exchange, variables) ->
                exchange.askPicture(
                    body -> {
                      throw new AssertionError();
                    },
                    work -> {
                      throw new StackOverflowError();
                    })),
        Route.post(
            "e",
            "/status",
            (exchange, variables) ->
                CompletableFuture.completedFuture(
                    new Reply(-1, "text/plain", Map.of(), ByteBuffer.allocate(1)))),
        Route.post(
            "f",
            "/details",
            (exchange, variables) -> {
              throw new RequestException(400, "", Map.of("a", Double.NaN));
            }));
  }

  private static Handler collect(List<LogRecord> records) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        records.add(line);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @AfterEach
  void close() {
    server.close();
    PACKAGE.removeHandler(handler);
    PACKAGE.setUseParentHandlers(true);
  }

  private HttpResponse<String> post(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve(path))
            .POST(BodyPublishers.ofString("body"))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/error", "/later", "/picture", "/refused", "/status", "/details"})
  void areAnsweredWith500AndLogged(String path) throws Exception {
    logged.clear();
    HttpResponse<String> answer = post(path);
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).startsWith("{\"error\":\"");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    assertThat(logged).isNotEmpty().allMatch(line -> line.getThrown() != null);
  }

  /** Without a body, all of a request has arrived: the client need not hurry (408). */
  @Test
  void areLateWhereTheyDoNotAnswerAtAll() throws Exception {
    List<Refusal> refused = new CopyOnWriteArrayList<>();
    ServerLog log =
        new ServerLog() {
          @Override
          public void log(Request request, Response response) {}

          @Override
          public void refused(Refusal why) {
            refused.add(why);
          }
        };
    Route never = Route.get("never", "/never", (exchange, variables) -> new CompletableFuture<>());
    try (HttpServer impatient = HttpServer.start(settings(1), List.of(never), log)) {
      HttpRequest get = HttpRequest.newBuilder(impatient.address().resolve("/never")).build();
      HttpResponse<String> late = HttpClient.newHttpClient().send(get, BodyHandlers.ofString());
      assertThat(late.statusCode()).isEqualTo(503);
      assertThat(late.body()).contains("no answer in time");
    }
    assertThat(refused).containsExactly(Refusal.TIMEOUT);
  }

  @Test
  void areWrittenIntoTheAccessLogOnce() throws Exception {
    recorded.clear();
    post("/status");
    server.close(); // waits for the line
    assertThat(recorded).containsExactly(500);
  }
}
