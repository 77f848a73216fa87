package io.github.mnistdl4j.run;

import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;
import io.github.mnistdl4j.runtime.Backend;
import io.github.mnistdl4j.runtime.Machine;
import io.github.mnistdl4j.training.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a run was made from and with, how it ended and what came out: {@code provenance.json}. With
 * it alone the run can be repeated.
 *
 * <p>Files of versions before the last six components are read, too.
 *
 * @param status how it is going or has ended
 * @param started for the first time; ISO-8601, with the offset from UTC
 * @param ended as {@code started}; empty while it runs
 * @param trainingSeconds time spent in the steps of complete epochs
 * @param application this program and Deeplearning4j
 * @param machine Java, operating system and processor
 * @param backend ND4J's native library and its BLAS
 * @param seed what every random choice derived from
 * @param dataset the images
 * @param resumed when it was gone on with, in order, each as {@code started}
 * @param threads of a training step; 0 if not recorded
 * @param config the effective configuration, every key spelled out; empty if not recorded
 * @param result what came out; empty while it runs, or if not recorded
 * @param cluster which cluster computed its steps, in words; empty: the process that wrote this
 * @param evaluationCheck whether Deeplearning4j's own evaluation agrees; empty while it runs, or if
 *     not recorded
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
    Dataset dataset,
    List<String> resumed,
    int threads,
    JsonObject config,
    Optional<Result> result,
    @SerializedName(value = "cluster", alternate = "elsewhere") Optional<String> cluster,
    Optional<EvaluationCheck> evaluationCheck) {

  /** Takes null for what an older file does not have. */
  public Provenance {
    resumed = List.copyOf(Objects.requireNonNullElse(resumed, List.of()));
    config = Objects.requireNonNullElseGet(config, JsonObject::new);
    result = Objects.requireNonNullElse(result, Optional.empty());
    cluster = Objects.requireNonNullElse(cluster, Optional.empty());
    evaluationCheck = Objects.requireNonNullElse(evaluationCheck, Optional.empty());
  }

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

  /**
   * What came out of a run.
   *
   * @param epochs complete ones
   * @param parametersSha256 SHA-256 of the kept network's parameters, as Deeplearning4j lays them,
   *     each a big-endian float32
   * @param training over the last complete epoch; empty if there was none
   * @param test of the kept network on the test set, if it was evaluated
   */
  public record Result(
      int epochs, String parametersSha256, Optional<Score> training, Optional<Score> test) {
    /** Takes null for what JSON has no value of. */
    public Result {
      training = Objects.requireNonNullElse(training, Optional.empty());
      test = Objects.requireNonNullElse(test, Optional.empty());
    }
  }

  /** The same run, started where {@code before} was left. */
  Provenance after(Provenance before) {
    List<String> times = new ArrayList<>(before.resumed);
    times.add(started);
    return new Provenance(
        status,
        before.started,
        ended,
        trainingSeconds,
        application,
        machine,
        backend,
        seed,
        dataset,
        times,
        threads,
        config,
        result,
        cluster,
        evaluationCheck);
  }

  /** The same run, at its end. */
  Provenance ended(
      Status how, String when, double seconds, Optional<Result> what, EvaluationCheck check) {
    return new Provenance(
        how,
        started,
        when,
        seconds,
        application,
        machine,
        backend,
        seed,
        dataset,
        resumed,
        threads,
        config,
        what,
        cluster,
        Optional.of(check));
  }
}
