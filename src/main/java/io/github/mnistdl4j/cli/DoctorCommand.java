package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.MnistDl4jException;
import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.RuntimeConfig;
import io.github.mnistdl4j.runtime.Backend;
import io.github.mnistdl4j.runtime.KernelChoice;
import io.github.mnistdl4j.runtime.Machine;
import io.github.mnistdl4j.runtime.NativeRuntime;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says on one page whether training would work here, and what to do about what is wrong. */
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

  @Override
  public Integer call() {
    Console console = output.console(spec.commandLine().getOut());
    Machine machine = Machine.current();
    List<DoctorFinding> findings =
        Stream.of(
                new DoctorMachine(machine).findings(),
                natives(machine),
                new DoctorFiles(config, runs.directory, DataSource.on(console)).findings())
            .flatMap(part -> part)
            .toList();
    DoctorReport report = new DoctorReport(findings);
    report.print(console);
    return report.trainingWorks() ? 0 : 1;
  }

  /** Whatever ND4J throws when it starts, errors included, is what there is to report. */
  private Stream<DoctorFinding> natives(Machine machine) {
    try {
      RuntimeConfig runtime = runtime();
      KernelChoice kernels = NativeRuntime.start(runtime);
      int threads = NativeRuntime.threads(runtime);
      return new DoctorBackend(Backend.current(), machine, kernels, threads).findings();
    } catch (Throwable e) {
      if (output.verbose) {
        PrintWriter err = spec.commandLine().getErr();
        e.printStackTrace(err);
        err.flush();
      }
      return Stream.of(DoctorNatives.explain(e));
    }
  }

  /** The defaults where the configuration is wrong, of which another finding tells. */
  private RuntimeConfig runtime() {
    try {
      return config.load().run().runtime();
    } catch (MnistDl4jException e) {
      return RunConfig.defaults().runtime();
    }
  }
}
