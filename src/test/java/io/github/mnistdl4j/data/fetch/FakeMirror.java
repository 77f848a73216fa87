package io.github.mnistdl4j.data.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.mnistdl4j.data.IdxPart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server with the packed files of {@link FakeDataset} that misbehaves when it is told to. */
final class FakeMirror implements AutoCloseable {
  /** What the server was asked. */
  record Request(String file, Optional<String> range) {}

  /** How the server answers one request for a file. */
  interface Answer {
    void give(HttpExchange exchange, byte[] file) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Answer> next = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Answer usual = FakeMirror::serve;

  FakeMirror() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/data/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  URI uri() {
    return URI.create(
        "http://%s:%d/data/"
            .formatted(
                InetAddress.getLoopbackAddress().getHostAddress(), server.getAddress().getPort()));
  }

  /** Answers the coming requests so, one each, and further ones as usual. */
  FakeMirror first(Answer... answers) {
    next.addAll(Arrays.asList(answers));
    return this;
  }

  /** Answers every request so. */
  FakeMirror always(Answer answer) {
    usual = answer;
    return this;
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String file = exchange.getRequestURI().getPath().replaceFirst(".*/", "");
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(new Request(file, Optional.ofNullable(range)));
    byte[] bytes =
        Arrays.stream(IdxPart.values())
            .filter(part -> file.endsWith(part.fileName() + ".gz"))
            .map(FakeDataset::packed)
            .findFirst()
            .orElse(new byte[0]);
    try (exchange) {
      Optional.ofNullable(next.poll()).orElse(usual).give(exchange, bytes);
    }
  }

  /** The file, or the part of it that was asked for. */
  static void serve(HttpExchange exchange, byte[] file) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      send(exchange, 200, file);
      return;
    }
    int from = Integer.parseInt(range.replaceAll("\\D", ""));
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes %d-%d/%d".formatted(from, file.length - 1, file.length));
    send(exchange, 206, Arrays.copyOfRange(file, from, file.length));
  }

  /** The whole file, whatever was asked for. */
  static void serveWhole(HttpExchange exchange, byte[] file) throws IOException {
    send(exchange, 200, file);
  }

  /** An error page. */
  static Answer status(int status) {
    return (exchange, file) -> send(exchange, status, "sorry".getBytes(UTF_8));
  }

  /** Something else, as a hotel's login page. */
  static Answer instead(byte[] bytes) {
    return (exchange, file) -> send(exchange, 200, bytes);
  }

  /** The start of the file, then the connection breaks. */
  static Answer cutAfter(int bytes) {
    return (exchange, file) -> {
      exchange.sendResponseHeaders(200, file.length);
      exchange.getResponseBody().write(file, 0, bytes);
      exchange.getResponseBody().flush();
    };
  }

  /** The start of the file, then nothing until released. */
  static Answer stallAfter(int bytes, CountDownLatch released) {
    return (exchange, file) -> {
      cutAfter(bytes).give(exchange, file);
      await(released);
    };
  }

  /** The file, once released; tells when it is asked for. */
  static Answer serveAfter(CountDownLatch asked, CountDownLatch released) {
    return (exchange, file) -> {
      asked.countDown();
      await(released);
      serve(exchange, file);
    };
  }

  private static void await(CountDownLatch released) {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
