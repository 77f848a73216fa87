package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.run.Provenance.Status;
import io.github.mnistdl4j.training.TrainingCallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody sets the clock back, an hour whenever it is asked. */
class ClockSetBackTest {
  private final AtomicLong asked = new AtomicLong();
  private final Clock clock = backwards().withZone(ZoneOffset.UTC);

  @TempDir private Path runs;

  private InstantSource backwards() {
    Instant start = Instant.parse("2026-10-25T03:00:30Z");
    return () -> start.minus(Duration.ofHours(asked.getAndIncrement()));
  }

  private RunDirectory train() {
    RunDirectory run = RunDirectory.create(runs, Optional.empty(), LocalDateTime.now(clock));
    new TrainingRun(SmallDigits.config(), SmallDigits.inMemory(), run, clock)
        .train(new TrainingCallback() {}, () -> false);
    return run;
  }

  @Test
  void measuresNoNegativeTime() throws IOException {
    RunDirectory run = train();
    Provenance provenance = new SavedRun(run).provenance().orElseThrow();
    assertThat(provenance.status()).isEqualTo(Status.FINISHED);
    assertThat(provenance.started()).isGreaterThan(provenance.ended());
    assertThat(provenance.trainingSeconds()).isNotNegative();
    assertThat(Files.readAllLines(run.metrics()).stream().skip(1))
        .hasSize(2)
        .allMatch(row -> Double.parseDouble(row.substring(row.lastIndexOf(',') + 1)) >= 0);
  }

  @Test
  void givesARunOfTheSameHourANameOfItsOwnAndCallsItTheLatest() {
    RunDirectory first = train();
    asked.set(0);
    RunDirectory second = train();
    assertThat(second.name()).isEqualTo(first.name() + "-2");
    assertThat(RunDirectory.open(runs, RunDirectory.LATEST)).isEqualTo(second);
  }
}
