package io.github.mnistdl4j.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class WorkLanesTest {
  private final List<Runnable> handedOn = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final WorkLanes lanes = new WorkLanes(handedOn::add, 1); // two lanes

  private void runWhatWasHandedOn() {
    List<Runnable> all = List.copyOf(handedOn);
    handedOn.clear();
    all.forEach(Runnable::run);
  }

  @Test
  void doWorkAtOnceWhereOneIsFree() {
    lanes.execute(() -> lanes.execute(() -> done.add("a")));
    assertThat(done).containsExactly("a");
    assertThat(handedOn).isEmpty();
  }

  @Test
  void letWorkWaitInOrderAndTakeNoThreadWhereNoneIs() {
    lanes.later(() -> done.add("a"));
    lanes.later(() -> done.add("b"));
    lanes.execute(() -> done.add("c"));
    lanes.later(() -> done.add("d"));
    assertThat(done).isEmpty();
    assertThat(handedOn).hasSize(2);
    runWhatWasHandedOn();
    assertThat(done).containsExactly("a", "b", "c", "d");
    assertThat(handedOn).isEmpty();
    lanes.execute(() -> done.add("e"));
    assertThat(done).hasSize(5);
  }

  /** However many cores there are: who asks how the server is must find a thread. */
  @Test
  void leaveThreadsOfTheServerFree() {
    for (int cores : new int[] {1, 2, 16, 256}) {
      assertThat(HttpServer.maxThreads(cores)).isGreaterThan(WorkLanes.count(cores) + 16);
    }
  }

  @Test
  void goOnAfterWorkThatFails() {
    lanes.later(
        () -> {
          throw new IllegalStateException();
        });
    lanes.later(() -> done.add("a"));
    lanes.later(() -> done.add("b"));
    List<Runnable> all = List.copyOf(handedOn);
    assertThat(all).hasSize(2);
    try {
      all.get(0).run();
    } catch (IllegalStateException e) {
      done.add("failed");
    }
    all.get(1).run();
    lanes.execute(() -> done.add("c"));
    assertThat(done).containsExactly("failed", "a", "b", "c");
  }

  @Test
  void giveUpTheLaneWhereTheServerHasEnded() {
    WorkLanes ended =
        new WorkLanes(
            work -> {
              throw new RejectedExecutionException();
            },
            1);
    for (int i = 0; i < 5; i++) {
      ended.later(() -> done.add("a"));
    }
    assertThat(done).isEmpty();
  }
}
