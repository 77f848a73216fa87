package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.MnistDl4jException;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.serving.http.HttpServer;
import io.github.mnistdl4j.serving.http.Route;
import io.github.mnistdl4j.serving.http.ServerSettings;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * Runs what answers requests before there are any, so that the first ones do not wait until the JVM
 * has loaded and compiled it. What is run is thrown away and counted nowhere.
 *
 * <p>It must not run while a model is being loaded: JavaCPP then asks for symbols inside {@code
 * dl_iterate_phdr}, which with glibc waits for ever if another thread loads a library, as for
 * pictures, at that moment.
 */
final class WarmUp {
  /** How much later the server is ready because of it; most of the gain comes within this time. */
  private static final Duration LONGEST = Duration.ofMillis(600);

  private static final int PATIENCE_MILLIS = 1000;
  private static final int SIDE = 60;
  private static final String HEAD =
      "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n%s\r\n";

  private static final String LENGTH = "Content-Length: ";
  private static final String TENSOR =
      "{\"inputs\":[{\"name\":\"input\",\"datatype\":\"FP32\",\"shape\":[1,%d],%s}]%s}";

  private WarmUp() {}

  /** Has a server of the model answer requests for a short time. */
  static void run(ServerSettings settings, ServedModel model) {
    try (ServerParts parts = ServerParts.start(new Models(() -> model), settings.limits())) {
      run(settings, Routes.of(settings, parts, ListedRuns.NONE), requests(model), LONGEST);
    }
  }

  /** Has a server of its own answer requests of a client on this machine. */
  private static void run(
      ServerSettings settings, List<Route> routes, List<byte[]> requests, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    ServerSettings local =
        new ServerSettings("127.0.0.1", 0, settings.limits(), Optional.empty(), settings.version());
    try {
      HttpServer http = HttpServer.start(local, routes, (request, response) -> {});
      try {
        ask(http.address(), requests, end);
      } finally {
        http.closeNow();
      }
    } catch (IOException | MnistDl4jException e) {
      return; // as without a loopback interface: the first requests are slower then
    }
  }

  private static List<byte[]> requests(ServedModel model) {
    String infer = "/v2/models/%s/infer".formatted(model.name());
    DatasetInfo form = model.predictor().images();
    byte[] numbers = numbers(infer, form);
    return List.of(numbers, post("/predict", "", png()), numbers, binary(infer, form));
  }

  private static void ask(URI address, List<byte[]> requests, long end) throws IOException {
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; System.nanoTime() < end; i++) {
        socket.getOutputStream().write(requests.get(i % requests.size()));
        skipAnswer(in);
      }
    }
  }

  private static void skipAnswer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n", head.length() - 4) < 0) {
      int read = in.read();
      if (read < 0) { // as after an answer that refuses what is too large
        throw new EOFException();
      }
      head.append((char) read);
    }
    int length = head.indexOf(LENGTH) + LENGTH.length();
    in.skipNBytes(Integer.parseInt(head.substring(length, head.indexOf("\r", length))));
  }

  private static byte[] post(String path, String header, byte[]... body) {
    int length = Arrays.stream(body).mapToInt(part -> part.length).sum();
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(HEAD.formatted(path, length, header).getBytes(StandardCharsets.US_ASCII));
    Arrays.stream(body).forEach(request::writeBytes);
    return request.toByteArray();
  }

  /** A request for one image of a form, each fourth pixel inked. */
  private static byte[] numbers(String path, DatasetInfo form) {
    StringBuilder data = new StringBuilder("0");
    for (int i = 1; i < form.pixels(); i++) {
      data.append(i % 4 == 0 ? ",0.25" : ",0");
    }
    String json = TENSOR.formatted(form.pixels(), "\"data\":[" + data + "]", "");
    return post(path, "", json.getBytes(StandardCharsets.UTF_8));
  }

  /** The same as binary data, both ways. */
  private static byte[] binary(String path, DatasetInfo form) {
    float[] image = new float[form.pixels()];
    for (int i = 4; i < image.length; i += 4) {
      image[i] = 0.25f;
    }
    byte[] data = BinaryData.floats(List.of(image));
    String size = "\"parameters\":{\"%s\":%d}".formatted(BinaryData.SIZE, data.length);
    String both = ",\"parameters\":{\"binary_data_output\":true}";
    byte[] json = TENSOR.formatted(form.pixels(), size, both).getBytes(StandardCharsets.UTF_8);
    return post(path, "%s: %d\r\n".formatted(BinaryData.HEADER, json.length), json, data);
  }

  private static byte[] png() {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      ImageIO.write(stroke(SIDE), "png", file);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return file.toByteArray();
  }

  /** Returns a one in black on white, as high and wide as the side has pixels. */
  static BufferedImage stroke(int side) {
    BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, side, side);
    graphics.setColor(Color.BLACK);
    graphics.fillRect(side * 2 / 5, side / 10, side / 5, side * 4 / 5);
    graphics.dispose();
    return picture;
  }
}
