package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.MnistDl4jException;
import io.github.mnistdl4j.cli.DoctorFinding.Level;
import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.RuntimeConfig;
import io.github.mnistdl4j.runtime.Backend;
import io.github.mnistdl4j.runtime.KernelChoice;
import io.github.mnistdl4j.runtime.Machine;
import io.github.mnistdl4j.runtime.NativeRuntime;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks whether training would work here, and says what to do about what is wrong. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description =
        "Check this machine, its native libraries, folders and data; exit code 1 if training would"
            + " not work.")
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConfigOptions config;
  @Mixin private RunsOptions runs;
  @Mixin private OutputOptions output;
  @Mixin private FormatOption format;

  @Override
  public Integer call() {
    Console console = format.console(output);
    Machine machine = Machine.current();
    RunConfig effective = effective();
    List<DoctorFinding> findings =
        Stream.of(
                DoctorSystem.machine(machine),
                backend(machine, effective.runtime()),
                Stream.of(DoctorSystem.firstLayer(machine, effective)),
                new DoctorFiles(config, runs.directory, DataSource.on(console)).findings())
            .flatMap(part -> part)
            .toList();
    Set<Level> levels = findings.stream().map(DoctorFinding::level).collect(Collectors.toSet());
    if (format.isJson()) {
      document(findings, !levels.contains(Level.PROBLEM)).print(console);
    } else {
      findings.forEach(finding -> finding.print(console));
      printSummary(console, levels);
    }
    return levels.contains(Level.PROBLEM) ? 1 : 0;
  }

  private static void printSummary(Console console, Set<Level> levels) {
    console.say("");
    if (levels.contains(Level.PROBLEM)) {
      console.result("Training would not work here: see the problems above.");
      return;
    }
    String warnings = levels.contains(Level.WARNING) ? "; see the warnings above." : ".";
    console.result("Training works here" + warnings);
  }

  private static JsonDocument document(List<DoctorFinding> findings, boolean works) {
    return new JsonDocument()
        .with("works", works)
        .with("findings", findings.stream().map(DoctorFinding::document).toList());
  }

  /** Starts ND4J; whatever it throws, errors included, is the finding. */
  private Stream<DoctorFinding> backend(Machine machine, RuntimeConfig runtime) {
    try {
      KernelChoice choice = NativeRuntime.start(runtime);
      int threads = NativeRuntime.threads(runtime);
      return DoctorSystem.backend(Backend.current(), machine, choice, threads);
    } catch (Throwable e) {
      if (output.verbose) {
        PrintWriter err = spec.commandLine().getErr();
        e.printStackTrace(err);
        err.flush();
      }
      return Stream.of(DoctorNatives.explain(e));
    }
  }

  /** Falls back to the defaults if the configuration is wrong, which is a finding of its own. */
  private RunConfig effective() {
    try {
      return config.load().run();
    } catch (MnistDl4jException e) {
      return RunConfig.defaults();
    }
  }
}
