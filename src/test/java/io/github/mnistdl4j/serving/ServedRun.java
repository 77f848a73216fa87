package io.github.mnistdl4j.serving;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.ServingConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.run.TestFolder;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.serving.http.BearerToken;
import io.github.mnistdl4j.serving.http.ServerCertificate;
import io.github.mnistdl4j.serving.http.ServerSettings;
import io.github.mnistdl4j.training.TrainingCallback;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Servers for tests, of a network that learned {@link SmallDigits}. */
final class ServedRun {
  /** What the model is called in URLs. */
  static final String MODEL = "mnist";

  private static final Logger JETTY = Logger.getLogger("org.eclipse.jetty");
  private static final Logger ACCESS = Logger.getLogger("access");

  static {
    JETTY.setLevel(Level.WARNING);
    ACCESS.setUseParentHandlers(false);
  }

  /** A page for whatever path. */
  private static final ListedRuns LISTED =
      new ListedRuns(
          () -> Optional.of(new byte[] {'x'}),
          "sha256-x",
          path -> Optional.of(path.getBytes(UTF_8)));

  private ServedRun() {}

  /** Trained and loaded once for all tests. */
  private static final class Trained {
    static final RunDirectory RUN = train("a");
    static final ServedModel MODEL = ServedModel.load(RUN);
  }

  /** The model itself, for what the server should say. */
  static ServedModel model() {
    return Trained.MODEL;
  }

  /** The network's file, as Deeplearning4j reads it. */
  static Path modelFile() {
    return Trained.RUN.path().resolve("model.zip");
  }

  /** The same model of a run that has no report. */
  static ServedModel withoutReport() {
    ServedModel model = model();
    return new ServedModel(
        model.name(),
        model.version(),
        model.predictor(),
        Records.with(model.facts(), "report", Path.of("none.html")),
        model.testImages());
  }

  /** Trains a run of its own. */
  static RunDirectory train(String name) {
    return train(name, SmallDigits.config(), SmallDigits.inMemory());
  }

  /** Trains a run on images of another form. */
  static ServedModel model(DatasetInfo images) {
    return ServedModel.load(
        train("b", SmallDigits.configOfFiles("training.epochs=8"), SmallDigits.inMemory(images)));
  }

  private static RunDirectory train(String name, AppConfig config, TrainTest data) {
    try {
      Path runs = TestFolder.untilTheEnd("serving");
      RunDirectory run =
          RunDirectory.create(runs, Optional.of(name), LocalDateTime.now(ZoneOffset.UTC));
      new TrainingRun(config, data, run, Clock.systemUTC())
          .train(new TrainingCallback() {}, () -> false);
      Files.writeString(run.report(), "<!doctype html><title>A report</title>");
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A server with some keys set, such as {@code max-body=1024}. */
  static InferenceServer start(String... serving) {
    return InferenceServer.start(settings(Optional.empty(), serving), ServedRun::model, LISTED);
  }

  /** A server that wants a token. */
  static InferenceServer startWithToken(String token) {
    return InferenceServer.start(
        settings(Optional.of(new BearerToken(token, "The test"))), ServedRun::model, LISTED);
  }

  /** A server that other machines can reach, and that wants no token. */
  static InferenceServer startOpenToAll(String... serving) {
    return startOn("0.0.0.0", serving);
  }

  /** A server that listens on an address. */
  static InferenceServer startOn(String host, String... serving) {
    ServerSettings local = settings(Optional.empty(), serving);
    return InferenceServer.start(
        new ServerSettings(host, 0, local.limits(), local.token(), local.version()),
        ServedRun::model,
        LISTED);
  }

  /** A server of whatever the source gives. */
  static InferenceServer start(Supplier<ServedModel> source, String... serving) {
    return InferenceServer.start(settings(Optional.empty(), serving), source);
  }

  private static ServerSettings settings(Optional<BearerToken> token, String... serving) {
    List<String> overrides = Arrays.stream(serving).map("serving."::concat).toList();
    ServingConfig limits = ConfigLoader.parse(AppConfig.class, "", "test", overrides).serving();
    return new ServerSettings(
        "127.0.0.1", 0, limits, token, limits.tls().map(ServerCertificate::read), "1.2.3");
  }
}
