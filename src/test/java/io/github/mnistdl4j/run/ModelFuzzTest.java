package io.github.mnistdl4j.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.fuzz.Mutation;
import io.github.mnistdl4j.fuzz.Survival;
import io.github.mnistdl4j.fuzz.WorkFolder;
import io.github.mnistdl4j.network.Networks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** The reader of model files, given files that are damaged outside and inside. */
class ModelFuzzTest {
  private static final RunConfig CONFIG =
      SmallDigits.runConfig("network.layers=[{units: 10, activation: softmax}]");
  private static final Path FOLDER = WorkFolder.folder("model");
  private static final Path INTACT = intact();
  private static final Path DAMAGED = FOLDER.resolve("damaged.zip");
  private static final Arbitrary<byte[]> PIECES =
      Arbitraries.oneOf(
          Mutation.numbers(),
          Arbitraries.of(
                  "PK\1\2",
                  "PK\3\4",
                  "PK\5\6",
                  "PK\6\6",
                  "PK\6\7",
                  "{",
                  "}",
                  "[",
                  "]",
                  "\"",
                  ",",
                  ":",
                  "\"confs\":",
                  "\"layer\":",
                  "null",
                  "1e999999999",
                  "NaN",
                  "\\uD800",
                  "//",
                  "/*",
                  "FLOAT")
              .map(piece -> piece.getBytes(UTF_8)));

  private static Path intact() {
    Path file = FOLDER.resolve("intact.zip");
    ModelStore.save(
        new TrainedModel(Networks.create(CONFIG, DatasetInfo.MNIST), DatasetInfo.MNIST), file);
    return file;
  }

  @Provide
  Arbitrary<byte[]> archives() throws IOException {
    return Mutation.of(Files.readAllBytes(INTACT), PIECES);
  }

  @Property
  void acceptsOrRejectsADamagedFile(@ForAll("archives") byte[] bytes) throws IOException {
    Files.write(DAMAGED, bytes);
    assertSurvives();
  }

  @Provide
  Arbitrary<Tuple2<String, byte[]>> entries() throws IOException {
    ModelZip model = ModelZip.read(INTACT);
    return Arbitraries.of(
            List.of(
                ModelZip.CONFIGURATION,
                ModelZip.CONFIGURATION,
                ModelZip.PARAMETERS,
                ModelZip.UPDATER))
        .flatMap(
            name -> Mutation.of(model.get(name), PIECES).map(content -> Tuple.of(name, content)));
  }

  @Property
  void acceptsOrRejectsADamagedEntry(@ForAll("entries") Tuple2<String, byte[]> entry)
      throws IOException {
    ModelZip.read(INTACT).with(entry.get1(), entry.get2()).write(DAMAGED);
    assertSurvives();
  }

  private static void assertSurvives() {
    Survival.accepts(
        () ->
            assertThat(ModelStore.load(DAMAGED, CONFIG).params().toFloatVector())
                .doesNotContain(Float.NaN));
  }
}
