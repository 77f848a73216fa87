package io.github.mnistdl4j.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StandardOutputTest {
  private static final Path NOWHERE = Path.of("nowhere");

  @TempDir private Path folder;
  private final StringWriter err = new StringWriter();

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int single) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  private int printedTo(OutputStream destination, int own) {
    StandardOutput output = new StandardOutput(destination, NOWHERE);
    output.writer().println("a");
    output.writer().println("b");
    return output.exitCode(own, new PrintWriter(err));
  }

  @Test
  void passesTextAndExitCodeOn() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(printedTo(bytes, 0)).isZero();
    assertThat(printedTo(bytes, 130)).isEqualTo(130);
    assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).containsExactly("a", "b", "a", "b");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void writesWhatNobodyFlushed() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    StandardOutput output = new StandardOutput(bytes, NOWHERE);
    output.writer().print("a");
    assertThat(output.exitCode(0, new PrintWriter(err))).isZero();
    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("a");
  }

  @Test
  void turnsSuccessIntoFailureWhenOutputIsLost() {
    assertThat(printedTo(failing("No space left on device"), 0)).isEqualTo(1);
    assertThat(err.toString().lines())
        .singleElement()
        .asString()
        .startsWith("Standard output could not be written: No space left on device. ");
  }

  @Test
  void endsQuietlyWhenThePipeIsClosed() {
    assertThat(printedTo(failing("Broken pipe"), 0)).isEqualTo(141);
    assertThat(printedTo(failing("The pipe is being closed"), 0)).isEqualTo(141);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no such links")
  void knowsAPipeInALanguageThatItDoesNotSpeak() throws IOException {
    Path descriptor = Files.createSymbolicLink(folder.resolve("1"), Path.of("pipe:[7]"));
    StandardOutput output = new StandardOutput(failing("Tubería rota"), descriptor);
    output.writer().println("a");
    assertThat(output.exitCode(0, new PrintWriter(err))).isEqualTo(141);
  }

  @Test
  void keepsTheExitCodeOfACommandThatFailed() {
    assertThat(printedTo(failing("No space left on device"), 2)).isEqualTo(2);
    assertThat(printedTo(failing("Broken pipe"), 130)).isEqualTo(130);
  }

  @Test
  void tellsThePrinterThatNothingArrivesAnyMore() {
    StandardOutput output = new StandardOutput(failing("Broken pipe"), NOWHERE);
    output.writer().println("a");
    assertThat(output.writer().checkError()).isTrue();
  }
}
