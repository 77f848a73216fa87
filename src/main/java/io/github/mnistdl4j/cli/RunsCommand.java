package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.KerasProgress;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.RunsFolder;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.sweep.SweepDirectory;
import java.util.List;
import java.util.Optional;
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
  private static final String SWEEP_ROW = "%-24s  %-13s  %-40s  %9s  %9s";
  private static final String ROW = "%-24s  %-13s  %-25s  %-13s  %9s  %9s";

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description =
          "List all runs, the oldest first, with their test results, and then the sweeps.")
  int list(@Mixin RunsOptions runs, @Mixin OutputOptions output) {
    Console console = output.console();
    List<RunDirectory> all = RunDirectory.all(runs.directory);
    List<SweepDirectory> sweeps = SweepDirectory.all(runs.directory);
    if (all.isEmpty() && sweeps.isEmpty()) {
      console.say("No runs in %s yet; \"train\" creates one.", runs.directory);
      return 0;
    }
    console.say(ROW, "run", "status", "started", "dataset", "test_loss", "test_acc");
    all.forEach(run -> console.result(row(new SavedRun(run))));
    sweeps.forEach(sweep -> console.result(row(sweep)));
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

  private static String row(SweepDirectory sweep) {
    Optional<RunDirectory> winner = sweep.newestWinner();
    Optional<EvaluationResult> evaluation = winner.flatMap(run -> new SavedRun(run).evaluation());
    String best =
        winner.map(run -> "winner: " + sweep.name() + "/" + run.name()).orElse("no winner yet");
    return SWEEP_ROW.formatted(
        sweep.name(),
        "sweep",
        "%d trials, %s".formatted(sweep.trials().size(), best),
        evaluation.map(e -> KerasProgress.number(e.loss())).orElse("-"),
        evaluation.map(e -> KerasProgress.number(e.accuracy())).orElse("-"));
  }

  private static String row(SavedRun run) {
    Optional<Provenance> provenance = run.provenance();
    Optional<EvaluationResult> evaluation = run.evaluation();
    return ROW.formatted(
        run.directory().name(),
        provenance.map(p -> p.status().word()).orElse("unknown"),
        provenance.map(Provenance::started).orElse("-"),
        provenance.map(p -> p.dataset().name()).orElse("-"),
        evaluation.map(e -> KerasProgress.number(e.loss())).orElse("-"),
        evaluation.map(e -> KerasProgress.number(e.accuracy())).orElse("-"));
  }
}
