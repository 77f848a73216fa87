package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.SavedRun;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What those who use a run's network may want to know about it.
 *
 * @param trained when it was, ISO-8601 with the offset from UTC; empty if not recorded
 * @param learned images that it learned from, without those held out; 0 if not recorded
 * @param tested images of the test set; 0 if there was none
 * @param accuracy share of the test set that it is right about, in [0, 1]
 * @param extra pictures of the user's own among those that it learned from
 * @param extraFolder where these were
 * @param report where the run's page for a browser is, if there is one
 */
public record ModelFacts(
    Optional<String> trained,
    int learned,
    int tested,
    OptionalDouble accuracy,
    int extra,
    Optional<Path> extraFolder,
    Path report) {

  /** Reads them from a run's files. */
  public static ModelFacts of(SavedRun run) {
    Optional<Provenance> then = run.provenance();
    return new ModelFacts(
        then.map(known -> known.ended().isEmpty() ? known.started() : known.ended()),
        run.learned(),
        then.map(known -> known.dataset().test()).orElse(0),
        then.map(Provenance::testAccuracy).orElseGet(OptionalDouble::empty),
        then.map(known -> known.dataset().extra()).orElse(0),
        run.config().run().data().extra(),
        run.directory().report());
  }
}
