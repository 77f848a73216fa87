package io.github.mnistdl4j.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.training.fused.WorkerTeam.Phase;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerTeamTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8})
  void doesEveryPartOfEveryPhaseOnceAndPhasesOneAfterTheOther(int threads) {
    AtomicIntegerArray first = new AtomicIntegerArray(7);
    AtomicIntegerArray second = new AtomicIntegerArray(5);
    Phase one = new Phase(7, (part, worker) -> first.incrementAndGet(part));
    Phase two =
        new Phase(
            5,
            (part, worker) -> {
              for (int i = 0; i < 7; i++) { // all of the first phase is done and seen
                assertThat(first.get(i)).isEqualTo(second.get(part) + 1);
              }
              second.incrementAndGet(part);
            });
    try (WorkerTeam team = new WorkerTeam(threads)) {
      for (int round = 1; round <= 3000; round++) {
        team.run(one);
        team.run(two);
        for (int part = 0; part < 7; part++) {
          assertThat(first.get(part)).isEqualTo(round);
        }
        if (round % 1000 == 0) {
          LockSupport.parkNanos(5_000_000); // long enough for the helpers to park
        }
      }
    }
    for (int part = 0; part < 5; part++) {
      assertThat(second.get(part)).isEqualTo(3000);
    }
  }

  @Test
  void aFailedPartFailsTheRunAndTheTeamGoesOn() {
    try (WorkerTeam team = new WorkerTeam(2)) {
      Phase bad =
          new Phase(
              4,
              (part, worker) -> {
                if (part == 2) {
                  throw new ArithmeticException("part 2");
                }
              });
      for (int round = 0; round < 100; round++) {
        assertThatThrownBy(() -> team.run(bad)).hasRootCauseMessage("part 2");
        team.run(new Phase(4, (part, worker) -> {}));
      }
    }
  }

  @Test
  void anotherThreadThanTheMakerMayRunPhases() throws InterruptedException {
    try (WorkerTeam team = new WorkerTeam(2)) {
      Phase slow =
          new Phase(
              2,
              (part, worker) -> {
                if (worker == 1) {
                  LockSupport.parkNanos(20_000_000); // the caller parks meanwhile
                }
              });
      Thread other =
          new Thread(
              () -> {
                for (int round = 0; round < 20; round++) {
                  team.run(slow);
                }
              });
      other.start();
      other.join(20_000);
      assertThat(other.isAlive()).isFalse();
    }
  }

  @Test
  void interruptedHelpersEndAndTheOthersDoWithout() throws InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (WorkerTeam team = new WorkerTeam(3)) {
      Set<Thread> helpers = new HashSet<>(Thread.getAllStackTraces().keySet());
      helpers.removeAll(before);
      helpers.removeIf(thread -> !thread.getName().startsWith("fused-step-"));
      assertThat(helpers).hasSize(2);
      for (Thread helper : helpers) {
        helper.interrupt();
        helper.join(10_000);
        assertThat(helper.isAlive()).isFalse();
      }
      AtomicInteger done = new AtomicInteger();
      team.run(new WorkerTeam.Phase(7, (part, worker) -> done.incrementAndGet()));
      assertThat(done).hasValue(7);
    }
  }
}
