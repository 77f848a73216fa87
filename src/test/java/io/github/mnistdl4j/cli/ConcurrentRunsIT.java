package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.run.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two trainings at once that keep their runs in the same directory. */
class ConcurrentRunsIT {
  @TempDir private Path folder;

  private List<Output> trainTwice(Program program, String... options) throws Exception {
    String[] arguments =
        Stream.concat(Stream.of("train"), Stream.of(options)).toArray(String[]::new);
    RunningProgram first = program.start(arguments);
    RunningProgram second = program.start(arguments);
    return List.of(first.await(), second.await());
  }

  @Test
  void getADirectoryEach() throws Exception {
    Program program = Program.in(folder);
    List<Output> outputs = trainTwice(program);
    assertThat(outputs).extracting(Output::exitCode).containsOnly(0);
    List<RunDirectory> runs = RunDirectory.all(program.runs());
    assertThat(runs).hasSize(2).allSatisfy(run -> assertThat(run.model()).exists());
    assertThat(RunDirectory.open(program.runs(), "latest")).isIn(runs);
    try (Stream<Path> entries = Files.list(program.runs())) {
      assertThat(entries).hasSize(3);
    }
  }

  @Test
  void cannotHaveTheSameName() throws Exception {
    List<Output> outputs = trainTwice(Program.in(folder), "--name", "twin");
    assertThat(outputs).extracting(Output::exitCode).containsExactlyInAnyOrder(0, 1);
    assertThat(outputs)
        .extracting(Output::err)
        .containsExactlyInAnyOrder(
            "",
            "A run named twin exists already in runs/twin. Choose another --name, or remove it.\n");
  }
}
