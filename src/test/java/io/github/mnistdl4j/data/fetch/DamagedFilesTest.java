package io.github.mnistdl4j.data.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.IdxPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way of breaking a file, on each of the four, wherever it lies. */
class DamagedFilesTest {
  @TempDir private Path temporary;

  /** JUnit would warn of each link that it finds when it deletes the directory. */
  @AfterEach
  void deleteLinks() throws IOException {
    try (Stream<Path> files = Files.walk(temporary)) {
      for (Path link : files.filter(Files::isSymbolicLink).toList()) {
        Files.delete(link);
      }
    }
  }

  static Stream<Arguments> everyDamageToEveryFile() {
    return Arrays.stream(Damage.values())
        .flatMap(damage -> Arrays.stream(IdxPart.values()).map(part -> Arguments.of(damage, part)));
  }

  @ParameterizedTest
  @MethodSource("everyDamageToEveryFile")
  void saysWhatIsWrongWithTheUsersFile(Damage damage, IdxPart part) throws IOException {
    Path folder = FakeDataset.writeUnpacked(temporary.resolve("mine"));
    Path file = folder.resolve(part.fileName());
    inflict(damage, file, part);
    Rig rig = new Rig(temporary);
    CatalogDataset dataset = FakeDataset.from();

    assertThatThrownBy(() -> rig.provider(dataset).provide(Rig.inDirectory(folder)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file + " ")
        .hasMessageContaining(damage.complaint())
        .hasMessageContaining("remove data.directory");
    assertThat(Rig.names(folder)).isEqualTo(Rig.allNames());
    assertThat(Rig.names(rig.cache)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everyDamageToEveryFile")
  void movesADamagedCacheFileAsideAndFetchesItAgain(Damage damage, IdxPart part)
      throws IOException {
    Rig rig = new Rig(temporary);
    FakeDataset.writeUnpacked(rig.cache);
    inflict(damage, rig.cache.resolve(part.fileName()), part);
    try (FakeMirror mirror = new FakeMirror()) {
      ProvidedDataset provided =
          rig.provider(FakeDataset.from(mirror.uri())).provide(Rig.NO_DIRECTORY);

      assertThat(Files.readAllBytes(provided.directory().resolve(part.fileName())))
          .isEqualTo(FakeDataset.unpacked(part));
      assertThat(mirror.requests()).hasSize(1);
      assertThat(rig.notes())
          .anySatisfy(
              note -> assertThat(note).contains(damage.complaint()).contains("moved aside"));
      assertThat(Rig.names(rig.cache))
          .containsAll(Rig.allNames())
          .filteredOn(name -> name.startsWith(part.fileName() + ".corrupt-"))
          .hasSize(1);
      assertThat(Rig.names(rig.cache)).hasSize(5);
    }
  }

  /** A flipped pixel is a pixel. */
  static Stream<Arguments> everyDamageThatShowsInTheStructure() {
    return everyDamageToEveryFile()
        .filter(arguments -> arguments.get()[0] != Damage.ONE_BIT_FLIPPED);
  }

  @ParameterizedTest
  @MethodSource("everyDamageThatShowsInTheStructure")
  void rejectsDamagedFilesOfAnUnknownDataSetByTheirStructure(Damage damage, IdxPart part)
      throws IOException {
    Path folder = FakeDataset.writeUnpacked(temporary.resolve("mine"));
    inflict(damage, folder.resolve(part.fileName()), part);

    assertThatThrownBy(
            () -> new Rig(temporary).provider(FakeDataset.from()).provide(Rig.idx(folder)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(folder.resolve(part.fileName()) + " ")
        .hasMessageContaining(damage.complaint())
        .hasMessageNotContaining("SHA-256");
  }

  @ParameterizedTest
  @EnumSource(IdxPart.class)
  void saysWhatIsWrongWithThePackedFile(IdxPart part) throws IOException {
    byte[] packed = FakeDataset.packed(part);
    byte[] flipped = packed.clone();
    flipped[packed.length / 2] ^= 4;

    assertThat(problemOfPacked(part, Arrays.copyOf(packed, packed.length / 2)))
        .contains("is truncated: its gzip data ends too early");
    assertThat(problemOfPacked(part, new byte[0])).contains("is truncated");
    assertThat(problemOfPacked(part, FakeDataset.unpacked(part)))
        .contains("not gzip data")
        .contains("remove .gz from its name");
    assertThat(problemOfPacked(part, flipped)).containsAnyOf("is damaged", "has SHA-256");
    assertThat(problemOfPacked(part, FakeDataset.gzip("other".getBytes(UTF_8))))
        .contains("is truncated")
        .contains("has SHA-256");
  }

  @ParameterizedTest
  @EnumSource(IdxPart.class)
  void namesAFileWithoutReadPermission(IdxPart part) throws IOException {
    Path folder = FakeDataset.writeUnpacked(temporary.resolve("mine"));
    Path file = folder.resolve(part.fileName());
    assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file), "root reads all");

    assertThat(FileCheck.of(part, file, Optional.empty()).problem())
        .contains("cannot be read: permission denied");
  }

  @Test
  void listsEverythingThatIsWrongAtOnce() throws IOException {
    Path folder = FakeDataset.writeUnpacked(temporary.resolve("mine"));
    inflict(Damage.EMPTY, folder.resolve("train-labels-idx1-ubyte"), IdxPart.TRAIN_LABELS);
    Files.delete(folder.resolve("t10k-images-idx3-ubyte"));

    assertThatThrownBy(
            () -> new Rig(temporary).provider(FakeDataset.from()).provide(Rig.inDirectory(folder)))
        .hasMessageContaining("train-labels-idx1-ubyte is empty")
        .hasMessageContaining("t10k-images-idx3-ubyte is missing")
        .hasMessageNotContaining("train-images");
  }

  @Test
  void namesFoundAndExpectedHashAndSize() throws IOException {
    Path folder = FakeDataset.writeUnpacked(temporary.resolve("mine"));
    Files.write(folder.resolve("t10k-labels-idx1-ubyte"), FakeDataset.labels(11));
    CatalogDataset dataset = FakeDataset.from();
    Fingerprint expected = dataset.fingerprint(IdxPart.TEST_LABELS).orElseThrow();

    assertThatThrownBy(() -> new Rig(temporary).provider(dataset).provide(Rig.inDirectory(folder)))
        .hasMessageContaining("and 19 bytes, but " + expected.sha256() + " and 18 bytes");
  }

  @Test
  void recognisesAnotherFileOfTheCatalogue() throws IOException {
    Path folder = FakeDataset.writeUnpacked(temporary.resolve("mine"));
    Files.write(
        folder.resolve("t10k-labels-idx1-ubyte"), FakeDataset.unpacked(IdxPart.TRAIN_LABELS));

    assertThatThrownBy(
            () -> new Rig(temporary).provider(FakeDataset.from()).provide(Rig.inDirectory(folder)))
        .hasMessageContaining("(it is tiny's train-labels-idx1-ubyte)");
  }

  private String problemOfPacked(IdxPart part, byte[] bytes) throws IOException {
    Path file = Files.write(temporary.resolve(part.fileName() + ".gz"), bytes);
    return FileCheck.of(part, file, FakeDataset.from().fingerprint(part)).problem().orElse("");
  }

  private static void inflict(Damage damage, Path file, IdxPart part) throws IOException {
    assumeTrue(
        damage != Damage.UNREADABLE || Files.exists(Path.of("/proc/self/mem")),
        "only Linux has a file that even root cannot read");
    damage.inflict(file, part);
  }
}
