package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void writeImages() throws IOException {
    for (String split : List.of("train", "t10k")) {
      idx(split + "-images-idx3-ubyte", 2 * 784, 2051, 2, 28, 28);
      idx(split + "-labels-idx1-ubyte", 2, 2049, 2);
    }
  }

  @Test
  void findsNothingWrongWhereTrainingWorks() {
    assertThat(doctor()).isZero();
    assertThat(out.toString().lines().filter(line -> !line.startsWith(" ")))
        .extracting(line -> line.replaceFirst("^(ok|warning) +", "").replaceFirst("  .*", ""))
        .startsWith(
            "Java",
            "System",
            "Processor",
            "Memory",
            "Heap",
            "ND4J",
            "BLAS",
            "Threads",
            "Off-heap",
            "First layer",
            "Natives cache",
            "Data cache",
            "Runs",
            "Configuration",
            "Data",
            "");
    assertThat(out.toString())
        .contains("CpuBackend")
        .contains("OPENBLAS")
        .contains("from " + folder)
        .contains("Training works here");
  }

  @Test
  void tellsWhatToDoAboutRunsThatCannotBeWritten() throws IOException {
    Path file = Files.writeString(folder.resolve("runs"), "not a folder");
    assertThat(doctor("--runs-dir", file.toString())).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("problem +Runs +\\Q%s\\E is a file".formatted(file))
        .contains("--runs-dir")
        .contains("Training would not work here");
  }

  @Test
  void tellsWhatToDoAboutMissingImages() throws IOException {
    Path labels = folder.resolve("train-labels-idx1-ubyte");
    Files.delete(labels);
    assertThat(doctor()).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("problem +Data +The files of idx in")
        .contains(labels.toString())
        .contains("Put the right files there");
  }

  @Test
  void tellsWhatIsWrongWithTheConfigurationAndGoesOn() {
    assertThat(doctor("--set", "training.epochs=none")).isEqualTo(1);
    assertThat(out.toString())
        .containsPattern("problem +Configuration ")
        .contains("training.epochs")
        .containsPattern("ok +ND4J ");
  }

  @Test
  void printsOnlyWhatIsWrongWhenQuiet() {
    assertThat(doctor("--quiet", "--set", "data.directory=" + folder.resolve("none"))).isEqualTo(1);
    assertThat(out.toString()).doesNotContainPattern("(?m)^ok ").containsPattern("problem +Data ");
  }

  private int doctor(String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--no-color",
                "--set=data.dataset=idx",
                "--set=data.directory=" + folder,
                "--runs-dir=" + folder.resolve("new/runs")));
    all.addAll(List.of(arguments));
    return new CommandLine(new DoctorCommand())
        .setOverwrittenOptionsAllowed(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out))
        .execute(all.toArray(String[]::new));
  }

  private void idx(String name, int bytes, int... header) throws IOException {
    try (DataOutputStream file =
        new DataOutputStream(Files.newOutputStream(folder.resolve(name)))) {
      for (int word : header) {
        file.writeInt(word);
      }
      file.write(new byte[bytes]);
    }
  }
}
