package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.prediction.Predictor;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A network that is served.
 *
 * @param name its name in URLs, such as {@code mnist}: that of the data set it has learned
 * @param version the name of its run
 * @param facts about it
 * @param testImages reads images to try, with their labels; gives none where there are none
 */
public record ServedModel(
    String name,
    String version,
    Predictor predictor,
    ModelFacts facts,
    Supplier<Optional<Digits>> testImages) {
  private static final Supplier<Optional<Digits>> NONE = Optional::empty;

  /** Returns the same model, which has images to try. */
  public ServedModel withTestImages(Supplier<Optional<Digits>> images) {
    return new ServedModel(name, version, predictor, facts, images);
  }

  /** Returns whether there may be images to try. */
  boolean hasTestImages() {
    return testImages != NONE;
  }

  /**
   * Loads the network of a run.
   *
   * @throws io.github.mnistdl4j.run.RunException if the run has no model that can be used
   */
  public static ServedModel load(RunDirectory run) {
    SavedRun saved = new SavedRun(run);
    String dataset = saved.config().run().data().dataset().name();
    return new ServedModel(
        dataset.toLowerCase(Locale.ROOT).replace('_', '-'),
        run.name(),
        Predictor.load(run.path()),
        ModelFacts.of(saved),
        NONE);
  }
}
