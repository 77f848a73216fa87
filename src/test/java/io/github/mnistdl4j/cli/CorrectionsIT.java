package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.RealMnist;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.run.ModelStore;
import io.github.mnistdl4j.run.SavedRun;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;

/** Digits drawn again that a network takes for others, named by their user, and learned from. */
class CorrectionsIT {
  private static final int DRAWINGS = 10;
  private static final int REQUIRED = 8;

  /** Test images among which those are that are drawn. */
  private static final int SOME = 1000;

  /** Where a network is surer, a drawing of the digit is hardly ever taken for another. */
  private static final float SURE = 0.99f;

  private static final int SIDE = 280;
  private static final float PEN = 22;

  /** What a single seed may change of two epochs; the mean of five changes by much less. */
  private static final double ACCURACY = 0.01;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Returns a digit as a pen draws it, as PNG. */
  private static byte[] drawn(byte[] digit) throws IOException {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, SIDE, SIDE);
    pen.setColor(Color.BLACK);
    pen.setStroke(new BasicStroke(PEN, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (List<Point> stroke : Strokes.of(digit)) {
      Path2D line = new Path2D.Double();
      line.moveTo(stroke.get(0).x() * SIDE, stroke.get(0).y() * SIDE);
      stroke.forEach(point -> line.lineTo(point.x() * SIDE, point.y() * SIDE));
      pen.draw(line);
    }
    pen.dispose();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", file);
    return file.toByteArray();
  }

  private static JsonObject post(URI address, byte[] picture) throws Exception {
    String answer =
        HTTP.send(
                HttpRequest.newBuilder(address).POST(BodyPublishers.ofByteArray(picture)).build(),
                BodyHandlers.ofString())
            .body();
    return JsonParser.parseString(answer).getAsJsonObject();
  }

  /** Returns some test images about which the network is right, but not quite sure. */
  private static List<Integer> doubtful(Digits test) {
    SavedRun run = new SavedRun(MnistRun.directory());
    MultiLayerNetwork network = ModelStore.load(run.directory().model(), run.config().run());
    Answers answers = Answers.of(network, test.slice(0, SOME), 1);
    return IntStream.range(0, SOME)
        .filter(image -> answers.isRight(image) && answers.confidence(image) < SURE)
        .boxed()
        .toList();
  }

  /** Has the server keep digits that it does not recognise when they are drawn again. */
  private static void correct(MnistServer server) throws Exception {
    int kept = 0;
    Iterator<Integer> images = doubtful(server.test()).iterator();
    while (kept < DRAWINGS) {
      int i = images.next();
      byte[] picture = drawn(server.test().image(i));
      int label = server.test().label(i);
      JsonObject answer = post(server.uri().resolve("predict"), picture);
      if (answer.has("digit") && answer.get("digit").getAsInt() != label) {
        JsonObject change = post(server.uri().resolve("corrections?digit=" + label), picture);
        kept = change.get("kept").getAsInt();
      }
    }
  }

  private static Output train(MnistServer server) throws Exception {
    Stream<String> settings =
        Stream.of(
            "training.epochs=2",
            "data.extra=" + server.corrections().toAbsolutePath(),
            "data.extra-weight=10");
    Stream<String> images =
        RealMnist.CONFIG.directory().stream()
            .map(directory -> "data.directory=" + directory.toAbsolutePath().normalize());
    List<String> arguments = new ArrayList<>(List.of("train", "--name", "corrected"));
    Stream.concat(settings, images).forEach(set -> arguments.addAll(List.of("--set", set)));
    return MnistRun.PROGRAM.run(arguments.toArray(String[]::new));
  }

  private static double accuracy(String run) throws IOException {
    Path file = MnistRun.PROGRAM.runs().resolve(run).resolve("evaluation.json");
    return JsonParser.parseString(Files.readString(file))
        .getAsJsonObject()
        .get("accuracy")
        .getAsDouble();
  }

  /** Returns about how many of the kept drawings a run is right. */
  private static long right(Path corrections) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("predict", "--run", "corrected", "--format", "json"));
    try (Stream<Path> folders = Files.list(corrections)) {
      folders.map(Path::toString).forEach(arguments::add);
    }
    return MnistRun.PROGRAM
        .run(arguments.toArray(String[]::new))
        .out()
        .lines()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .filter(CorrectionsIT::isRight)
        .count();
  }

  private static boolean isRight(JsonObject answer) {
    Path file = Path.of(answer.get("file").getAsString());
    Path folder = file.getName(file.getNameCount() - 2);
    return answer.get("label").getAsString().equals(folder.toString());
  }

  @Test
  void areLearnedFrom() throws Exception {
    try (MnistServer server = MnistServer.start()) {
      correct(server);
      Output trained = train(server);
      assertThat(trained.exitCode()).as(trained.err()).isZero();
      assertThat(right(server.corrections())).isGreaterThanOrEqualTo(REQUIRED);
      assertThat(Math.abs(accuracy("corrected") - accuracy("mnist"))).isLessThan(ACCURACY);
    }
  }
}
