package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.cli.console.Console;
import io.github.mnistdl4j.cli.console.KerasProgress;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the runs. */
@Command(
    name = "runs",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Show the runs so far.")
final class RunsCommand {
  private static final String ROW = "%-24s  %-13s  %-25s  %-13s  %9s  %9s";

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "List all runs, the oldest first, with their test results.")
  int list(@Mixin RunsOptions runs, @Mixin OutputOptions output) {
    Console console = output.console();
    List<RunDirectory> all = RunDirectory.all(runs.directory);
    if (all.isEmpty()) {
      console.say("No runs in %s yet; \"train\" creates one.", runs.directory);
      return 0;
    }
    console.say(ROW, "run", "status", "started", "dataset", "test_loss", "test_acc");
    all.forEach(run -> console.result(row(new SavedRun(run))));
    return 0;
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
