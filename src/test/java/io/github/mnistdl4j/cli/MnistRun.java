package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.RealMnist;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.TestFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Two epochs of the tutorial on MNIST itself, trained by a process, once for all tests; with
 * optimised code, in which the step is many times as fast.
 */
public final class MnistRun {
  private static final String OUT = "trained-out.txt";
  private static final String ERR = "trained-err.txt";

  static final Program PROGRAM = optimised(folder());
  static final Output TRAINED = trained();

  private MnistRun() {}

  /** The run directory. */
  public static RunDirectory directory() {
    return RunDirectory.open(PROGRAM.runs(), "mnist");
  }

  private static Program optimised(Path folder) {
    return new Program(folder, List.of(), List.of("-XX:TieredStopAtLevel=4"), Map.of());
  }

  private static Path folder() {
    try {
      return TestFolder.shared("mnist", MnistRun::train);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void train(Path folder) throws IOException {
    Stream<String> train = Stream.of("train", "--name", "mnist", "--set", "training.epochs=2");
    Stream<String> config =
        Stream.of("--config", Path.of("config", "mnist.yaml").toAbsolutePath().toString());
    Stream<String> images =
        RealMnist.CONFIG.directory().stream()
            .map(directory -> "data.directory=" + directory.toAbsolutePath().normalize())
            .flatMap(setting -> Stream.of("--set", setting));
    List<String> arguments = Stream.of(train, config, images).flatMap(some -> some).toList();
    try {
      Output trained = optimised(folder).run(arguments.toArray(String[]::new));
      assertThat(trained.exitCode()).as(trained.err()).isZero();
      Files.writeString(folder.resolve(OUT), trained.out());
      Files.writeString(folder.resolve(ERR), trained.err());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Output trained() {
    try {
      return new Output(
          0,
          Files.readString(PROGRAM.folder().resolve(OUT)),
          Files.readString(PROGRAM.folder().resolve(ERR)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
