package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.Affects;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.config.binding.Keys;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.run.Provenance.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;

/**
 * A finished run that is to be trained again, as its {@code provenance.json} says.
 *
 * @param file that file; nothing else of the run is needed
 * @param then its content
 */
public record Repetition(Path file, Provenance then) {
  /** The keys that may be set where a run is repeated, or evaluated. */
  public static final Keys MAY_CHANGE =
      Keys.affecting(AppConfig.class, Affects.PLACE, Affects.NOTHING);

  /**
   * Finds what was recorded of a run.
   *
   * @param run its name in the directory of all runs, {@code latest}, its path, or the path of a
   *     {@code provenance.json}
   * @throws RunException if there is none, it is damaged or too old to have a result, or the run
   *     did not finish
   */
  public static Repetition of(Path runs, String run) {
    Path file = find(runs, run);
    Provenance then = Json.require(file, Provenance.class);
    if (then.status() != Status.FINISHED && then.status() != Status.STOPPED_EARLY) {
      throw new RunException(
          "The run of %s %s, so there is no result to repeat. Finish it with train --resume, or train its configuration anew with --config."
              .formatted(file, ended(then.status())));
    }
    if (then.imported().isPresent()) {
      throw new RunException(
          "The run of %s began with %s, so it cannot be repeated from its start. Import that file again."
              .formatted(file, Provenance.printable(then.imported().get().file())));
    }
    if (then.config().isEmpty() || then.result().isEmpty()) {
      throw new RunException(
          "%s was written by version %s, which did not record the configuration and the result. Train the run's config.yaml with --config instead."
              .formatted(file, Provenance.printable(then.application().version())));
    }
    if (then.cluster().isPresent()) {
      throw new RunException(
          "The run of %s was trained on %s, whose results are not reproducible to the last bit. Train its config.yaml with --config instead."
              .formatted(file, Provenance.printable(then.cluster().get())));
    }
    return new Repetition(file, then);
  }

  private static Path find(Path runs, String run) {
    Path alone = RunDirectory.path(Path.of(""), run);
    boolean isFile = Files.isRegularFile(alone) && !Files.isDirectory(runs.resolve(alone));
    return isFile ? alone : RunDirectory.open(runs, run, RunDirectory.PROVENANCE).provenance();
  }

  private static String ended(Status status) {
    return switch (status) {
      case RUNNING -> "has not ended, or was killed";
      case INTERRUPTED -> "was interrupted";
      case TIME_LIMIT -> "was ended by its time limit";
      default -> "diverged";
    };
  }

  /** Returns what messages call the run. */
  public Path name() {
    @Nullable Path folder = file.getParent();
    return folder != null && file.endsWith(RunDirectory.PROVENANCE) ? folder : file;
  }

  /**
   * Returns the recorded configuration.
   *
   * @param overrides values of {@link #MAY_CHANGE}
   * @throws io.github.mnistdl4j.config.binding.InvalidConfigException if anything in it is not
   *     allowed
   */
  public AppConfig config(List<String> overrides) {
    List<String> all = new ArrayList<>(overrides);
    all.add("training.max-time=null"); // it did not end that run, and depends on the clock
    return SavedRun.recorded(ConfigLoader.loadMember(AppConfig.class, file, "config", all));
  }

  /**
   * Checks that the images are those that the run was trained on.
   *
   * @throws RunException that says which file is another
   */
  public void requireSameImages(TrainTest data) {
    then.requireSameImages(file, data);
  }

  /**
   * Compares the run with its repetition, which has ended.
   *
   * @throws RunException if the repetition's files were damaged meanwhile
   */
  public RepetitionResult compare(RunDirectory repetition) {
    Provenance now = Json.require(repetition.provenance(), Provenance.class);
    boolean same = then.result().equals(now.result());
    return new RepetitionResult(
        then, now, same ? OptionalDouble.of(0) : largestDifference(repetition));
  }

  /** Returns empty if the run's network is no longer beside its record. */
  private OptionalDouble largestDifference(RunDirectory repetition) {
    RunConfig config = config(List.of()).run();
    try {
      MultiLayerNetwork before = ModelStore.load(new RunDirectory(name()).model(), config);
      Optional<String> recorded = then.result().map(Provenance.Result::parametersSha256);
      return recorded.equals(Optional.of(Parameters.sha256(before)))
          ? OptionalDouble.of(
              Parameters.largestDifference(before, ModelStore.load(repetition.model(), config)))
          : OptionalDouble.empty();
    } catch (RunException e) {
      return OptionalDouble.empty();
    }
  }
}
