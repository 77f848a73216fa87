package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.evaluation.ClassScore;
import io.github.mnistdl4j.evaluation.ConfusionMatrix;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.RejectionRule;
import io.github.mnistdl4j.evaluation.RejectionScore;
import io.github.mnistdl4j.run.Provenance.Status;
import io.github.mnistdl4j.runtime.Backend;
import io.github.mnistdl4j.runtime.Machine;
import io.github.mnistdl4j.training.Score;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static final EvaluationResult EVALUATION =
      new EvaluationResult(
          3,
          0.1 + 0.2,
          1 / 3.0,
          List.of(new ClassScore(0, "0", 3, 1, 1 / 3.0, 0.5), new ClassScore(1, "1", 0, 0, 0, 0)),
          new ConfusionMatrix(List.of(List.of(1, 2), List.of(0, 0))));

  private static final Provenance.Result RESULT =
      new Provenance.Result(
          2,
          "00ff",
          Optional.of(new Score(0.1 + 0.2, 0.5)),
          Optional.empty(),
          Optional.of(new RejectionRule(RejectionScore.ENERGY, 0.5, 0.01, 0.9)),
          Optional.of(1.25));

  private static final EvaluationCheck CHECK = EvaluationCheck.leftOut("There was no time.");

  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("a.json");
  }

  private static Provenance provenance(Status status) {
    return new Provenance(
        status,
        "2026-01-02T03:04:05+01:00",
        "",
        0.1,
        Application.current(),
        Machine.current(),
        Backend.current(),
        9007199254740991L,
        new Provenance.Dataset(
            "mnist",
            "C:\\a \"b\" <c> ü\u2028",
            3,
            2,
            Map.of("a", "00ff"),
            Preprocessing.of(DatasetInfo.MNIST, OptionalDouble.of(0.25)),
            2),
        List.of("2026-01-02T04:00:00+01:00"),
        2,
        Json.tree(ConfigWriter.tree(SmallDigits.config("training.optimizer.epsilon=1e-7"))),
        status == Status.RUNNING ? Optional.empty() : Optional.of(RESULT),
        Optional.of("two machines"),
        status == Status.RUNNING ? Optional.empty() : Optional.of(CHECK),
        Optional.of(
            new Provenance.Origin(
                "a.keras", "00ff", "Keras 3", "Keras 3.10.0", "0..255", List.of("A note."))));
  }

  @Test
  void readsAnEvaluationBackToTheLastDigit() {
    Json.write(file(), EVALUATION);
    assertThat(Json.read(file(), EvaluationResult.class)).contains(EVALUATION);
  }

  @ParameterizedTest
  @EnumSource
  void readsProvenanceBack(Status status) {
    Json.write(file(), provenance(status));
    assertThat(Json.read(file(), Provenance.class)).contains(provenance(status));
  }

  @Test
  void readsProvenanceOfBeforeTheEvaluationWasChecked() throws IOException {
    Json.write(file(), provenance(Status.FINISHED));
    String now = Files.readString(file());
    String then = now.replaceFirst("(?s),\\s+\"evaluationCheck\": \\{.*?\\}", "");
    assertThat(then).isNotEqualTo(now);
    Files.writeString(file(), then);
    Provenance read = Json.require(file(), Provenance.class);
    assertThat(read.evaluationCheck()).isEmpty();
    assertThat(read.result()).contains(RESULT);
  }

  @Test
  void writesForPeopleToo() {
    Json.write(file(), provenance(Status.FINISHED));
    assertThat(file())
        .content()
        .startsWith(
            "{\n  \"status\": \"finished\",\n  \"started\": \"2026-01-02T03:04:05+01:00\",\n")
        .contains("<c> ü", "\"sha256\": {\n      \"a\": \"00ff\"\n    }")
        .endsWith("}\n");
  }

  @Test
  void findsNothingWhereThereIsNoFile() throws IOException {
    assertThat(Json.read(file(), EvaluationResult.class)).isEmpty();
    Files.createDirectory(file());
    assertThat(Json.read(file(), EvaluationResult.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "[]",
        "3",
        "no JSON",
        "{\"images\": 3",
        "{\"images\": \"many\"}",
        "{\"images\": 3, \"loss\": 1, \"accuracy\": 1}",
        "{\"images\": 3, \"classes\": [null], \"confusion\": {\"counts\": []}}",
        "{\"images\": 3, \"classes\": [], \"confusion\": {}}",
        "{\"images\": 3, \"classes\": [], \"confusion\": {\"counts\": [null]}}",
        "{\"images\": 1e99, \"classes\": [], \"confusion\": {\"counts\": []}}"
      })
  void findsNothingInADamagedEvaluation(String text) throws IOException {
    Files.writeString(file(), text);
    assertThat(Json.read(file(), EvaluationResult.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"status\": \"finished\"}",
        "{\"status\": \"lost\", \"dataset\": {}}",
        "{\"dataset\": null}",
        "[[[[[[[[[["
      })
  void findsNothingInADamagedProvenance(String text) throws IOException {
    Files.writeString(file(), text);
    assertThat(Json.read(file(), Provenance.class)).isEmpty();
  }

  @Test
  void findsNothingWhereAMemberIsMissingDeepInside() throws IOException {
    Json.write(file(), provenance(Status.FINISHED));
    String text = Files.readString(file());
    for (String member : List.of("status", "dl4j", "javaVersion", "blasVendor", "name", "sha256")) {
      Files.writeString(file(), text.replace("\"%s\":".formatted(member), "\"other\":"));
      assertThat(Json.read(file(), Provenance.class)).as(member).isEmpty();
    }
  }

  @Test
  void findsNothingInAFileThatIsNoText() throws IOException {
    Files.write(file(), "{\"a\": \"ü\"}".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(Json.read(file(), Provenance.class)).isEmpty();
  }
}
