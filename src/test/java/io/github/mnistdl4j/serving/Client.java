package io.github.mnistdl4j.serving;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Talks HTTP to a server as other programs do, and bytes as no program should. */
record Client(InferenceServer server) {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** A request to be completed. */
  HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(PATIENCE);
  }

  URI uri(String path) {
    return server.address().resolve(path);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }

  /** Sends a request whose answer is no text. */
  HttpResponse<byte[]> bytes(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(to(path));
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return send(to(path).POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> post(String path, byte[] body) throws Exception {
    return send(to(path).POST(BodyPublishers.ofByteArray(body)));
  }

  /** Sends an inference request. */
  HttpResponse<String> infer(String body) throws Exception {
    return post("/v2/models/mnist/infer", body);
  }

  /** Sends bytes and reads until the server closes the connection, or for so many milliseconds. */
  String raw(String bytes, int milliseconds) throws IOException {
    try (Socket socket = connect()) {
      socket.setSoTimeout(milliseconds);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return readAll(socket);
    }
  }

  Socket connect() throws IOException {
    return new Socket(server.address().getHost(), server.address().getPort());
  }

  /** All that comes until the end, or until nothing comes in the socket's time. */
  static String readAll(Socket socket) {
    StringBuilder read = new StringBuilder();
    byte[] buffer = new byte[4096];
    try {
      for (int n; (n = socket.getInputStream().read(buffer)) >= 0; ) {
        read.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      // what came is what there is
    }
    return read.toString();
  }

  /** The body of an answer. */
  static JsonObject json(HttpResponse<String> response) {
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }

  /** What an error says. */
  static String error(HttpResponse<String> response) {
    return json(response).get("error").getAsString();
  }
}
