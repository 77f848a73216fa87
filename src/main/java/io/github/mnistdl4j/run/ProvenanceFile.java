package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.run.Provenance.Status;
import io.github.mnistdl4j.runtime.Backend;
import io.github.mnistdl4j.runtime.Machine;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.Score;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;

/** Writes {@code provenance.json} when a training starts and when it has ended. */
final class ProvenanceFile {
  private final AppConfig config;
  private final TrainTest data;
  private final RunDirectory directory;
  private final Clock clock;
  private final Optional<String> cluster;
  private @Nullable Provenance running;

  ProvenanceFile(
      AppConfig config,
      TrainTest data,
      RunDirectory directory,
      Clock clock,
      Optional<String> cluster) {
    this.config = config;
    this.data = data;
    this.directory = directory;
    this.clock = clock;
    this.cluster = cluster;
  }

  /** Writes that training starts, for the first time or again. */
  void started() {
    Provenance started =
        new Provenance(
            Status.RUNNING,
            now(),
            "",
            0,
            Application.current(),
            Machine.current(),
            Backend.current(),
            config.run().network().seed(),
            new Provenance.Dataset(
                YamlNames.of(config.run().data().dataset()),
                data.source(),
                data.train().size(),
                data.test().size(),
                data.sha256()),
            List.of(),
            NativeRuntime.threads(config.run().runtime()),
            Json.tree(ConfigWriter.tree(config)),
            Optional.empty(),
            cluster,
            Optional.empty());
    running =
        Json.read(directory.provenance(), Provenance.class).map(started::after).orElse(started);
    Json.write(directory.provenance(), running);
  }

  /** Writes how training has ended; called after {@link #started}. */
  void ended(RunResult run, MultiLayerNetwork network) {
    List<EpochResult> epochs = run.training().epochs();
    double seconds = epochs.stream().mapToLong(e -> e.duration().toMillis()).sum() / 1e3;
    Provenance.Result result =
        new Provenance.Result(
            epochs.size(),
            Parameters.sha256(network),
            run.training()
                .kept()
                .or(() -> epochs.stream().reduce((first, second) -> second))
                .map(EpochResult::training),
            run.evaluation().map(Score::of));
    Status status = Status.valueOf(run.training().outcome().name());
    Json.write(
        directory.provenance(),
        Objects.requireNonNull(running)
            .ended(
                status, now(), seconds, Optional.of(result).filter(r -> run.saved()), run.check()));
  }

  private String now() {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS));
  }
}
