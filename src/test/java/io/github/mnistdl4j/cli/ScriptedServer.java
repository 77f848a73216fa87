package io.github.mnistdl4j.cli;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.mnistdl4j.data.DatasetInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Serves the page, and answers its questions as a test wants. */
final class ScriptedServer implements AutoCloseable {
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html", "js", "text/javascript", "css", "text/css", "svg", "image/svg+xml");

  /** Answers "3" at once. */
  static final Reply THREE = new Reply(200, three(), Map.of());

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicInteger questions = new AtomicInteger();
  private final AtomicInteger atOnce = new AtomicInteger();
  private final AtomicInteger mostAtOnce = new AtomicInteger();
  private volatile Reply reply = THREE;
  private volatile String model = "";
  private volatile CountDownLatch answering = new CountDownLatch(0);

  /** An answer. */
  record Reply(int status, String body, Map<String, String> headers) {}

  ScriptedServer() throws IOException {
    serves(DatasetInfo.numbers(10));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://localhost:%d/".formatted(server.getAddress().getPort()));
  }

  /** From now on answers so. */
  void reply(int status, String body, Map<String, String> headers) {
    reply = new Reply(status, body, headers);
  }

  /** From now on answers like this. */
  void reply(Reply next) {
    reply = next;
  }

  /** From now on serves a model of these classes. */
  void serves(List<String> classes) {
    model = new Gson().toJson(Map.of("labels", classes));
  }

  /** From now on says this of its model, in JSON. */
  void says(String about) {
    model = about;
  }

  /** From now on answers nobody until {@link #release}. */
  void hold() {
    answering = new CountDownLatch(1);
  }

  /** Answers all who wait. */
  void release() {
    answering.countDown();
  }

  /** How many questions there were. */
  int questions() {
    return questions.get();
  }

  /** How many questions there were at the same time, at most. */
  int mostAtOnce() {
    return mostAtOnce.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("POST")) {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        questions.incrementAndGet();
        exchange.getRequestBody().readAllBytes();
        answering.await();
        atOnce.decrementAndGet();
        Reply now = reply;
        now.headers().forEach(exchange.getResponseHeaders()::set);
        send(
            exchange,
            now.status(),
            "application/json",
            now.body().getBytes(StandardCharsets.UTF_8));
      } else {
        file(exchange);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void file(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/about")) {
      send(exchange, 200, "application/json", model.getBytes(StandardCharsets.UTF_8));
      return;
    }
    String name = path.equals("/") ? "/index.html" : path;
    try (InputStream page =
        Main.class.getResourceAsStream("/io/github/mnistdl4j/serving/page" + name)) {
      if (page == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        send(exchange, 200, TYPES.getOrDefault(ending, "text/plain"), page.readAllBytes());
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static String three() {
    return answer(DatasetInfo.MNIST, 3);
  }

  /** An answer that is sure of a class, about an image that is grey all over: to any question. */
  static String answer(DatasetInfo images, int label) {
    return answer(images, Map.of(), label);
  }

  /** The same of several parts side by side, each with more members. */
  static String answer(DatasetInfo images, Map<String, ?> more, int... labels) {
    List<Map<String, ?>> parts = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      Map<String, Object> prediction = prediction(images, labels[i]);
      prediction.putAll(more);
      Map<String, ?> box = Map.of("left", 40 + 100 * i, "top", 60, "width", 80, "height", 160);
      parts.add(Map.of("box", box, "after_gap", false, "prediction", prediction));
    }
    Map<String, Object> answer = prediction(images, labels[0]);
    answer.put("rejected", false);
    answer.putAll(more);
    answer.put("text", Arrays.stream(labels).mapToObj(images::name).collect(Collectors.joining()));
    answer.put("parts", parts);
    answer.put("width", 280);
    answer.put("height", 280);
    return new Gson().toJson(answer);
  }

  private static Map<String, Object> prediction(DatasetInfo images, int label) {
    Double[] probabilities = new Double[images.classes().size()];
    Arrays.fill(probabilities, 0.09 / (probabilities.length - 1));
    probabilities[label] = 0.91;
    Map<String, Object> answer = new HashMap<>();
    answer.put("digit", label);
    answer.put("label", images.name(label));
    answer.put("probability", 0.91);
    answer.put("probabilities", probabilities);
    answer.put("width", images.width());
    answer.put("height", images.height());
    answer.put("input", Collections.nCopies(images.pixels(), 0.5));
    answer.put("attribution", Collections.nCopies(images.pixels(), 0.5));
    return answer;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
