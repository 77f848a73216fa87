package io.github.mnistdl4j.spark.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.MnistDl4jException;
import io.github.mnistdl4j.cli.Main;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.prediction.Prediction;
import io.github.mnistdl4j.prediction.Predictor;
import io.github.mnistdl4j.prediction.image.Rejection;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.spark.Mnist;
import io.github.mnistdl4j.training.TrainingCallback;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Scores images of every kind in this process, and asks the predictor for the same. */
final class ScoreCommandTest {
  private static final int IMAGES = 250;

  @TempDir private static Path runs;
  private static SparkSession session;
  private static Digits digits;
  private static Predictor predictor;

  @TempDir private Path folder;
  private Path input = Path.of("");
  private Path output = Path.of("");

  @BeforeAll
  static void trainNetworks() throws IOException {
    session =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", false)
            .config("spark.sql.warehouse.dir", runs.resolve("warehouse").toString())
            .getOrCreate();
    digits = Mnist.read().test().slice(0, IMAGES);
    Path images = Mnist.writeFirst(runs.resolve("images"), 2000, 500);
    train("one", images, 1);
    train("two", images, 2);
    predictor = Predictor.load(runs.resolve("one"));
  }

  private static void train(String name, Path images, int seed) {
    String[] arguments = {
      "train",
      "--quiet",
      "--name",
      name,
      "--runs-dir",
      runs.toString(),
      "--set",
      "data.dataset=idx",
      "--set",
      "data.directory=" + images,
      "--set",
      "training.epochs=1",
      "--set",
      "network.seed=" + seed
    };
    assertThat(Main.run(arguments, Optional.empty())).isZero();
  }

  @AfterAll
  static void stop() {
    session.stop();
  }

  @BeforeEach
  void writeImages() throws IOException {
    input = Mnist.writeImages(folder.resolve("images"), digits, 1);
    output = folder.resolve("predictions");
  }

  /** What a command ended with. */
  private record Ended(int exitCode, String out) {}

  private Ended score(String... options) {
    ScoreCommand command = new ScoreCommand(() -> session);
    StringWriter out = new StringWriter();
    CommandLine line =
        new CommandLine(command)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out));
    List<String> all =
        new ArrayList<>(
            List.of("--runs-dir", runs.toString(), "--run", "one", "--input", input.toString()));
    all.addAll(List.of("--output", output.toString()));
    all.addAll(List.of(options));
    line.setOverwrittenOptionsAllowed(true).parseArgs(all.toArray(String[]::new));
    return new Ended(command.call(), out.toString());
  }

  private List<Row> rows(String order) {
    return session.read().parquet(output.toString()).orderBy(order).collectAsList();
  }

  /** Without the counts of rejected images. */
  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(output)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith(".") && !name.startsWith("_rejected"))
          .sorted()
          .toList();
    }
  }

  private static Prediction expected(int index) {
    float[] pixels = new float[784];
    digits.copyScaled(index, pixels, 0);
    return predictor.predict(pixels);
  }

  private static void assertPrediction(Row row, Prediction expected) {
    assertThat(row.<Integer>getAs("digit")).isEqualTo(expected.digit());
    List<String> columns = List.of(row.schema().fieldNames());
    String label = columns.contains("predicted_label") ? "predicted_label" : "label";
    assertThat(row.<String>getAs(label)).isEqualTo(expected.label());
    assertThat(row.<Float>getAs("probability")).isEqualTo(expected.probability());
    List<Float> probabilities = row.getList(row.fieldIndex("probabilities"));
    for (int k = 0; k < 10; k++) {
      assertThat(probabilities.get(k)).isEqualTo(expected.probabilities()[k]);
    }
    assertThat(Optional.ofNullable(row.<String>getAs("rejected")))
        .isEqualTo(expected.rejection().map(Rejection::reason));
    assertThat(row.<String>getAs("error")).isNull();
  }

  @Test
  void saysOfIdxImagesWhatThePredictorSays() throws IOException {
    Ended ended = score("--images-per-part", "100");

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out()).contains("250 images in ", " on 2 cores: ", " per second per core");
    List<Row> rows = rows("index");
    assertThat(rows).hasSize(IMAGES);
    for (int i = 0; i < IMAGES; i++) {
      assertThat(rows.get(i).<Long>getAs("index")).isEqualTo(i);
      assertPrediction(rows.get(i), expected(i));
    }
    assertThat(files())
        .containsExactly(
            "_SUCCESS",
            "_score.json",
            "part-00000.parquet",
            "part-00001.parquet",
            "part-00002.parquet");
  }

  @Test
  void computesOnlyThePartsThatAreMissing() throws IOException {
    assertThat(score("--images-per-part", "100").exitCode()).isZero();
    Path lost = output.resolve("part-00001.parquet");
    Path kept = output.resolve("part-00002.parquet");
    byte[] before = Files.readAllBytes(lost);
    Files.delete(lost);
    Object keptFile = Files.readAttributes(kept, "unix:ino").get("ino");

    Ended again = score("--images-per-part", "100");

    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains("2 of 3 parts were there; 100 images in ");
    assertThat(Files.readAllBytes(lost)).isEqualTo(before);
    assertThat(Files.readAttributes(kept, "unix:ino").get("ino")).isEqualTo(keptFile);
    assertThat(score("--images-per-part", "100").out())
        .containsPattern("3 of 3 parts were there; .*nothing is left to do");
  }

  @Test
  void doesNotMixPredictionsOfOneThingAndAnother() throws IOException {
    assertThat(score().exitCode()).isZero();

    assertThatThrownBy(() -> score("--run", "two"))
        .hasMessageContainingAll("predictions of another network", "--overwrite");
    assertThatThrownBy(() -> score("--images-per-part", "10"))
        .hasMessageContaining("in 1 parts of --images-per-part 20000 as PARQUET");
    assertThatThrownBy(() -> score("--format", "csv")).hasMessageContaining("as PARQUET");
    Path unused = Mnist.writeImages(input, Mnist.read().test().slice(IMAGES, 2 * IMAGES), 1);
    assertThatThrownBy(this::score).hasMessageContaining("of other images");

    List<Row> before = rows("index");
    assertThatThrownBy(() -> score("--overwrite", "--input", folder.resolve("none").toString()))
        .hasMessageContaining("There is no ");
    assertThat(rows("index")).isEqualTo(before);
    assertThat(score("--overwrite").exitCode()).isZero();
    assertThat(rows("index")).hasSize(IMAGES).isNotEqualTo(before);
  }

  @Test
  void goesOnAfterAnEndBeforeItsFirstPart() throws IOException {
    Files.createFile(Files.createDirectory(output).resolve("_score.json.tmp"));

    assertThat(score().exitCode()).isZero();
  }

  @Test
  void leavesAFolderAloneThatHasSomethingElse() throws IOException {
    Path precious = Files.writeString(Files.createDirectory(output).resolve("thesis.txt"), "work");

    assertThatThrownBy(() -> score("--overwrite"))
        .hasMessageContaining("has files that are no predictions of this program");
    assertThat(precious).hasContent("work");
  }

  @Test
  void refusesWhatIsNoSetOfImages() throws IOException {
    assertThatThrownBy(() -> score("--input", folder.resolve("none").toString()))
        .hasMessageContainingAll("There is no ", "none");
    assertThatThrownBy(() -> score("--input", Files.createDirectory(output).toString()))
        .hasMessageContaining("has no files");
    assertThatThrownBy(() -> score("--input", ""))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("--input must be a path, but is \"\"");
    assertThatThrownBy(() -> score("--images-per-part", "0"))
        .isInstanceOf(ParameterException.class)
        .hasMessageContaining("must be 1 or more, but is 0");
    byte[] whole = Files.readAllBytes(input);
    Files.write(input, Arrays.copyOf(whole, whole.length - 1));
    assertThatThrownBy(this::score)
        .hasMessageContainingAll("is damaged", "promises 250 images", "196015 bytes");
    whole[11] = 29;
    Files.write(input, whole);
    assertThatThrownBy(this::score).hasMessageContaining("holds images of 29 × 28 pixels");
    Files.write(input, new byte[] {0x1f, (byte) 0x8b, 8, 0});
    assertThatThrownBy(this::score).hasMessageContaining("Unpack it first: gzip -dk images");
  }

  @Test
  void saysOfLinesWhatThePredictorSaysAndWhichAreBroken() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "label,"
            + IntStream.range(0, 784).mapToObj(i -> "pixel" + i).collect(Collectors.joining(",")));
    for (int i = 0; i < IMAGES; i++) {
      lines.add(digits.label(i) + "," + text(digits.image(i)));
    }
    lines.add(20, lines.get(20).replaceFirst(",0", ",256"));
    lines.add(30, "7,0,0");
    input = Files.write(folder.resolve("images.csv"), lines);

    Ended ended = score("--format", "csv", "--images-per-part", "100");

    assertThat(ended.exitCode()).isEqualTo(1);
    assertThat(ended.out()).contains("252 images in ", "2 could not be read");
    Ended again = score("--format", "csv", "--images-per-part", "100");
    assertThat(again.exitCode()).isEqualTo(1);
    assertThat(again.out()).containsPattern("2 could not be read; .*nothing is left to do");
    List<String> rows = new ArrayList<>();
    List<String> parts = files().stream().filter(name -> name.startsWith("part")).toList();
    assertThat(parts).hasSizeGreaterThan(1);
    for (String part : parts) {
      List<String> all = Files.readAllLines(output.resolve(part));
      assertThat(all.get(0))
          .isEqualTo(
              "path,byte,label,digit,predicted_label,probability,p0,p1,p2,p3,p4,p5,p6,p7,p8,p9,rejected,error");
      rows.addAll(all.subList(1, all.size()));
    }
    assertThat(rows).hasSize(IMAGES + 2);
    assertThat(rows.remove(29)).contains(",,,,,,,,,,,,,,,,\"has 3 columns in the line at byte ");
    assertThat(rows.remove(19)).contains(",,,,,,,,,,,,,,,\"has '256' in the line at byte ");
    for (int i = 0; i < IMAGES; i++) {
      Prediction expected = expected(i);
      assertThat(rows.get(i))
          .contains(
              ",%d,%d,%s,%s,"
                  .formatted(
                      digits.label(i), expected.digit(), expected.label(), expected.probability()))
          .endsWith(
              ",%s,%s,"
                  .formatted(
                      expected.probabilities()[9],
                      expected.rejection().map(Rejection::reason).orElse("")));
    }
  }

  @Test
  void readsFoldersAsSparkWritesThem() throws IOException {
    input = Files.createDirectory(folder.resolve("lines"));
    Files.createFile(input.resolve("_SUCCESS"));
    Files.createFile(input.resolve("part-00000.csv"));
    Files.writeString(input.resolve("part-00001.csv"), text(digits.image(0)) + "\n");

    assertThat(score().exitCode()).isZero();
    assertPrediction(rows("path").get(0), expected(0));

    Files.createFile(input.resolve("a,b.csv"));
    assertThatThrownBy(() -> score("--overwrite"))
        .hasMessageContainingAll("a,b.csv has one of", "Rename it");
  }

  private static String text(byte[] image) {
    return IntStream.range(0, image.length)
        .mapToObj(i -> Integer.toString(image[i] & 0xFF))
        .collect(Collectors.joining(","));
  }

  @Test
  void saysOfTablesWhatThePredictorSaysAndKeepsTheirOtherColumns() {
    StructType schema =
        new StructType()
            .add("id", DataTypes.LongType)
            .add("pixels", DataTypes.BinaryType)
            .add("source", DataTypes.StringType);
    table(schema, i -> RowFactory.create(i * 10L, i == 7 ? null : digits.image(i), "scan " + i));

    Ended ended = score();

    assertThat(ended.exitCode()).isEqualTo(1);
    List<Row> rows = rows("id");
    assertThat(rows).hasSize(IMAGES);
    assertThat(rows.get(7).<String>getAs("error")).isEqualTo("has no pixels");
    assertThat(rows.get(7).<Integer>getAs("digit")).isNull();
    for (int i = 8; i < IMAGES; i++) {
      assertThat(rows.get(i).<String>getAs("source")).isEqualTo("scan " + i);
      assertPrediction(rows.get(i), expected(i));
    }
  }

  @Test
  void takesPixelsAsAListOrAColumnEach() {
    StructType list = new StructType().add("id", DataTypes.LongType).add("pixels", "array<float>");
    table(
        list,
        i -> {
          float[] pixels = new float[784];
          digits.copyScaled(i, pixels, 0);
          return RowFactory.create(
              (long) i, IntStream.range(0, pixels.length).mapToObj(k -> pixels[k]).toArray());
        });
    assertThat(score().exitCode()).isZero();
    List<Row> listed = rows("id");

    StructType single = new StructType();
    for (int k = 0; k < 784; k++) {
      single = single.add("pixel" + k, DataTypes.IntegerType);
    }
    single = single.add("id", DataTypes.LongType);
    table(
        single,
        i -> {
          List<Object> values = new ArrayList<>();
          for (byte pixel : digits.image(i)) {
            values.add(pixel & 0xFF);
          }
          values.add((long) i);
          return RowFactory.create(values.toArray());
        });
    assertThat(score("--overwrite").exitCode()).isZero();

    assertThat(rows("id")).isEqualTo(listed).hasSize(IMAGES);
    assertPrediction(listed.get(3), expected(3));
  }

  private void table(StructType schema, IntFunction<Row> row) {
    List<Row> rows = IntStream.range(0, IMAGES).mapToObj(row).toList();
    Dataset<Row> table = session.createDataFrame(rows, schema).coalesce(1);
    input = folder.resolve("table");
    table.write().mode("overwrite").parquet(input.toString());
  }

  @Test
  void refusesTablesThatAreDamaged() throws IOException {
    input = folder.resolve("table.parquet");
    Files.writeString(input, "PAR1 and no more");

    assertThatThrownBy(this::score)
        .isInstanceOf(MnistDl4jException.class)
        .hasMessageContaining("table.parquet");
  }

  @Test
  void takesDecimalNumbersForRealOnes() {
    StructType schema = new StructType().add("pixels", "array<decimal(4,3)>");
    BigDecimal[] half = new BigDecimal[784];
    Arrays.fill(half, new BigDecimal("0.500"));
    table(schema, i -> RowFactory.create((Object) half));
    float[] pixels = new float[784];
    Arrays.fill(pixels, 0.5f);

    assertThat(score().exitCode()).isZero();
    assertPrediction(rows("digit").get(0), predictor.predict(pixels));
  }

  @Test
  void refusesTablesWithoutPixels() {
    table(new StructType().add("id", DataTypes.LongType), i -> RowFactory.create((long) i));

    assertThatThrownBy(this::score)
        .hasMessageContainingAll("has no pixels: it needs a column pixels", "it has id");
  }

  @Test
  void countsTheAnswersThatShouldNotBeReliedOn() {
    long rejected =
        IntStream.range(0, IMAGES).filter(i -> expected(i).rejection().isPresent()).count();
    assertThat(rejected).isPositive();

    assertThat(score("--images-per-part", "100").out()).contains(rejected + " rejected; ");
    assertThat(score("--images-per-part", "100").out())
        .contains(rejected + " rejected; nothing is left to do");
  }

  @Test
  void saysOfPicturesWhatThePredictorSays() throws IOException {
    input = Files.createDirectory(folder.resolve("pictures"));
    for (int i = 0; i < 5; i++) {
      ImageIO.write(picture(i), "png", input.resolve(i + ".png").toFile());
    }
    Files.writeString(input.resolve("notes.txt"), "no picture");

    Ended ended = score("--images-per-part", "2");

    assertThat(ended.exitCode()).isEqualTo(1);
    List<Row> rows = rows("path");
    assertThat(rows).hasSize(6);
    for (int i = 0; i < 5; i++) {
      assertThat(rows.get(i).<String>getAs("path")).endsWith("pictures/%d.png".formatted(i));
      assertPrediction(rows.get(i), predictor.predict(picture(i)));
    }
    assertThat(rows.get(5).<String>getAs("error")).isNotBlank();
  }

  /** Black on white, four times as large. */
  private static BufferedImage picture(int index) {
    int scale = 4;
    int side = 28 * scale;
    BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    byte[] image = digits.image(index);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int ink = image[y / scale * 28 + x / scale] & 0xFF;
        picture.getRaster().setSample(x, y, 0, 255 - ink);
      }
    }
    return picture;
  }

  /** Three classes of 12 rows of 9 pixels; every third pixel of an image is bright. */
  private static Digits tools(int images) {
    DatasetInfo info =
        new DatasetInfo(9, 12, List.of("saw", "file, flat", "hammer"), Preparation.PLAIN);
    byte[] pixels = new byte[images * 108];
    int[] labels = new int[images];
    for (int i = 0; i < images; i++) {
      labels[i] = i % 3;
      for (int p = 0; p < 108; p++) {
        pixels[108 * i + p] = (byte) (p % 3 == labels[i] ? 200 + i % 50 : i % 40);
      }
    }
    return new Digits(info, pixels, labels);
  }

  @Test
  void namesTheClassesOfImagesOfAnyShape() throws IOException {
    RunDirectory run = new RunDirectory(Files.createDirectories(runs.resolve("tools")));
    List<String> settings =
        List.of(
            "data.dataset=idx",
            "data.directory=files",
            "training.epochs=60",
            "network.layers=[{units: 8, activation: relu}, {activation: softmax}]");
    Digits tools = tools(300);
    TrainTest data = new TrainTest(tools, tools, "memory", Map.of("images", "00"));
    new TrainingRun(
            ConfigLoader.parse(AppConfig.class, "", "test", settings), data, run, Clock.systemUTC())
        .train(new TrainingCallback() {}, () -> false);

    input = Mnist.writeImages(folder.resolve("tools"), tools, 1);
    assertThat(score("--run", "tools").exitCode()).isZero();
    List<Row> rows = rows("index");
    assertThat(rows).hasSize(300);
    for (int i = 0; i < 300; i++) {
      assertThat(rows.get(i).<Integer>getAs("digit")).isEqualTo(i % 3);
      assertThat(rows.get(i).<String>getAs("label")).isEqualTo(tools.info().name(i % 3));
      assertThat(rows.get(i).getList(rows.get(i).fieldIndex("probabilities"))).hasSize(3);
    }

    input = Files.writeString(folder.resolve("tools.csv"), text(tools.image(1)) + "\n");
    output = folder.resolve("lines");
    assertThat(score("--run", "tools", "--format", "csv").exitCode()).isZero();
    List<String> lines = Files.readAllLines(output.resolve("part-00000.csv"));
    assertThat(lines.get(0))
        .isEqualTo("path,byte,label,digit,predicted_label,probability,p0,p1,p2,rejected,error");
    assertThat(lines.get(1)).contains(",0,,1,\"file, flat\",0.");

    input = Mnist.writeImages(folder.resolve("digits"), digits, 1);
    assertThatThrownBy(() -> score("--run", "tools", "--overwrite"))
        .hasMessageEndingWith(
            "digits holds images of 28 × 28 pixels, but the network takes 12 × 9.");
  }
}
