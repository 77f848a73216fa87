package io.github.mnistdl4j.run;

import com.google.gson.JsonObject;
import com.google.gson.annotations.SerializedName;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.binding.Affects;
import io.github.mnistdl4j.config.binding.Keys;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.evaluation.RejectionRule;
import io.github.mnistdl4j.evaluation.Temperature;
import io.github.mnistdl4j.runtime.Backend;
import io.github.mnistdl4j.runtime.Machine;
import io.github.mnistdl4j.training.Score;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What a run was trained from and with, how it ended and what it came to: {@code provenance.json},
 * which is enough to repeat the run. Older files, without the last seven components, are read, too.
 *
 * @param started for the first time; ISO-8601, with the offset from UTC
 * @param ended as {@code started}; empty while it runs
 * @param trainingSeconds time spent in the steps of complete epochs
 * @param resumed when it was resumed, in order, each as {@code started}
 * @param threads of a training step; 0 if not recorded
 * @param config the effective configuration, every key spelled out; empty if not recorded
 * @param result empty while it runs, or if not recorded
 * @param cluster which cluster computed its steps, in words; empty: the process that wrote this
 * @param evaluationCheck whether Deeplearning4j's own evaluation agrees; empty while it runs, or if
 *     not recorded
 * @param imported the file of another program that the network was first read from; empty: none
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
    Optional<EvaluationCheck> evaluationCheck,
    Optional<Origin> imported) {

  private static final Keys PLACE = Keys.affecting(AppConfig.class, Affects.PLACE);

  /** Takes null for what an older file lacks. */
  public Provenance {
    resumed = List.copyOf(Objects.requireNonNullElse(resumed, List.of()));
    config = Objects.requireNonNullElseGet(config, JsonObject::new);
    result = Objects.requireNonNullElse(result, Optional.empty());
    cluster = Objects.requireNonNullElse(cluster, Optional.empty());
    evaluationCheck = Objects.requireNonNullElse(evaluationCheck, Optional.empty());
    imported = Objects.requireNonNullElse(imported, Optional.empty());
  }

  /** How a run is going. */
  public enum Status {
    /** Still running, or its process was killed. */
    @SerializedName("running")
    RUNNING,
    /** All epochs are done. */
    @SerializedName("finished")
    FINISHED,
    /** Ended by early stopping. */
    @SerializedName("stopped-early")
    STOPPED_EARLY,
    /** Ended by its time limit; what it had learned is kept. */
    @SerializedName("time-limit")
    TIME_LIMIT,
    /** Stopped by the user; what it had learned is kept. */
    @SerializedName("interrupted")
    INTERRUPTED,
    /** Ended by a loss that was NaN or infinite. */
    @SerializedName("diverged")
    DIVERGED;

    /** Returns the status in a word: one still running may as well have been killed. */
    public String word() {
      return this == RUNNING ? "unfinished" : YamlNames.of(this);
    }
  }

  /**
   * The images of a run.
   *
   * @param name as in the configuration
   * @param source where they came from, in words
   * @param train images to learn from, before any were held out
   * @param test images to evaluate on
   * @param sha256 each file's name and the SHA-256 of its unpacked bytes
   * @param images their form and classes; older files lack it
   * @param extra how many pictures of the user's own are among those to learn from, each once;
   *     older files lack it
   */
  public record Dataset(
      String name,
      String source,
      int train,
      int test,
      Map<String, String> sha256,
      @Nullable Preprocessing images,
      int extra) {

    /** Returns the hashes of its files, without pictures of the user's own. */
    public List<String> fileHashes() {
      return TrainTest.fileHashes(sha256);
    }
  }

  /**
   * Where a network comes from that this program did not train.
   *
   * @param file its name
   * @param sha256 of its bytes
   * @param form what kind of file it is
   * @param maker what wrote it, with its version
   * @param pixels what background and ink are to it, as in {@code 0..255}; its first layer was
   *     changed to take 0…1
   * @param notes what could not be taken over as it was
   */
  public record Origin(
      String file, String sha256, String form, String maker, String pixels, List<String> notes) {}

  /** Returns the mean of the training images' pixels; empty if not recorded. */
  OptionalDouble trainingMean() {
    Preprocessing recorded = dataset.images;
    return recorded == null ? OptionalDouble.empty() : recorded.trainingMean();
  }

  /** Returns the share of the test set that it is right about, in [0, 1]; empty if not tested. */
  public OptionalDouble testAccuracy() {
    return result
        .flatMap(Result::test)
        .map(score -> OptionalDouble.of(score.accuracy()))
        .orElseGet(OptionalDouble::empty);
  }

  /** Returns which images its network refuses; empty: none. */
  public Optional<RejectionRule> rejection() {
    return result.flatMap(Result::rejection).filter(RejectionRule::isUsable);
  }

  /** Returns at which temperature its network is asked to be calibrated; empty: its own. */
  public Optional<Temperature> temperature() {
    return result.flatMap(Result::temperature).map(Temperature::new).filter(Temperature::isUsable);
  }

  /** Returns what the images have in common. */
  DatasetInfo images(DatasetName dataset) {
    Preprocessing recorded = this.dataset.images;
    return recorded == null ? DatasetInfo.of(dataset) : recorded.info(dataset);
  }

  /**
   * What a run came to.
   *
   * @param epochs complete ones
   * @param parametersSha256 SHA-256 of the kept network's parameters, as Deeplearning4j lays them
   *     out, each a big-endian float32
   * @param training over the last complete epoch; empty if there was none
   * @param test of the kept network on the test set, if it was evaluated
   * @param rejection which images the kept network refuses; empty: none
   * @param temperature at which it is asked to be calibrated; empty: its own
   */
  public record Result(
      int epochs,
      String parametersSha256,
      Optional<Score> training,
      Optional<Score> test,
      Optional<RejectionRule> rejection,
      Optional<Double> temperature) {
    /** Takes null for what JSON lacks. */
    public Result {
      training = Objects.requireNonNullElse(training, Optional.empty());
      test = Objects.requireNonNullElse(test, Optional.empty());
      rejection = Objects.requireNonNullElse(rejection, Optional.empty());
      temperature = Objects.requireNonNullElse(temperature, Optional.empty());
    }
  }

  /**
   * Returns which of the images are others than those of the run, in words; empty if none are, or
   * if another program trained it.
   *
   * @param run what messages call it
   */
  Optional<String> otherImages(Path run, TrainTest data) {
    if (imported.isPresent()) {
      return Optional.empty(); // nobody knows what it learned from
    }
    String others =
        "The run of %s was trained on other images: %s. Name the right ones with --set: %s say where they are.";
    Iterator<String> recorded = dataset.sha256.values().iterator();
    for (Map.Entry<String, String> file : data.sha256().entrySet()) {
      String expected = recorded.hasNext() ? String.valueOf(recorded.next()) : "none";
      if (!file.getValue().equals(expected)) {
        String difference =
            "%s of %s has SHA-256 %s, but had %s"
                .formatted(file.getKey(), data.source(), file.getValue(), printable(expected));
        return Optional.of(others.formatted(run, difference, PLACE));
      }
    }
    List<String> missing = dataset.sha256.keySet().stream().skip(data.sha256().size()).toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            others.formatted(run, "%s is missing".formatted(printable(missing.get(0))), PLACE));
  }

  /**
   * Checks that images are those of the run.
   *
   * @param run what messages call it
   * @throws RunException that says which file is another
   */
  void requireSameImages(Path run, TrainTest data) {
    otherImages(run, data)
        .ifPresent(
            problem -> {
              throw new RunException(problem);
            });
  }

  /** Returns the same run, started where {@code before} was left. */
  Provenance after(Provenance before) {
    List<String> times = new ArrayList<>(before.resumed);
    times.add(started);
    return Records.with(
        this, Map.of("started", before.started, "resumed", times, "imported", before.imported));
  }

  /** Returns a text for the terminal: somebody else's file may hold escape sequences. */
  public static String printable(String text) {
    return "%.80s".formatted(text.replaceAll("\\p{Cntrl}", "?"));
  }
}
