package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.report.live.LiveServer;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a run on a page while another process trains it. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Show a run's training on a page for browsers of this machine, whichever process trains it.",
      "A run that has not started yet is waited for; without a name the page turns to each newer run."
    },
    footer = {"", "Example:", "  mnist-dl4j watch latest --port 6006"})
final class WatchCommand implements Callable<Integer> {
  private final Session session;
  @Mixin private RunsOptions runs;
  @Mixin private OutputOptions output;

  @Parameters(
      paramLabel = "RUN",
      arity = "0..1",
      defaultValue = RunDirectory.LATEST,
      description =
          "A run's name or path, or a sweep's: its newest run. Without it the newest run.")
  private String run = RunDirectory.LATEST;

  @Mixin private PortOption port = new PortOption(0);

  WatchCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws InterruptedException {
    Console console = output.console();
    int at = port.number();
    Optional<RunDirectory> found = find();
    session.stop().listen();
    try (LiveServer server = LiveServer.start(at, this::find)) {
      console.result(
          found.isPresent()
              ? "Watching %s on %s".formatted(found.get().name(), server.address())
              : "Waiting for the run %s in %s on %s"
                  .formatted(run, runs.directory, server.address()));
      console.say("Ctrl-C stops it.");
      session.stop().await();
    }
    return 0;
  }

  /** Finds the run, or the newest of a sweep, once there is one. */
  private Optional<RunDirectory> find() {
    try {
      Optional<Path> sweep = runs.sweep(run);
      return Optional.of(
          sweep.isPresent() ? RunDirectory.open(sweep.get(), RunDirectory.LATEST) : runs.open(run));
    } catch (RunException e) {
      return Optional.empty();
    }
  }
}
