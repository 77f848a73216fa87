package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.RealMnist;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server in a process of its own, whose model has learned MNIST itself for two epochs.
 *
 * @param program has the model in a run of the name {@code mnist}
 * @param test MNIST's test images
 */
record MnistServer(Program program, RunningProgram process, URI uri, Digits test)
    implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("http://\\S+");

  static MnistServer start() {
    try {
      Program program =
          Program.in(Files.createTempDirectory(Path.of("target"), "page").toAbsolutePath());
      train(program);
      RunningProgram process = program.start("serve", "--run", "mnist", "--port", "0");
      Digits test = new DigitsReader(RealMnist.provider()).read(RealMnist.CONFIG).test();
      return new MnistServer(program, process, address(process), test);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void train(Program program) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("train", "--quiet", "--name", "mnist"));
    arguments.add("--config");
    arguments.add(Path.of("config", "mnist.yaml").toAbsolutePath().toString());
    arguments.addAll(List.of("--set", "training.epochs=2"));
    RealMnist.CONFIG
        .directory()
        .map(directory -> "data.directory=" + directory.toAbsolutePath().normalize())
        .ifPresent(setting -> arguments.addAll(List.of("--set", setting)));
    Output trained = program.run(arguments.toArray(String[]::new));
    assertThat(trained.exitCode()).as(trained.err()).isZero();
  }

  /** The address that a server has printed. */
  static URI address(RunningProgram server) throws IOException, InterruptedException {
    server.awaitOutput("http://");
    Matcher matcher = URL.matcher(Files.readString(server.out()));
    assertThat(matcher.find()).isTrue();
    return URI.create(matcher.group());
  }

  @Override
  public void close() {
    process.process().destroy();
  }
}
