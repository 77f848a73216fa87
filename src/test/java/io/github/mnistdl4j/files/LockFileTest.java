package io.github.mnistdl4j.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {
  private static final String PID = Long.toString(ProcessHandle.current().pid());

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve(".lock");
  }

  /** Tries to take a lock, as a version of the program did that had no {@link LockFile}. */
  public static void main(String[] arguments) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            Path.of(arguments[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      boolean taken = channel.tryLock() != null;
      System.out.println(taken ? "taken" : "held");
      if (taken && arguments.length > 1) {
        System.in.read();
      }
    }
  }

  @Test
  void isTakenOnceAtATime() throws IOException {
    LockFile first = LockFile.take(file).orElseThrow();
    assertThat(LockFile.take(file)).isEmpty();
    assertThat(LockFile.holder(file)).isEqualTo(PID);
    assertThat(file).hasContent(PID);
    first.close();
    LockFile.take(file).orElseThrow().close();
  }

  @Test
  void takesWhatADeadProcessLeft() throws IOException {
    Files.writeString(file, "471147114711\n");
    LockFile.take(file).orElseThrow().close();
    assertThat(file).hasContent(PID);
  }

  @Test
  void isNotHeldByWhoGotTheNumberOfADeadProcess() throws IOException {
    Files.writeString(file, PID + "\n");
    assertThat(LockFile.isHeld(file)).isFalse();
  }

  @Test
  void keepsOtherProcessesOutWhateverThisOneTries() throws IOException {
    LockFile lock = LockFile.take(file).orElseThrow();
    assertThat(LockFile.take(file)).isEmpty();
    assertThat(LockFile.holder(file)).isEqualTo(PID);
    assertThat(LockFile.isHeld(file)).isTrue();
    assertThat(answer(process(file.toString()))).isEqualTo("held");
    lock.close();
    assertThat(LockFile.isHeld(file)).isFalse();
    assertThat(answer(process(file.toString()))).isEqualTo("taken");
  }

  @Test
  void respectsAnotherProcess() throws IOException, InterruptedException {
    Files.writeString(file, "4711\n");
    Process other = process(file.toString(), "hold");
    assertThat(answer(other)).isEqualTo("taken");
    assertThat(LockFile.take(file)).isEmpty();
    assertThat(LockFile.holder(file)).isEqualTo("4711");
    assertThat(LockFile.isHeld(file)).isTrue();
    other.getOutputStream().close();
    other.waitFor();
    LockFile.take(file).orElseThrow().close();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
  void isOneLockByWhateverPath() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
    LockFile lock = LockFile.take(file).orElseThrow();
    assertThat(LockFile.take(link.resolve(".lock"))).isEmpty();
    lock.close();
    Files.delete(link);
  }

  private static Process process(String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LockFileTest.class.getName());
    builder.command().addAll(List.of(arguments));
    return builder.redirectErrorStream(true).start();
  }

  private static String answer(Process process) throws IOException {
    BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    return Objects.requireNonNull(out.readLine());
  }
}
