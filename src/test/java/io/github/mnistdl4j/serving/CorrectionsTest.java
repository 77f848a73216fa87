package io.github.mnistdl4j.serving;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.data.folder.FolderReader;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.serving.corrections.Correction;
import io.github.mnistdl4j.serving.corrections.Corrections;
import io.github.mnistdl4j.serving.http.RequestException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drawings that users named themselves: kept, listed, deleted and learned from. */
class CorrectionsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.006Z");

  @TempDir Path folder;

  private Corrections store() {
    return new Corrections(folder.resolve("corrections"), InstantSource.fixed(NOW));
  }

  private List<String> files() throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.map(path -> folder.relativize(path).toString()).sorted().toList();
    }
  }

  @Test
  void areFilesInAFolderOfEachClassThatTellTimeAndModel() throws Exception {
    Corrections store = store();
    assertThat(store.list()).isEmpty();
    Correction first = store.keep("3", "a run", new byte[] {1});
    Correction second = store.keep("T-shirt/top", "a/run", new byte[] {1, 2});
    Correction third = store.keep("3", "a run", new byte[] {3});
    assertThat(first)
        .isEqualTo(
            new Correction(
                "20260102T030405006Z_a run", "3", "a run", "2026-01-02T03:04:05.006Z", 1));
    assertThat(second.label()).isEqualTo("T-shirt_top");
    assertThat(second.model()).isEqualTo("a_run");
    assertThat(third.id()).isEqualTo("20260102T030405007Z_a run");
    assertThat(store.list()).containsExactlyInAnyOrder(first, second, third);
    assertThat(store.read(third.id()).orElseThrow()).containsExactly(3);
    assertThat(files())
        .containsExactly(
            "",
            "corrections",
            "corrections/3",
            "corrections/3/20260102T030405006Z_a run.png",
            "corrections/3/20260102T030405007Z_a run.png",
            "corrections/T-shirt_top",
            "corrections/T-shirt_top/20260102T030405006Z_a_run.png");
  }

  @Test
  void areKeptOnceAndOfTheClassThatWasToldLast() throws Exception {
    Corrections store = store();
    Correction three = store.keep("3", "a", new byte[] {1});
    assertThat(store.keep("3", "b", new byte[] {1})).isEqualTo(three);
    Correction other = store.keep("5", "a", new byte[] {2});
    Correction five = store.keep("5", "a", new byte[] {1});
    assertThat(five.label()).isEqualTo("5");
    assertThat(store.list()).containsExactly(other, five);
    assertThat(folder.resolve("corrections/3")).doesNotExist();
    assertThat(store.delete(five.id())).isTrue();
    assertThat(store.list()).containsExactly(other);
  }

  @Test
  void maySayAnotherClassWhereThereIsNoMoreRoom() throws Exception {
    Path threes = Files.createDirectories(folder.resolve("corrections/3"));
    for (int i = 0; i < Corrections.MOST; i++) {
      Files.writeString(threes.resolve("20260101T030405%03dZ_a.png".formatted(i)), "" + i);
    }
    Correction changed = store().keep("5", "a", "7".getBytes(UTF_8));
    assertThat(store().list()).hasSize(Corrections.MOST).contains(changed);
    assertThat(threes.resolve("20260101T030405007Z_a.png")).doesNotExist();
  }

  @Test
  void areDeletedWithTheFolderOfAClassThatHasNoMore() throws Exception {
    Corrections store = store();
    String id = store.keep("3", "a", new byte[1]).id();
    assertThat(store.delete("other")).isFalse();
    assertThat(store.delete("../3/" + id)).isFalse();
    assertThat(store.delete(id)).isTrue();
    assertThat(store.delete(id)).isFalse();
    assertThat(files()).containsExactly("", "corrections");
  }

  @Test
  void areBoundedInBytes() {
    Corrections store = store();
    int half = (int) (Corrections.MOST_BYTES / 2) + 1;
    store.keep("3", "a", new byte[half]);
    assertThatThrownBy(() -> store.keep("3", "a", new byte[half + 1]))
        .isInstanceOf(RequestException.class)
        .hasMessageStartingWith("1 pictures of 33554433 bytes are kept, and at most 1000 of ");
  }

  @Test
  void areBoundedInNumber() throws Exception {
    Path threes = Files.createDirectories(folder.resolve("corrections/3"));
    for (int i = 0; i < Corrections.MOST; i++) {
      Files.createFile(threes.resolve("20260102T030405%03dZ_a.png".formatted(i)));
    }
    assertThatThrownBy(() -> store().keep("3", "a", new byte[1]))
        .isInstanceOf(RequestException.class)
        .hasMessageStartingWith("1000 pictures of 0 bytes are kept");
  }

  @Test
  void areNeverKeptInFoldersThatTrainingDoesNotSee() throws Exception {
    for (String name : List.of("..", ".hidden", " ", "a\nb")) {
      assertThatThrownBy(() -> store().keep(name, "a", new byte[1]))
          .isInstanceOf(RequestException.class)
          .hasMessageContaining("no folder can be called like");
    }
    assertThat(files()).containsExactly("");
  }

  @Test
  void leavesOtherFilesAlone() throws Exception {
    Corrections store = store();
    String id = store.keep("3", "a", new byte[1]).id();
    Path mine = Files.createFile(folder.resolve("corrections/3/mine.png"));
    assertThat(store.list()).hasSize(1);
    assertThat(store.delete(id)).isTrue();
    assertThat(mine).exists();
  }

  @Test
  void areKeptListedLearnedFromAndDeletedOverHttp() throws Exception {
    Path kept = folder.resolve("kept");
    try (InferenceServer server = ServedRun.start("corrections=" + kept)) {
      Client client = new Client(server);
      assertThat(client.post("/corrections?class=3", Requests.png(60)).statusCode()).isEqualTo(200);
      JsonObject change = Client.json(client.post("/corrections?digit=7", Requests.png(80)));
      assertThat(change.get("kept").getAsInt()).isEqualTo(2);
      assertThat(client.post("/corrections?digit=10", Requests.png(60)).body())
          .contains("digit=0 to digit=9");
      assertThat(client.post("/corrections", Requests.png(60)).body())
          .contains("must say what the picture shows");
      assertThat(client.post("/corrections?class=3", Requests.blank(60, 60)).statusCode())
          .isEqualTo(422);
      assertThat(Client.json(client.get("/corrections")).getAsJsonArray("corrections"))
          .extracting(each -> each.getAsJsonObject().get("label").getAsString())
          .containsExactly("3", "7");

      TrainTest more =
          new FolderReader(Optional.empty(), line -> {}, (what, done, total) -> {})
              .withExtra(SmallDigits.inMemory(), kept, 2);
      assertThat(more.extra()).isEqualTo(2);
      assertThat(Arrays.copyOf(more.train().labels(), 4)).containsExactly(3, 3, 7, 7);
    }
  }

  @Test
  void areOffUnlessTheConfigurationNamesAFolder() throws Exception {
    try (InferenceServer server = ServedRun.start()) {
      assertThat(new Client(server).get("/corrections").body()).contains("serving.corrections");
    }
    try (InferenceServer open = ServedRun.startOpenToAll("corrections=" + folder)) {
      assertThat(new Client(open).post("/corrections?class=3", Requests.png(60)).body())
          .contains("corrections are off on 0.0.0.0 without a token");
    }
  }
}
