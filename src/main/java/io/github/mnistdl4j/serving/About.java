package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.serving.http.ServerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the page says of the model, and what it may ask; its components are the members of the
 * server's JSON.
 *
 * @param run its name
 * @param trained when, ISO-8601; null if not recorded
 * @param labels the classes' names
 * @param layers the number of pixels, then of the units of each layer; the last are the classes
 * @param learned images that it learned from; 0 if not recorded
 * @param tested images of the test set; 0 if there was none
 * @param accuracy share of the test set that it is right about; null without one
 * @param extra pictures of the user's own that it learned from
 * @param extraCorrections whether these were the corrections that this server keeps
 * @param corrections whether this server keeps corrections
 * @param report whether the run has a report
 * @param examples whether there may be test images to try
 * @param runs whether a link to all runs leads there
 */
record About(
    String run,
    @Nullable String trained,
    List<String> labels,
    List<Integer> layers,
    int learned,
    int tested,
    @Nullable Double accuracy,
    int extra,
    boolean extraCorrections,
    boolean corrections,
    boolean report,
    boolean examples,
    boolean runs) {

  static About of(ServedModel model, ServerSettings settings, boolean runs) {
    ModelFacts facts = model.facts();
    DatasetInfo images = model.predictor().images();
    return new About(
        model.version(),
        facts.trained().orElse(null),
        images.classes(),
        model.predictor().layerSizes(),
        facts.learned(),
        facts.tested(),
        facts.accuracy().isPresent() ? facts.accuracy().getAsDouble() : null,
        facts.extra(),
        areCorrections(facts.extraFolder(), settings.limits().corrections()),
        CorrectionEndpoints.areAllowed(settings),
        Files.isRegularFile(facts.report()),
        model.hasTestImages(),
        runs);
  }

  private static boolean areCorrections(Optional<Path> learned, Optional<Path> kept) {
    return learned.isPresent() && learned.map(Path::normalize).equals(kept.map(Path::normalize));
  }
}
