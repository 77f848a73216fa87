package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.RealMnist;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.TestFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Two epochs of the tutorial on MNIST itself, trained by a process, once for all tests. */
public final class MnistRun {
  static final Program PROGRAM = program();
  static final Output TRAINED = train();

  private MnistRun() {}

  /** The run directory. */
  public static RunDirectory directory() {
    return RunDirectory.open(PROGRAM.runs(), "mnist");
  }

  private static Program program() {
    try {
      return Program.in(TestFolder.untilTheEnd("mnist"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Output train() {
    Stream<String> train = Stream.of("train", "--name", "mnist", "--set", "training.epochs=2");
    Stream<String> config =
        Stream.of("--config", Path.of("config", "mnist.yaml").toAbsolutePath().toString());
    Stream<String> images =
        RealMnist.CONFIG.directory().stream()
            .map(directory -> "data.directory=" + directory.toAbsolutePath().normalize())
            .flatMap(setting -> Stream.of("--set", setting));
    List<String> arguments = Stream.of(train, config, images).flatMap(some -> some).toList();
    try {
      Output trained = PROGRAM.run(arguments.toArray(String[]::new));
      assertThat(trained.exitCode()).as(trained.err()).isZero();
      return trained;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
