package io.github.mnistdl4j.report;

import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.sweep.SweepResult;
import java.util.Optional;

/** Placeholder until the page is there. */
public final class SweepReport {
  private SweepReport() {}

  /** A page. */
  public static String of(String name, SweepResult result, Optional<SavedRun> winner) {
    return name + result.seconds() + winner;
  }
}
