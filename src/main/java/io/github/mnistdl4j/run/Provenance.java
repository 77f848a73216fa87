package io.github.mnistdl4j.run;

import com.google.gson.annotations.SerializedName;
import io.github.mnistdl4j.runtime.Backend;
import io.github.mnistdl4j.runtime.Machine;
import java.util.Map;

/**
 * What a run was made from and with, and how it ended: {@code provenance.json}.
 *
 * @param status running, finished, interrupted or diverged
 * @param started ISO-8601, with the offset from UTC
 * @param ended as {@code started}; empty while it runs
 * @param trainingSeconds time spent in training steps
 * @param application this program and Deeplearning4j
 * @param machine Java, operating system and processor
 * @param backend ND4J's native library and its BLAS
 * @param seed what every random choice derived from
 * @param dataset the images
 */
public record Provenance(
    Status status,
    String started,
    String ended,
    double trainingSeconds,
    Application application,
    Machine machine,
    Backend backend,
    long seed,
    Dataset dataset) {

  /** How a run is going. */
  public enum Status {
    /** It is, or was when its process was killed. */
    @SerializedName("running")
    RUNNING,
    /** All epochs are done. */
    @SerializedName("finished")
    FINISHED,
    /** Ended by early stopping. */
    @SerializedName("stopped-early")
    STOPPED_EARLY,
    /** Ended by its time limit, what it had learned kept. */
    @SerializedName("time-limit")
    TIME_LIMIT,
    /** Stopped by the user, what it had learned kept. */
    @SerializedName("interrupted")
    INTERRUPTED,
    /** Ended by a loss that was no number. */
    @SerializedName("diverged")
    DIVERGED
  }

  /**
   * The images of a run.
   *
   * @param name as in the configuration
   * @param source where they came from, in words
   * @param train images to learn from, before any were held out
   * @param test images to evaluate on
   * @param sha256 each file's name and the SHA-256 of its unpacked bytes
   */
  public record Dataset(
      String name, String source, int train, int test, Map<String, String> sha256) {}

  /** The same run, at its end. */
  Provenance ended(Status how, String when, double seconds) {
    return new Provenance(
        how, started, when, seconds, application, machine, backend, seed, dataset);
  }
}
