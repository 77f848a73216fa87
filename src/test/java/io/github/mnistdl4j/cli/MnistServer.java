package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.RealMnist;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.run.TestFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server in a process of its own that answers with the model of {@link MnistRun}.
 *
 * @param program has the model in a run of the name {@code mnist}
 * @param corrections where it keeps drawings that users named themselves
 * @param test MNIST's test images
 */
record MnistServer(Program program, RunningProgram process, URI uri, Digits test, Path corrections)
    implements AutoCloseable {
  private static final Pattern URL = Pattern.compile("http://\\S+");

  static MnistServer start() {
    try {
      Program quick = MnistRun.PROGRAM.withJvmOptions();
      Path corrections = TestFolder.untilTheEnd("corrections");
      RunningProgram process =
          quick.start(
              "serve",
              "--run=mnist",
              "--port=0",
              "--set=serving.corrections=" + corrections.toAbsolutePath());
      Digits test = new DigitsReader(RealMnist.provider()).read(RealMnist.CONFIG).test();
      return new MnistServer(quick, process, address(process), test, corrections);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
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
