package io.github.mnistdl4j.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.IdxPart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data sets of which nobody has published more than the hashes of the packed files. */
class PackedFilesTest {
  private static final String IMAGES = "train-images-idx3-ubyte";

  @TempDir private Path temporary;

  @Test
  void verifiesPackedFilesAndRemembersTheUnpackedOnes() throws IOException {
    Rig rig = new Rig(temporary);
    try (FakeMirror mirror = new FakeMirror()) {
      DatasetProvider provider = rig.provider(dataset(List.of(mirror.uri()), Optional.empty()));
      ProvidedDataset provided = provider.provide(Rig.NO_DIRECTORY);

      assertThat(mirror.requests().get(0).file()).isEqualTo("tiny-train-images-idx3-ubyte.gz");
      assertThat(Files.readAllBytes(provided.directory().resolve(IMAGES)))
          .isEqualTo(FakeDataset.unpacked(IdxPart.TRAIN_IMAGES));
      assertThat(provided.sha256())
          .hasSize(4)
          .containsEntry(IMAGES, DigestUtils.sha256Hex(FakeDataset.unpacked(IdxPart.TRAIN_IMAGES)));
      assertThat(Rig.names(rig.cache)).contains(IMAGES, IMAGES + ".sha256").hasSize(8);
      assertThat(provider.provide(Rig.NO_DIRECTORY).sha256()).isEqualTo(provided.sha256());
      assertThat(mirror.requests()).hasSize(4);
    }
  }

  @Test
  void fetchesAgainWhatHasChangedOrLostItsRecord() throws IOException {
    Rig rig = new Rig(temporary);
    try (FakeMirror mirror = new FakeMirror()) {
      DatasetProvider provider = rig.provider(dataset(List.of(mirror.uri()), Optional.empty()));
      ProvidedDataset provided = provider.provide(Rig.NO_DIRECTORY);
      byte[] flipped = FakeDataset.unpacked(IdxPart.TRAIN_IMAGES);
      flipped[500] ^= 1;
      Files.write(rig.cache.resolve(IMAGES), flipped);
      Files.delete(rig.cache.resolve("t10k-labels-idx1-ubyte.sha256"));

      assertThat(provider.provide(Rig.NO_DIRECTORY).sha256()).isEqualTo(provided.sha256());
      assertThat(mirror.requests()).hasSize(6);
      assertThat(Files.readAllBytes(rig.cache.resolve(IMAGES)))
          .isEqualTo(FakeDataset.unpacked(IdxPart.TRAIN_IMAGES));
      assertThat(rig.notes()).filteredOn(note -> note.contains("moved aside")).hasSize(2);
    }
  }

  @Test
  void rejectsPackedFilesOfOtherBytes() throws IOException {
    byte[] other = FakeDataset.unpacked(IdxPart.TRAIN_IMAGES);
    other[500] ^= 1;
    Rig rig = new Rig(temporary);
    try (FakeMirror mirror = new FakeMirror()) {
      mirror.always(FakeMirror.instead(FakeDataset.gzip(other)));
      DatasetProvider provider = rig.provider(dataset(List.of(mirror.uri()), Optional.empty()));

      assertThatThrownBy(() -> provider.provide(Rig.NO_DIRECTORY))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(
              "delivered wrong bytes: tiny-train-images-idx3-ubyte.gz has SHA-256")
          .hasMessageContaining("in one of two ways");
      assertThat(Rig.names(rig.cache)).isEmpty();
    }
  }

  @Test
  void takesTheUsersOwnFilesUnverifiedAndSaysSo() throws IOException {
    Rig rig = new Rig(temporary);
    Path folder = FakeDataset.writeUnpacked(temporary.resolve("mine"));
    Path packed = FakeDataset.writePacked(temporary.resolve("packed"));
    DatasetProvider provider = rig.provider(dataset(List.of(), Optional.empty()));

    assertThat(provider.provide(Rig.inDirectory(folder)).directory()).isEqualTo(folder);
    assertThat(rig.notes())
        .containsExactly(
            "The files of tiny in %s (data.directory) are used as they are: only packed ones are known, as they are downloaded."
                .formatted(folder));
    assertThat(provider.provide(Rig.inDirectory(packed)).sha256()).hasSize(4);
    assertThat(Rig.names(rig.cache)).as("nothing unverified in the cache").isEmpty();
    Files.write(folder.resolve(IMAGES), FakeDataset.images(19));
    assertThatThrownBy(() -> provider.provide(Rig.inDirectory(folder)))
        .hasMessageContaining("has 14912 bytes, but 15696 were expected");
  }

  @Test
  void takesFilesOutOfAnArchive() throws IOException {
    Rig rig = new Rig(temporary);
    byte[] zip = zip(name -> name);
    try (FakeMirror mirror = new FakeMirror()) {
      mirror
          .first((exchange, file) -> FakeMirror.cutAfter(100).give(exchange, zip))
          .always((exchange, file) -> FakeMirror.serve(exchange, zip));
      DatasetProvider provider =
          rig.provider(dataset(List.of(), Optional.of(mirror.uri().resolve("gzip.zip"))));
      ProvidedDataset provided = provider.provide(Rig.NO_DIRECTORY);

      for (IdxPart part : IdxPart.values()) {
        assertThat(Files.readAllBytes(provided.directory().resolve(part.fileName())))
            .isEqualTo(FakeDataset.unpacked(part));
      }
      assertThat(mirror.requests().get(1).range()).contains("bytes=100-");
      assertThat(provided.source()).startsWith(mirror.uri() + "gzip.zip, now in ");
      assertThat(rig.notes())
          .contains("tiny comes in an archive of 560 MB, which is downloaded once and not kept.");
      assertThat(Rig.names(rig.cache)).hasSize(8).noneMatch(name -> name.endsWith(".part"));
    }
  }

  @Test
  void saysWhatAnArchiveLacks() throws IOException {
    assertArchiveFails(
        zip(name -> name.replace("t10k-labels", "labels")),
        "the archive has no gzip/tiny-t10k-labels-idx1-ubyte.gz");
    assertArchiveFails("no zip".getBytes(StandardCharsets.UTF_8), "/gzip.zip: ");
  }

  private void assertArchiveFails(byte[] zip, String problem) throws IOException {
    Rig rig = new Rig(Files.createTempDirectory(temporary, "rig"));
    try (FakeMirror mirror = new FakeMirror()) {
      mirror.always((exchange, file) -> FakeMirror.serve(exchange, zip));
      DatasetProvider provider =
          rig.provider(dataset(List.of(), Optional.of(mirror.uri().resolve("gzip.zip"))));

      assertThatThrownBy(() -> provider.provide(Rig.NO_DIRECTORY))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(problem);
      assertThat(Rig.names(rig.cache)).noneMatch(name -> name.endsWith(".part"));
    }
  }

  private static byte[] zip(UnaryOperator<String> names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (IdxPart part : IdxPart.values()) {
        zip.putNextEntry(new ZipEntry(names.apply("gzip/" + packedName(part))));
        zip.write(FakeDataset.packed(part));
      }
    }
    return bytes.toByteArray();
  }

  private static String packedName(IdxPart part) {
    return "tiny-" + part.fileName() + ".gz";
  }

  private static CatalogDataset dataset(List<URI> mirrors, Optional<URI> archive) {
    return new CatalogDataset(
        FakeDataset.NAME,
        Arrays.stream(IdxPart.values())
            .collect(Collectors.toMap(Function.identity(), PackedFilesTest::fingerprint)),
        mirrors,
        Optional.empty(),
        Optional.empty(),
        archive);
  }

  private static Fingerprint fingerprint(IdxPart part) {
    return new Fingerprint(
        FakeDataset.unpacked(part).length,
        "",
        packedName(part),
        DigestUtils.sha256Hex(FakeDataset.packed(part)));
  }
}
