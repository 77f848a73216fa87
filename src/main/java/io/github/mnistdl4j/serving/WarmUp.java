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
import java.io.IOException;
import java.io.InputStream;
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
 * <p>Not while a model is loaded: JavaCPP then asks for symbols inside {@code dl_iterate_phdr},
 * which with glibc waits for ever if another thread loads a library, as for pictures, at that
 * moment.
 */
final class WarmUp {
  /** By so much the server is ready later; most of the gain comes in this time. */
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
      String infer = "/v2/models/%s/infer".formatted(model.name());
      run(settings, Routes.of(settings, parts, ListedRuns.NONE), infer, LONGEST);
    }
  }

  /** Has a server of its own answer requests of a client on this machine. */
  private static void run(
      ServerSettings settings, List<Route> routes, String infer, Duration most) {
    long end = System.nanoTime() + most.toNanos();
    ServerSettings local =
        new ServerSettings("127.0.0.1", 0, settings.limits(), Optional.empty(), settings.version());
    try {
      HttpServer http = HttpServer.start(local, routes, (request, response) -> {});
      try {
        ask(http.address(), infer, end);
      } finally {
        http.closeNow();
      }
    } catch (IOException | MnistDl4jException e) {
      return; // as without a loopback interface: the first requests are slower then
    }
  }

  private static void ask(URI address, String infer, long end) throws IOException {
    DatasetInfo form = DatasetInfo.MNIST; // another one is refused, which is fast, too
    List<byte[]> requests =
        List.of(
            numbers(infer, form),
            post("/predict", "", picture()),
            numbers(infer, form),
            binary(infer, form));
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
      head.append((char) in.read());
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

  /** A one in black on white, as PNG. */
  private static byte[] picture() throws IOException {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, SIDE, SIDE);
    graphics.setColor(Color.BLACK);
    graphics.fillRect(SIDE * 2 / 5, SIDE / 10, SIDE / 5, SIDE * 4 / 5);
    graphics.dispose();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", file);
    return file.toByteArray();
  }
}
