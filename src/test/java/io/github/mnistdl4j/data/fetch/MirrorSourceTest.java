package io.github.mnistdl4j.data.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mnistdl4j.data.DataException;
import io.github.mnistdl4j.data.IdxPart;
import io.github.mnistdl4j.data.fetch.FakeMirror.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads from web servers that behave as badly as real ones. */
class MirrorSourceTest {
  private static final String FIRST = "train-images-idx3-ubyte.gz";
  private static final byte[] PACKED = FakeDataset.packed(IdxPart.TRAIN_IMAGES);

  @TempDir private Path temporary;
  private Rig rig;
  private FakeMirror mirror;
  private FakeMirror other;

  @BeforeEach
  void start() throws IOException {
    rig = new Rig(temporary);
    mirror = new FakeMirror();
    other = new FakeMirror();
  }

  @AfterEach
  void stop() {
    mirror.close();
    other.close();
  }

  @Test
  void downloadsVerifiesAndUnpacksTheFourFiles() throws IOException {
    ProvidedDataset provided = fetch(mirror.uri(), other.uri());

    assertThat(provided.source()).isEqualTo(mirror.uri() + ", now in " + rig.cache);
    assertComplete();
    assertThat(other.requests()).isEmpty();
    assertThat(rig.progress()).contains("%s %d/%2$d".formatted(FIRST, PACKED.length));
    assertThat(rig.notes())
        .containsExactly("Fetching tiny from %s or %s.".formatted(mirror.uri(), other.uri()));
    assertThat(rig.librariesBefore()).isZero();
  }

  @Test
  void continuesABrokenDownloadWhereItEnded() throws IOException {
    mirror.first(FakeMirror.cutAfter(5000));
    fetch(mirror.uri());

    assertThat(mirror.requests())
        .startsWith(request(Optional.empty()), request(Optional.of("bytes=5000-")));
    assertThat(rig.notes())
        .contains(
            "%s: the connection ended after 5000 of %d bytes; trying again in 0.0 s."
                .formatted(mirror.uri(), PACKED.length));
    assertComplete();
  }

  @Test
  void continuesWhatAnEarlierProcessHadDownloaded() throws IOException {
    Files.createDirectories(rig.cache);
    Files.write(rig.cache.resolve(FIRST + ".part"), Arrays.copyOf(PACKED, 7000));
    fetch(mirror.uri());

    assertThat(mirror.requests()).startsWith(request(Optional.of("bytes=7000-")));
    assertThat(mirror.requests()).hasSize(4);
    assertComplete();
  }

  @Test
  void startsOverWhenTheServerSendsTheWholeFileInstead() throws IOException {
    Files.createDirectories(rig.cache);
    Files.write(rig.cache.resolve(FIRST + ".part"), new byte[7000]);
    mirror.always(FakeMirror::serveWhole);
    fetch(mirror.uri());

    assertThat(mirror.requests()).hasSize(4);
    assertComplete();
  }

  @Test
  void startsOverWhenTheServerFindsTheRestImpossible() throws IOException {
    Files.createDirectories(rig.cache);
    Files.write(rig.cache.resolve(FIRST + ".part"), PACKED);
    mirror.first(FakeMirror.status(416));
    fetch(mirror.uri());

    assertThat(mirror.requests())
        .startsWith(
            request(Optional.of("bytes=%d-".formatted(PACKED.length))), request(Optional.empty()));
    assertComplete();
  }

  @Test
  void startsOverWhenTheRestBelongsToAnotherFile() throws IOException {
    Files.createDirectories(rig.cache);
    Files.write(rig.cache.resolve(FIRST + ".part"), new byte[7000]);
    fetch(mirror.uri());

    assertThat(mirror.requests())
        .startsWith(request(Optional.of("bytes=7000-")), request(Optional.empty()));
    assertComplete();
  }

  @Test
  void startsOverWhenTheServerContinuesElsewhere() throws IOException {
    Files.createDirectories(rig.cache);
    Files.write(rig.cache.resolve(FIRST + ".part"), Arrays.copyOf(PACKED, 7000));
    mirror.first(
        (exchange, file) -> {
          exchange.getResponseHeaders().set("Content-Range", "bytes 0-99/100");
          exchange.sendResponseHeaders(206, 100);
          exchange.getResponseBody().write(file, 0, 100);
        });
    fetch(mirror.uri());

    assertThat(mirror.requests().get(1)).isEqualTo(request(Optional.empty()));
    assertComplete();
  }

  @Test
  void takesTheOtherMirrorWhileOneStalls() throws IOException {
    rig.readTimeout = Duration.ofSeconds(2);
    CountDownLatch released = new CountDownLatch(1);
    mirror.always(FakeMirror.stallAfter(3000, released));
    try {
      ProvidedDataset provided = fetch(mirror.uri(), other.uri());

      assertThat(provided.source()).startsWith(other.uri().toString());
      assertThat(other.requests()).startsWith(request(Optional.of("bytes=3000-")));
      assertThat(rig.notes()).contains(mirror.uri() + ": Read timed out; trying again in 0.0 s.");
    } finally {
      released.countDown();
    }
    assertComplete();
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "others refuse connections beyond the backlog")
  void takesTheOtherMirrorWhenOneDoesNotConnectInTime() throws IOException {
    rig.connectTimeout = Duration.ofMillis(500);
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 2; i++) {
        waiting.add(new Socket(busy.getInetAddress(), busy.getLocalPort()));
      }
      URI silent =
          URI.create(
              "http://%s:%d/"
                  .formatted(busy.getInetAddress().getHostAddress(), busy.getLocalPort()));
      ProvidedDataset provided = fetch(silent, mirror.uri());

      assertThat(provided.source()).startsWith(mirror.uri().toString());
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
    assertComplete();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 401, 403, 404, 410})
  void doesNotAskAMirrorAgainThatRefuses(int status) throws IOException {
    mirror.always(FakeMirror.status(status));
    fetch(mirror.uri(), other.uri());

    assertThat(mirror.requests()).hasSize(1);
    assertThat(other.requests()).hasSize(4);
    assertComplete();
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503})
  void asksAgainAfterAPassingError(int status) throws IOException {
    mirror.first(FakeMirror.status(status), FakeMirror.status(status));
    fetch(mirror.uri());

    assertThat(mirror.requests()).hasSize(6);
    assertThat(rig.notes())
        .contains("%s: HTTP %d; trying again in 0.0 s.".formatted(mirror.uri(), status));
    assertComplete();
  }

  @Test
  void givesUpAfterThreeFailuresOfAMirror() {
    mirror.always(FakeMirror.status(500));
    other.always(FakeMirror.status(503));

    assertThatThrownBy(() -> fetch(mirror.uri(), other.uri()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("  - " + mirror.uri() + ": HTTP 500\n")
        .hasMessageContaining("  - " + other.uri() + ": HTTP 503\n");
    assertThat(mirror.requests()).hasSize(3);
    assertThat(other.requests()).hasSize(3);
  }

  @Test
  void rejectsSomethingElseAndTakesTheOtherMirror() throws IOException {
    mirror.always(FakeMirror.instead("<html>Please log in</html>".getBytes(UTF_8)));
    fetch(mirror.uri(), other.uri());

    assertThat(mirror.requests()).hasSize(1);
    assertComplete();
  }

  @Test
  void keepsNothingOfWrongBytes() throws IOException {
    mirror.always(FakeMirror.instead(FakeDataset.gzip(FakeDataset.images(21))));

    assertThatThrownBy(() -> fetch(mirror.uri()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(
            mirror.uri() + ": delivered wrong bytes: train-images-idx3-ubyte has SHA-256");
    assertThat(Rig.names(rig.cache)).isEmpty();
  }

  @Test
  void rejectsWhatIsFarTooLong() throws IOException {
    mirror.always(FakeMirror.instead(new byte[1 << 20]));

    assertThatThrownBy(() -> fetch(mirror.uri()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(": delivered wrong bytes: 1048576, far too many\n");
    assertThat(mirror.requests()).hasSize(1);
    assertThat(Rig.names(rig.cache)).isEmpty();
  }

  @Test
  void stopsReadingWhatDoesNotEnd() throws IOException {
    mirror.always(
        (exchange, file) -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[1 << 20]);
        });

    assertThatThrownBy(() -> fetch(mirror.uri()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("has SHA-256");
    assertThat(rig.progress()).last().asString().endsWith(" %d/-1".formatted(15_696 + (1 << 16)));
    assertThat(Rig.names(rig.cache)).isEmpty();
  }

  @Test
  void acceptsAFileThatTheServerHasUnpacked() throws IOException {
    mirror.first(FakeMirror.instead(FakeDataset.unpacked(IdxPart.TRAIN_IMAGES)));
    fetch(mirror.uri());

    assertComplete();
  }

  @Test
  void asksEachMirrorOnceWhenTheMachineIsOffline() throws IOException {
    URI closed = mirror.uri();
    mirror.close();
    URI unknown = URI.create("https://mirror.invalid/data/");

    assertThatThrownBy(() -> fetch(closed, unknown))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(closed + ": cannot be reached (Connect: Connection refused)")
        .hasMessageContaining(unknown + ": cannot be reached (UnknownHost: mirror.invalid)");
    assertThat(rig.notes()).noneMatch(note -> note.contains("trying again"));
  }

  @Test
  void saysAtOnceWhenTheDiskIsFull() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "only Linux has a device that is always full");
    Files.createDirectories(rig.cache);
    Path partial = Files.createSymbolicLink(rig.cache.resolve(FIRST + ".part"), full);

    assertThatThrownBy(() -> fetch(mirror.uri(), other.uri()))
        .isInstanceOf(DataException.class)
        .hasMessage(
            partial
                + " cannot be written (No space left on device): a data set needs about 70 MB"
                + " there, one of EMNIST up to 900 MB; free some space");
    Files.delete(partial);
    assertThat(other.requests()).isEmpty();
  }

  @Test
  void keepsCompleteFilesWhenTheRestFails() throws IOException {
    mirror.first(FakeMirror::serve, FakeMirror.status(404));

    assertThatThrownBy(() -> fetch(mirror.uri()))
        .hasMessageContaining(
            "lacks train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte\n");
    assertThat(Rig.names(rig.cache)).containsExactly("train-images-idx3-ubyte");
    fetch(mirror.uri());
    assertThat(mirror.requests()).hasSize(5);
    assertComplete();
  }

  @Test
  void keepsAHalfDownloadedFileOnlyAsLongAsItIsOfUse() throws IOException {
    mirror.first(FakeMirror.cutAfter(5000)).always(FakeMirror.status(404));

    assertThatThrownBy(() -> fetch(mirror.uri())).isInstanceOf(DataException.class);
    assertThat(Rig.names(rig.cache)).containsExactly(FIRST + ".part");
    Path system = FakeDataset.writePacked(temporary.resolve("usr/share"));
    rig.provider(FakeDataset.from(List.of(), Optional.empty(), Optional.of(system)))
        .provide(Rig.NO_DIRECTORY);
    assertComplete();
  }

  private ProvidedDataset fetch(URI... mirrors) {
    return rig.provider(FakeDataset.from(mirrors)).provide(Rig.NO_DIRECTORY);
  }

  private static Request request(Optional<String> range) {
    return new Request(FIRST, range);
  }

  private void assertComplete() throws IOException {
    assertThat(Rig.names(rig.cache)).isEqualTo(Rig.allNames());
    for (IdxPart part : List.of(IdxPart.values())) {
      assertThat(Files.readAllBytes(rig.cache.resolve(part.fileName())))
          .isEqualTo(FakeDataset.unpacked(part));
    }
  }
}
