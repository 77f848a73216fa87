package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Within a process; {@code ResumeIT} has two. */
class RunLockTest {
  @TempDir private Path folder;

  @Test
  void isTakenOnceAtATime() {
    RunDirectory run = new RunDirectory(folder);
    RunLock first = RunLock.take(run);
    assertThatThrownBy(() -> RunLock.take(run))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("is being written by process " + ProcessHandle.current().pid());
    first.close();
    RunLock.take(run).close();
  }

  @Test
  void takesWhatADeadProcessLeft() throws IOException {
    Files.writeString(folder.resolve(".lock"), "4711\n");
    RunLock.take(new RunDirectory(folder)).close();
  }

  @Test
  void saysWhereItCannotBeTaken() {
    assertThatThrownBy(() -> RunLock.take(new RunDirectory(folder.resolve("gone"))))
        .isInstanceOf(RunException.class)
        .hasMessageContaining("no such file or folder");
  }
}
