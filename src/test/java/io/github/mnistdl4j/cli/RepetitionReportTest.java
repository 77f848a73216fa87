package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.RepetitionReport;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.RepetitionResult;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.SmallDigits;
import io.github.mnistdl4j.run.TrainingRun;
import io.github.mnistdl4j.training.TrainingCallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepetitionReportTest {
  @TempDir private Path folder;

  @BeforeEach
  void train() {
    new TrainingRun(
            SmallDigits.config("training.epochs=1", "training.evaluate=never"),
            SmallDigits.inMemory(),
            new RunDirectory(folder),
            Clock.systemUTC())
        .train(new TrainingCallback() {}, () -> false);
  }

  private Provenance provenance() {
    return new SavedRun(new RunDirectory(folder)).provenance().orElseThrow();
  }

  /** What another run would have left: the string or number of a member replaced. */
  private Provenance with(String member, String value) throws IOException {
    Path file = new RunDirectory(folder).provenance();
    String text = Files.readString(file);
    String pattern = "\"%s\": (\"[^\"]*\"|[-.\\dE]+)".formatted(member);
    Files.writeString(file, text.replaceFirst(pattern, "\"%s\": %s".formatted(member, value)));
    return provenance();
  }

  private static List<String> print(RepetitionResult comparison, boolean quiet, int exitCode) {
    Screen screen = new Screen();
    Console console = quiet ? screen.quiet() : screen.pipe();
    assertThat(new RepetitionReport(console, Path.of("runs/a"), comparison).print())
        .isEqualTo(exitCode);
    return screen.printed().lines().toList();
  }

  @Test
  void isShortWhenQuietAndTheSame() {
    RepetitionResult same = new RepetitionResult(provenance(), provenance(), OptionalDouble.of(0));
    assertThat(print(same, true, 0))
        .containsExactly("The result is the same as that of runs/a, to the last bit.");
  }

  @Test
  void theSameCanComeOutOfAnotherMachineWhoseLongNameGoesOnInTheNextLine() throws IOException {
    Provenance now = with("cpu", "\"AMD EPYC\"");
    Provenance then = with("cpu", "\"Intel(R) Xeon(R) Platinum 8488C at some speed\"");
    List<String> lines = print(new RepetitionResult(then, now, OptionalDouble.of(0)), false, 0);
    assertThat(lines)
        .contains("                   then                           now")
        .contains("                   8C at some speed")
        .anyMatch(
            line -> line.startsWith("processor          Intel(R) Xeon(R) Platinum 848  AMD EPYC"))
        .anyMatch(line -> line.matches("test loss +- +same"))
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void asksForAReportWhenNothingExplainsTheDifference() throws IOException {
    Provenance now = provenance();
    Provenance then = with("parametersSha256", "\"00ff\"");
    assertThat(print(new RepetitionResult(then, now, OptionalDouble.of(0.000123)), true, 1))
        .contains("The result differs from that of runs/a:")
        .contains("  the parameters by at most 0.00012")
        .contains(
            "Configuration, data and environment are identical, so the results should be too. Please"
                + " report this, with the provenance.json of both runs.");
    assertThat(print(new RepetitionResult(then, now, OptionalDouble.empty()), true, 1))
        .contains("  the parameters; the run's model.zip is not there to say how far");
  }

  @Test
  void namesTheRowsThatMayExplainTheDifference() throws IOException {
    Provenance now = provenance();
    with("accuracy", "0.125");
    Provenance then = with("blasKernels", "\"Another\"");
    assertThat(print(new RepetitionResult(then, now, OptionalDouble.of(0)), false, 1))
        .contains("The environment differs: see the rows that are not \"same\".")
        .anyMatch(line -> line.matches(" {2}the training accuracy by [-+]0\\.\\d+"))
        .anyMatch(line -> line.matches("training accuracy +0\\.125 +0\\.\\d+"))
        .anyMatch(line -> line.matches("BLAS kernels +Another +\\w+"));
  }
}
