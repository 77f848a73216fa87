package io.github.mnistdl4j.data.fetch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy that writes down what it is asked; it passes GET on and refuses CONNECT. */
final class LoggingProxy implements AutoCloseable {
  private final ServerSocket server;
  private final String login;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** Starts one that lets only this user in; empty: everybody. */
  LoggingProxy(String userAndPassword) throws IOException {
    login = Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  /** Host and port. */
  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  /** The first line of each request, with a star behind it if the user was let in. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        answer(socket);
      } catch (IOException e) {
        // the client is gone, or the test has ended
      }
    }
  }

  private void answer(Socket socket) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      lines.add(line);
    }
    boolean known =
        login.isEmpty()
            || lines.stream()
                .anyMatch(line -> line.matches("(?i:proxy-authorization): Basic " + login));
    requests.add(lines.get(0).replace(" HTTP/1.1", "") + (known ? " *" : ""));
    OutputStream out = socket.getOutputStream();
    if (!known) {
      head(out, "407 Login", "Proxy-Authenticate: Basic realm=\"office\"\r\n", 0);
    } else if (lines.get(0).startsWith("CONNECT")) {
      head(out, "403 Forbidden", "", 0);
    } else {
      pass(URI.create(lines.get(0).split(" ", -1)[1]), out);
    }
  }

  private static void pass(URI uri, OutputStream out) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    try (InputStream body = connection.getInputStream()) {
      byte[] bytes = body.readAllBytes();
      head(out, "200 OK", "", bytes.length);
      out.write(bytes);
    }
  }

  private static void head(OutputStream out, String status, String more, int length)
      throws IOException {
    String head = "HTTP/1.1 %s\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n";
    out.write(head.formatted(status, more, length).getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
