package io.github.mnistdl4j.report;

import io.github.mnistdl4j.MnistDl4jException;
import io.github.mnistdl4j.config.Evaluate;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.data.fetch.DatasetProvider;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.data.fetch.FileCheck;
import io.github.mnistdl4j.run.Inspection;
import io.github.mnistdl4j.run.RunResult;
import io.github.mnistdl4j.run.SavedRun;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A look into a run's network and its answers to the test images, as far as both are there.
 *
 * @param notes sentences that say why something is missing
 */
record Findings(Optional<Inspection> inspection, List<String> notes) {
  private static final String NOT_EVALUATED =
      "The run leaves the test set alone (training.evaluate: never), so this report does, too: it"
          + " has no confusion matrix, classes, mistakes or calibration.";

  private static final String NO_TEST_SET =
      "There is no test set, so this report has no confusion matrix, classes, mistakes or"
          + " calibration; what was held out for validation is in the learning curves.";

  private static final String NO_MODEL =
      "The run has no model.zip, so its mistakes, calibration and weights cannot be shown.";

  static Findings of(SavedRun run, RunResult result) {
    Optional<Inspection> inspection = result.inspection();
    if (inspection.isEmpty()) {
      return new Findings(inspection, List.of(NO_MODEL));
    }
    boolean evaluated = inspection.get().answers().isPresent();
    return new Findings(inspection, evaluated ? List.of() : List.of(notEvaluated(run)));
  }

  private static String notEvaluated(SavedRun run) {
    return run.hasTestSet() ? NOT_EVALUATED : NO_TEST_SET;
  }

  /** Asks a run's network; fetches nothing. */
  static Findings of(SavedRun run, DatasetProvider provider) {
    List<String> notes = new ArrayList<>();
    Optional<Inspection> inspection = Optional.empty();
    if (!Files.exists(run.directory().model())) {
      notes.add(NO_MODEL);
      return new Findings(inspection, notes);
    }
    try {
      inspection = Optional.of(run.inspect(testImages(run, provider, notes)));
    } catch (MnistDl4jException e) {
      notes.add(e.getMessage() + " So mistakes, calibration and weights are not shown.");
    }
    return new Findings(inspection, notes);
  }

  private static Optional<Digits> testImages(
      SavedRun run, DatasetProvider provider, List<String> notes) {
    RunConfig config = tested(run.config().run());
    if (config.training().evaluate() == Evaluate.NEVER || !run.hasTestSet()) {
      notes.add(notEvaluated(run));
      return Optional.empty();
    }
    Optional<String> problem;
    try {
      problem = missing(config, provider);
      if (problem.isEmpty()) {
        TrainTest data = new DigitsReader(provider).read(config.data());
        if (run.hasFiles(data)) {
          return Optional.of(data.test());
        }
        problem = Optional.of("The images have changed since the run.");
      }
    } catch (MnistDl4jException e) {
      problem = Optional.of(e.getMessage());
    }
    notes.add(problem.get() + " So mistakes and calibration are not shown.");
    return Optional.empty();
  }

  /** Leaves out pictures of the user's own: they are learned from, and may have become more. */
  private static RunConfig tested(RunConfig config) {
    return Records.with(config, "data.extra", Optional.empty());
  }

  /** Returns what keeps the images from being read without a download. */
  private static Optional<String> missing(RunConfig config, DatasetProvider provider) {
    if (!config.data().dataset().isIdx()) {
      return Optional.empty(); // reading them is the check
    }
    List<FileCheck> files = provider.verify(config.data());
    if (files.isEmpty()) {
      return Optional.of("The test images are not on this machine; \"data fetch\" gets them.");
    }
    return files.stream()
        .filter(file -> !file.intact())
        .map(file -> "The file %s %s.".formatted(file.path(), file.problem().orElse("")))
        .findFirst();
  }
}
