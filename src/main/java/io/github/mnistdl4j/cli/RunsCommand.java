package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.run.RunsFolder;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists, renames and deletes runs. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = RunsRenameCommand.class,
    description = "List, rename and delete runs.")
final class RunsCommand {
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "List all runs, the oldest first, with their test results, and then the sweeps.")
  int list(@Mixin RunsOptions runs, @Mixin OutputOptions output, @Mixin FormatOption format) {
    RunsList list = RunsList.of(runs.directory);
    Console console = format.console(output);
    if (format.isJson()) {
      list.document().print(console);
    } else if (list.isEmpty()) {
      console.say("No runs in %s yet; \"train\" creates one.", runs.directory);
    } else {
      list.print(console);
    }
    return 0;
  }

  @Command(
      name = "delete",
      mixinStandardHelpOptions = true,
      description = {
        "Delete runs or sweeps that no process writes, with everything in them.",
        "Of a run that is a symbolic link, only the link is deleted."
      },
      footer = {"", "Example:", "  mnist-dl4j runs delete first-try second-try"})
  int delete(
      @Parameters(paramLabel = "RUN", arity = "1..*", description = "Their names, or latest.")
          List<String> names,
      @Mixin RunsOptions runs,
      @Mixin OutputOptions output) {
    Console console = output.console();
    new RunsFolder(runs.directory).delete(names).forEach(run -> console.say("Deleted: " + run));
    return 0;
  }
}
