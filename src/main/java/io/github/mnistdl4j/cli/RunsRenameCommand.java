package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.run.RunName;
import io.github.mnistdl4j.run.RunsFolder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Renames a run. */
@Command(
    name = "rename",
    mixinStandardHelpOptions = true,
    description = "Rename a run or a sweep that no process writes.",
    footer = {"", "Example:", "  mnist-dl4j runs rename latest first-try"})
final class RunsRenameCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RunsOptions runs;
  @Mixin private OutputOptions output;

  @Parameters(index = "0", paramLabel = "RUN", description = "Its name, or latest.")
  private String run = "";

  private String name = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "Its new name.")
  void setName(String name) {
    try {
      RunName.require("NAME", name);
    } catch (RunException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    this.name = name;
  }

  @Override
  public Integer call() {
    output.console().say("Renamed: " + new RunsFolder(runs.directory).rename(run, name));
    return 0;
  }
}
