package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunException;
import io.github.mnistdl4j.run.RunName;
import io.github.mnistdl4j.run.RunsFolder;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.export.MetricsExport;
import io.github.mnistdl4j.run.export.MetricsExport.MetricsFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists, renames, tags, exports and deletes runs. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = RunsCommand.Rename.class,
    description = "List, rename, tag, export and delete runs.")
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

  @Command(
      name = "tag",
      mixinStandardHelpOptions = true,
      description = {
        "Give a run or a sweep tags, in place of those it has; without any, it has none.",
        "The page of \"report --all\" shows them, and finds runs by them."
      },
      footer = {"", "Example:", "  mnist-dl4j runs tag latest baseline lecture-3"})
  int tag(
      @Parameters(paramLabel = "RUN", description = "Its name, or latest.") String run,
      @Parameters(paramLabel = "TAG", arity = "0..*", description = "Words to find it by.")
          @Nullable List<String> tags,
      @Mixin RunsOptions runs,
      @Mixin OutputOptions output) {
    List<String> all = tags == null ? List.of() : tags;
    Path tagged = new RunsFolder(runs.directory).tag(run, all);
    String what = all.isEmpty() ? "no tags" : String.join(", ", all);
    output.console().say("%s has %s.".formatted(tagged, what));
    return 0;
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = {
        "Write the metrics of runs for other programs: what metrics.csv has for each epoch,",
        "and for MLflow and TensorBoard also what steps.csv has.",
        "Nothing is replaced."
      },
      footer = {
        "",
        "Examples:",
        "  mnist-dl4j runs export first-try second-try --format csv",
        "  mnist-dl4j runs export --all --format tensorboard --output logs",
        "  mnist-dl4j runs export --all --format mlflow"
      })
  int export(
      @Parameters(
              paramLabel = "RUN",
              arity = "0..*",
              description =
                  "Names or paths of runs, or of sweeps for their trials; without any the newest.")
          @Nullable List<String> names,
      @Mixin ExportOptions options,
      @Mixin RunsOptions runs,
      @Mixin OutputOptions output) {
    if (options.all) {
      runs.requireAll(names);
    }
    List<SavedRun> exported =
        options.all
            ? RunDirectory.all(runs.directory).stream().map(SavedRun::new).toList()
            : runs.openAllWithTrials(names);
    if (exported.isEmpty()) {
      throw runs.noRuns();
    }
    Path target = options.file != null ? options.file : Path.of(options.format.usualName());
    MetricsExport.write(exported, options.format, target);
    output.console().result("Exported to " + target);
    return 0;
  }

  /** Renames a run. */
  @Command(
      name = "rename",
      mixinStandardHelpOptions = true,
      description = "Rename a run or a sweep that no process writes.",
      footer = {"", "Example:", "  mnist-dl4j runs rename latest first-try"})
  static final class Rename implements Callable<Integer> {
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

  /** What is exported, and where to. */
  static final class ExportOptions {
    @Option(names = "--all", description = "All runs, in place of those that are named.")
    private boolean all;

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        required = true,
        description =
            "csv: a row per run and epoch; json: one document; mlflow: a folder for \"mlflow ui"
                + " --backend-store-uri\"; tensorboard: a folder for \"tensorboard --logdir\".")
    private MetricsFormat format = MetricsFormat.CSV;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        description = "The file or folder; by default runs.csv, runs.json, mlruns or tensorboard.")
    private @Nullable Path file;
  }
}
