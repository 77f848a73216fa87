package io.github.mnistdl4j.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.fuzz.Mutation;
import io.github.mnistdl4j.fuzz.Survival;
import io.github.mnistdl4j.fuzz.WorkFolder;
import io.github.mnistdl4j.training.TrainingCallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The record of a run, given what no run leaves. */
class ProvenanceFuzzTest {
  private static final Path FOLDER = WorkFolder.folder("provenance");
  private static final Path DAMAGED = FOLDER.resolve("damaged.json");
  private static final byte[] INTACT = intact();
  private static final List<String> PIECES =
      List.of(
          "{ } [ ] \" , : null true 0 -1 1e999 NaN \\u001b[31m \\uD800 \u001b \u007f /* // #"
              .split(" "));

  private static byte[] intact() {
    new TrainingRun(
            SmallDigits.config("training.epochs=1"),
            SmallDigits.inMemory(),
            new RunDirectory(FOLDER),
            Clock.systemUTC())
        .train(new TrainingCallback() {}, () -> false);
    try {
      return Files.readAllBytes(new RunDirectory(FOLDER).provenance());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    return Mutation.of(
        INTACT,
        Arbitraries.oneOf(
            Mutation.numbers(), Arbitraries.of(PIECES).map(piece -> piece.getBytes(UTF_8))));
  }

  @Property
  void isRepeatedOrRefused(@ForAll("damaged") byte[] bytes) {
    Survival.accepts(
        () -> {
          Files.write(DAMAGED, bytes);
          Repetition repetition = Repetition.of(FOLDER, DAMAGED.toString());
          Provenance then = repetition.then();
          RepetitionResult itself = new RepetitionResult(then, then, OptionalDouble.empty());
          assertThat(itself.same()).isTrue();
          assertThat(Stream.concat(itself.results().stream(), itself.surroundings().stream()))
              .allMatch(row -> row.same() && row.then().matches("\\P{Cntrl}{0,80}"));
          repetition.config(List.of());
          repetition.requireSameImages(SmallDigits.inMemory());
        });
  }

  @Property
  void neverKeepsTheListOfRunsFromBeingPrinted(@ForAll("damaged") byte[] bytes) throws IOException {
    Files.write(DAMAGED, bytes);
    assertThat(Json.read(DAMAGED, Provenance.class).map(Provenance::started)).isNotNull();
  }
}
