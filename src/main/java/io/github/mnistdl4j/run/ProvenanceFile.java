package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.config.binding.YamlNames;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.evaluation.Temperature;
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
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Writes {@code provenance.json} when a training starts and when it has ended. */
record ProvenanceFile(RunDirectory directory, Clock clock) {

  /** Writes that training starts, for the first time or again; returns what it wrote. */
  Provenance started(AppConfig config, TrainTest data, Optional<String> cluster) {
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
                data.sha256(),
                Preprocessing.of(data.info(), OptionalDouble.of(data.train().mean())),
                data.extra()),
            List.of(),
            NativeRuntime.threads(config.run().runtime()),
            Json.tree(ConfigWriter.tree(config)),
            Optional.empty(),
            cluster,
            Optional.empty(),
            Optional.empty());
    Provenance running =
        Json.read(directory.provenance(), Provenance.class).map(started::after).orElse(started);
    Json.write(directory.provenance(), running);
    return running;
  }

  void ended(Provenance running, RunResult run, MultiLayerNetwork network) {
    List<EpochResult> epochs = run.training().epochs();
    double seconds = epochs.stream().mapToLong(e -> e.duration().toMillis()).sum() / 1e3;
    Provenance.Result result =
        new Provenance.Result(
            EpochResult.last(epochs),
            Parameters.sha256(network),
            run.training()
                .kept()
                .or(() -> epochs.stream().reduce((first, second) -> second))
                .map(EpochResult::training),
            run.evaluation().map(Score::of),
            run.rejection(),
            run.temperature().map(Temperature::value));
    Json.write(
        directory.provenance(),
        Records.with(
            running,
            Map.of(
                "status", Status.valueOf(run.training().outcome().name()),
                "ended", now(),
                "trainingSeconds", seconds,
                "result", Optional.of(result).filter(r -> run.saved()),
                "evaluationCheck", Optional.of(run.check()))));
  }

  private String now() {
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        OffsetDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS));
  }
}
