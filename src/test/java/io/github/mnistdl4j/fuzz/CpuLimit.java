package io.github.mnistdl4j.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Requires of a test that it ends soon: in CPU time, so that a busy machine does not matter. */
public final class CpuLimit implements BeforeTestExecutionCallback, AfterTestExecutionCallback {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private long start;

  @Override
  public void beforeTestExecution(ExtensionContext context) {
    start = now();
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    assertThat(Duration.ofNanos(now() - start)).as("CPU time").isLessThan(LIMIT);
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
