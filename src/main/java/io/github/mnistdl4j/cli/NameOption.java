package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.run.RunName;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The name of a new run or sweep. */
final class NameOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  private @Nullable String name;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Its name in the directory of all runs; else the time.")
  void setName(String name) {
    try {
      RunName.require(name);
    } catch (RunException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    this.name = name;
  }

  Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /** Checks that no name is given to what has one. */
  void refuseBeside(@Nullable String resume) {
    if (resume != null && name != null) {
      throw new ParameterException(
          spec.commandLine(), "--name is for a new one, --resume for one that has its name.");
    }
  }
}
