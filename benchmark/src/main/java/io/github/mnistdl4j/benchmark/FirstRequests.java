package io.github.mnistdl4j.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Waits until a server is ready and then sends its first hundred requests, on one connection: {@code
 * FirstRequests URL [json|binary]}. It is to be started before the server, and first warms itself up
 * with a socket that answers nothing of use, so that its own first requests do not count.
 *
 * <p>Prints {@code ready SECONDS first MS p50 MS p99 MS}, the first one since 1970.
 */
final class FirstRequests {
  private static final int REQUESTS = 100;
  private static final int OWN = 3000;
  private static final int POLL_MILLIS = 5;
  private static final double NANOS_PER_MILLISECOND = 1e6;
  private static final double MILLIS_PER_SECOND = 1e3;
  private static final byte[] ANSWER =
      ("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + " ".repeat(500))
          .getBytes(StandardCharsets.US_ASCII);

  private FirstRequests() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    URI url = URI.create(args[0]);
    byte[] request = Load.request(url, args.length > 1 && args[1].equals("binary"));
    warmUp(request);
    try (Socket socket = whenReady(url)) {
      double ready = System.currentTimeMillis() / MILLIS_PER_SECOND;
      double[] millis = new double[REQUESTS];
      for (int i = 0; i < REQUESTS; i++) {
        millis[i] = ask(socket, request);
      }
      double first = millis[0];
      Arrays.sort(millis);
      System.out.printf(
          "ready %.3f first %.2f p50 %.2f p99 %.2f%n",
          ready, first, millis[REQUESTS / 2 - 1], millis[REQUESTS - 2]);
    }
  }

  /** Milliseconds from a request to its answer. */
  private static double ask(Socket socket, byte[] request) throws IOException {
    long start = System.nanoTime();
    socket.getOutputStream().write(request);
    if (!Load.readAnswer(socket.getInputStream())) {
      throw new IOException("refused");
    }
    return (System.nanoTime() - start) / NANOS_PER_MILLISECOND;
  }

  private static void warmUp(byte[] request) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answer(server, request.length));
      answering.setDaemon(true);
      answering.start();
      try (Socket socket = new Socket(server.getInetAddress(), server.getLocalPort())) {
        for (int i = 0; i < OWN; i++) {
          ask(socket, request);
        }
      }
    }
  }

  private static void answer(ServerSocket server, int length) {
    try (Socket socket = server.accept()) {
      InputStream in = socket.getInputStream();
      while (in.readNBytes(length).length == length) {
        socket.getOutputStream().write(ANSWER);
      }
    } catch (IOException e) {
      return; // the client has gone
    }
  }

  private static Socket whenReady(URI url) throws InterruptedException {
    byte[] asked =
        "GET /v2/health/ready HTTP/1.1\r\nHost: %s\r\n\r\n"
            .formatted(url.getAuthority())
            .getBytes(StandardCharsets.US_ASCII);
    while (true) {
      try {
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.setTcpNoDelay(true);
        ask(socket, asked);
        return socket;
      } catch (IOException e) {
        Thread.sleep(POLL_MILLIS);
      }
    }
  }
}
