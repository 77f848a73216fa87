package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.InvalidConfigException;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.run.RepetitionResult.Row;
import io.github.mnistdl4j.training.TrainingCallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepetitionTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private static final AppConfig CONFIG =
      SmallDigits.config(
          "runtime.first-layer=dense",
          "network.layers.0.dropout=0.2",
          "network.layers.0.l2=1e-7",
          "network.seed=9007199254740991",
          "training.validation-split=0.1",
          "training.optimizer={name: adam, learning-rate: 0.01}");

  @TempDir private Path runs;

  private RunDirectory train(String name, AppConfig config, BooleanSupplier stop) {
    Optional<String> called = Optional.of(name);
    RunDirectory run = RunDirectory.create(runs, called, LocalDateTime.now(CLOCK));
    return train(run, config, stop);
  }

  private static RunDirectory train(RunDirectory run, AppConfig config, BooleanSupplier stop) {
    new TrainingRun(config, SmallDigits.inMemory(), run, CLOCK)
        .train(new TrainingCallback() {}, stop);
    return run;
  }

  private RunDirectory train(String name) {
    return train(name, CONFIG, () -> false);
  }

  private static void edit(Path file, Consumer<JsonObject> change) throws IOException {
    JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    change.accept(json);
    Files.writeString(file, json.toString());
  }

  @Test
  void theRecordHasTheEffectiveConfigurationToTheLastDigit() {
    train("a");
    Repetition repetition = Repetition.of(runs, "a");
    assertThat(repetition.config(List.of())).isEqualTo(CONFIG);
    assertThat(repetition.config(List.of("runtime.threads=3")).run().runtime().threads())
        .isEqualTo(3);
    assertThat(repetition.name()).isEqualTo(runs.resolve("a"));
  }

  @Test
  void isFoundByNamePathLatestAndByItsRecordAlone() throws IOException {
    RunDirectory run = train("a");
    Repetition repetition = Repetition.of(runs, "a");
    assertThat(Repetition.of(runs, "latest")).isEqualTo(repetition);
    assertThat(Repetition.of(Path.of("nowhere"), run.path().toString())).isEqualTo(repetition);
    Path alone = Files.copy(run.provenance(), runs.resolve("alone.json"));
    Repetition byFile = Repetition.of(Path.of("nowhere"), alone.toString());
    assertThat(byFile.then()).isEqualTo(repetition.then());
    assertThat(byFile.name()).isEqualTo(alone);
    Files.delete(run.config());
    assertThat(Repetition.of(runs, "a").config(List.of())).isEqualTo(CONFIG);
  }

  @Test
  void theSameTrainingGivesTheSameResult() {
    RunDirectory first = train("a");
    RunDirectory second = train("b");
    RepetitionResult comparison = Repetition.of(runs, "a").compare(second);
    assertThat(comparison.same()).isTrue();
    assertThat(comparison.parameters()).hasValue(0);
    assertThat(comparison.results()).allMatch(Row::same).hasSize(6);
    assertThat(comparison.surroundings()).allMatch(Row::same).noneMatch(r -> r.then().isBlank());
    assertThat(first.path()).isNotEqualTo(second.path());
  }

  @Test
  void saysHowFarAnotherResultIs() throws IOException {
    RunDirectory first = train("a");
    RunDirectory other =
        train(
            "b",
            ConfigLoader.load(AppConfig.class, first.config(), List.of("network.seed=3")),
            () -> false);
    RepetitionResult comparison = Repetition.of(runs, "a").compare(other);
    assertThat(comparison.same()).isFalse();
    assertThat(comparison.parameters().orElseThrow()).isBetween(0.01, 2.0);
    assertThat(comparison.results())
        .filteredOn(row -> !row.same())
        .extracting(Row::name)
        .contains("parameters", "training loss", "test loss")
        .doesNotContain("epochs");

    Files.delete(first.model());
    assertThat(Repetition.of(runs, "a").compare(other).parameters()).isEmpty();
    Files.copy(other.model(), first.model());
    assertThat(Repetition.of(runs, "a").compare(other).parameters())
        .as("another run's network in its place")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cluster", "elsewhere"})
  void refusesARunThatAClusterTrainedUnderTheOldNameToo(String member) throws IOException {
    RunDirectory run = train("a");
    edit(run.provenance(), json -> json.remove("cluster"));
    edit(run.provenance(), json -> json.addProperty(member, "Spark"));
    assertThatThrownBy(() -> Repetition.of(runs, "a"))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("was trained on Spark");
    assertThatThrownBy(() -> new SavedRun(run).requireSamePlace(false))
        .hasMessageContaining("was trained on Spark");
  }

  @Test
  void recordsEachResumptionAndTheFirstStart() throws IOException {
    AtomicInteger steps = new AtomicInteger();
    RunDirectory run = train("a", CONFIG, () -> steps.incrementAndGet() > 3);
    Path file = run.provenance();
    edit(file, json -> json.addProperty("started", "the first time"));
    train(run, CONFIG, () -> false);
    Provenance resumed = new SavedRun(run).provenance().orElseThrow();
    assertThat(resumed.started()).isEqualTo("the first time");
    assertThat(resumed.resumed()).containsExactly("2026-01-02T03:04:05Z");
    assertThat(Repetition.of(runs, "a").compare(train("b")).same()).isTrue();
  }

  @Test
  void refusesARunThatDidNotFinish() throws IOException {
    RunDirectory run = train("a", CONFIG, () -> true);
    assertThatThrownBy(() -> Repetition.of(runs, "a"))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("%s was interrupted", run.provenance())
        .hasMessageContaining("train --resume");
    edit(run.provenance(), json -> json.addProperty("status", "running"));
    assertThatThrownBy(() -> Repetition.of(runs, "a")).hasMessageContaining("has not ended");
    edit(run.provenance(), json -> json.addProperty("status", "diverged"));
    assertThatThrownBy(() -> Repetition.of(runs, "a")).hasMessageContaining("diverged, so");
  }

  @ParameterizedTest
  @ValueSource(strings = {"config", "result"})
  void readsTheRecordOfAnOlderVersionButCannotRepeatIt(String member) throws IOException {
    RunDirectory run = train("a");
    edit(
        run.provenance(),
        json -> List.of("resumed", "threads", member).forEach(name -> json.remove(name)));
    Provenance old = new SavedRun(run).provenance().orElseThrow();
    assertThat(old.resumed()).isEmpty();
    assertThat(old.threads()).isZero();
    assertThatThrownBy(() -> Repetition.of(runs, "a"))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("did not record the configuration and the result");
    train(run, CONFIG, () -> false);
    assertThat(Repetition.of(runs, "a").then().resumed()).as("goes on with it").hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                     | it is empty",
        "null                   | it is empty",
        "no JSON                | Expected BEGIN_OBJECT but was STRING at line 1",
        "[]                     | Expected BEGIN_OBJECT but was BEGIN_ARRAY",
        "{}                     | it lacks status, started, ended, application, machine",
        "{\"seed\": 1e99}       | Expected a long but was 1e99",
        "{\"status\": \"x\" 3   | Unterminated object at line 1",
        "{\"config\": 3}        | JsonObject",
      })
  void saysWhatIsWrongWithADamagedRecord(String text, String found) throws IOException {
    Path file = Files.writeString(runs.resolve("p.json"), text);
    assertThatThrownBy(() -> Repetition.of(runs, file.toString()))
        .isInstanceOf(RunException.class)
        .hasMessageStartingWith(file + " is damaged or was not written by this program: ")
        .hasMessageContaining(found)
        .hasMessageNotContainingAny("Exception", "http");
  }

  @Test
  void reportsAllProblemsOfItsConfigurationWithTheFilesLines() throws IOException {
    Path file = train("a").provenance();
    String text = Files.readString(file);
    String broken =
        text.replace("\"batch-size\": 128", "\"batch-size\": 0,\n      \"speed\": 3")
            .replace("\"shuffle\": true", "\"shuffle\": \"\u001b[31m\"");
    Files.writeString(file, broken.replace("\u001b", "\\u001b"));
    long line = broken.substring(0, broken.indexOf("\"speed\"")).lines().count();
    assertThatThrownBy(() -> Repetition.of(runs, "a").config(List.of()))
        .isInstanceOf(InvalidConfigException.class)
        .hasMessageStartingWith(file + " has 3 problems:")
        .hasMessageContaining("line %d: training.speed: unknown key", line)
        .hasMessageContaining("line %d: training.batch-size: must be a whole", line - 1)
        .hasMessageContaining("training.shuffle: must be true or false")
        .hasMessageNotContaining("\u001b");
  }

  @Test
  void refusesOtherImagesAndSaysWhichFile() throws IOException {
    Path file = train("a").provenance();
    TrainTest data = SmallDigits.inMemory();
    Repetition.of(runs, "a").requireSameImages(data);
    TrainTest others =
        new TrainTest(data.train(), data.test(), "elsewhere", Map.of("images", "abcd"));
    assertThatThrownBy(() -> Repetition.of(runs, "a").requireSameImages(others))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("images of elsewhere has SHA-256 abcd, but had 00ff");
    edit(file, json -> json.getAsJsonObject("dataset").add("sha256", new JsonObject()));
    assertThatThrownBy(() -> Repetition.of(runs, "a").requireSameImages(data))
        .hasMessageContaining("but had none");
  }

  @ParameterizedTest
  @CsvSource({
    "runtime.threads=3, true",
    "runtime.blas-kernels=library, true",
    "data.directory=a=b, true",
    "data.train-csv=x, true",
    "data.test-csv=x, true",
    "training.checkpoint.every-steps=9, true",
    "serving.max-batch=3, true",
    "spark.workers=3, true",
    "training.epochs=3, false",
    "training.max-time=3s, false",
    "training.evaluate=end, false",
    "data.dataset=idx, false",
    "data={directory: x}, false",
    "network.seed=runtime.threads=3, false",
    "nonsense, false"
  })
  void onlyPlaceAndMachineMayChange(String override, boolean may) {
    assertThat(Repetition.MAY_CHANGE.areSetBy(override)).isEqualTo(may);
  }
}
