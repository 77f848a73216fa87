package io.github.mnistdl4j.report.live;

import io.github.mnistdl4j.MnistDl4jException;
import io.github.mnistdl4j.evaluation.EpochAnswers;
import io.github.mnistdl4j.run.EpochAnswersFile;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.StepsFile;
import io.github.mnistdl4j.serving.http.Reply;
import io.github.mnistdl4j.training.StepResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is new in a run's directory. Files that have not changed are not read again. Safe to
 * use from several threads.
 */
final class LiveRun {
  private final Supplier<Optional<RunDirectory>> run;
  private final Unchanged<List<StepResult>> steps = new Unchanged<>();
  private final Unchanged<Optional<EpochAnswers>> answers = new Unchanged<>();
  private final Unchanged<RunFacts> facts = new Unchanged<>();

  LiveRun(Supplier<Optional<RunDirectory>> run) {
    this.run = run;
  }

  /**
   * Returns all facts about the run, and of its steps and answers only what the page lacks.
   *
   * @param step the last step that the page has; 0: none
   * @param epoch the epoch whose answers the page has; 0: none
   */
  synchronized Reply news(long step, long epoch) {
    Optional<RunDirectory> found = run.get();
    return Reply.json(
        found
            .map(directory -> of(directory, step, epoch))
            .orElseGet(() -> new News(RunFacts.NONE, StepColumns.of(List.of(), 0), null)));
  }

  /**
   * Answer to a page.
   *
   * @param answers null if there are none that the page lacks
   */
  private record News(RunFacts run, StepColumns steps, @Nullable EpochAnswers answers) {}

  private News of(RunDirectory directory, long step, long epoch) {
    List<StepResult> rows = read(steps, directory.steps(), List.of(), StepsFile::read);
    Optional<EpochAnswers> newest =
        read(
            answers,
            directory.answers(),
            Optional.empty(),
            path -> EpochAnswersFile.read(directory));
    List<Path> files =
        List.of(
            directory.config(), directory.provenance(), directory.metrics(), directory.report());
    RunFacts known =
        facts.read(files, () -> RunFacts.of(directory)).withSteps(rows).withWriter(directory);
    return new News(
        known, StepColumns.of(rows, step), newest.filter(all -> all.epoch() != epoch).orElse(null));
  }

  /** Reads a file; returns {@code none} if it is damaged, so that the page shows the rest. */
  private static <T> T read(Unchanged<T> before, Path file, T none, Function<Path, T> reader) {
    try {
      return before.read(List.of(file), () -> reader.apply(file));
    } catch (MnistDl4jException e) {
      return none;
    }
  }
}
