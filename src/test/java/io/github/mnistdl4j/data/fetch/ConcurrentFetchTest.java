package io.github.mnistdl4j.data.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several at once that want the same files in the same cache. */
class ConcurrentFetchTest {
  @TempDir private Path temporary;

  @Test
  void theSecondProcessWaitsSaysSoAndFindsTheFiles() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    Path cache = new Rig(temporary).cache;
    try (FakeMirror mirror = new FakeMirror().always(FakeMirror.serveAfter(asked, released));
        BufferedReader first = output(FetchProcess.start(temporary, mirror.uri()))) {
      asked.await();
      try (BufferedReader second = output(FetchProcess.start(temporary, mirror.uri()))) {
        assertThat(second.readLine())
            .isEqualTo("Another process is filling %s; waiting for it.".formatted(cache));
        released.countDown();

        assertThat(first.lines())
            .last()
            .isEqualTo("SOURCE %s, now in %s".formatted(mirror.uri(), cache));
        assertThat(second.lines()).containsExactly("SOURCE the cache " + cache);
      }
      assertThat(mirror.requests()).hasSize(4);
      assertThat(Rig.names(cache)).isEqualTo(Rig.allNames());
    } finally {
      released.countDown();
    }
  }

  @Test
  void threadsDoNotDisturbEachOther() throws IOException {
    Rig rig = new Rig(temporary);
    try (FakeMirror mirror = new FakeMirror()) {
      DatasetProvider provider = rig.provider(FakeDataset.from(mirror.uri()));
      List<Path> directories =
          IntStream.range(0, 8)
              .parallel()
              .mapToObj(i -> provider.provide(Rig.NO_DIRECTORY).directory())
              .distinct()
              .toList();

      assertThat(directories).containsExactly(rig.cache);
      assertThat(mirror.requests()).hasSize(4);
      assertThat(Rig.names(rig.cache)).isEqualTo(Rig.allNames());
    }
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }
}
