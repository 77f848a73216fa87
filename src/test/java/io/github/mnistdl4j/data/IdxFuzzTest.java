package io.github.mnistdl4j.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.fetch.DatasetProvider;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.data.fetch.FakeDataset;
import io.github.mnistdl4j.data.fetch.Rig;
import io.github.mnistdl4j.fuzz.Mutation;
import io.github.mnistdl4j.fuzz.Survival;
import io.github.mnistdl4j.fuzz.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** The reader of the user's own IDX files, of which one is damaged. */
class IdxFuzzTest {
  private static final Path ROOT = WorkFolder.folder("idx");
  private static final DatasetProvider PROVIDER = new Rig(ROOT).provider();

  @Provide
  Arbitrary<Tuple2<IdxPart, byte[]>> unpacked() {
    return parts()
        .flatMap(
            part ->
                Mutation.of(FakeDataset.unpacked(part), Mutation.numbers())
                    .map(bytes -> Tuple.of(part, bytes)));
  }

  @Provide
  Arbitrary<Tuple2<IdxPart, byte[]>> packed() {
    return parts()
        .flatMap(
            part ->
                Mutation.of(FakeDataset.packed(part), Mutation.numbers())
                    .map(bytes -> Tuple.of(part, bytes)));
  }

  private static Arbitrary<IdxPart> parts() {
    return Arbitraries.of(IdxPart.class);
  }

  @Property
  void acceptsOrRejectsADamagedFile(@ForAll("unpacked") Tuple2<IdxPart, byte[]> damaged)
      throws IOException {
    Path folder = FakeDataset.writeUnpacked(ROOT.resolve("unpacked"));
    Files.write(folder.resolve(damaged.get1().fileName()), damaged.get2());
    assertSurvives(folder);
  }

  @Property
  void acceptsOrRejectsADamagedPackedFile(@ForAll("packed") Tuple2<IdxPart, byte[]> damaged)
      throws IOException {
    assertPackedSurvives(damaged.get1(), damaged.get2());
  }

  @Property
  void acceptsOrRejectsADamagedFileThatIsPackedWell(
      @ForAll("unpacked") Tuple2<IdxPart, byte[]> damaged) throws IOException {
    assertPackedSurvives(damaged.get1(), FakeDataset.gzip(damaged.get2()));
  }

  private static void assertSurvives(Path folder) {
    DigitsReader reader = new DigitsReader(PROVIDER);
    Survival.accepts(() -> assertThat(reader.read(Rig.idx(folder)).train().size()).isPositive());
  }

  /** Unpacked they would lie in the temporary folder until the last test has run. */
  private static void assertPackedSurvives(IdxPart part, byte[] packed) throws IOException {
    Path folder = FakeDataset.writePacked(ROOT.resolve("packed"));
    Files.write(folder.resolve(part.fileName() + ".gz"), packed);
    Survival.accepts(
        () -> assertThat(PROVIDER.wouldServe(Rig.idx(folder))).contains("data.directory"));
  }
}
