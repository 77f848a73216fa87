package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.config.binding.Setting;
import io.github.mnistdl4j.data.CsvField;
import io.github.mnistdl4j.run.RunFiles;
import io.github.mnistdl4j.training.Score;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** {@code sweep.csv}: one row per trial, those of the best configuration first (RFC 4180). */
final class SweepTable {
  private static final List<String> COLUMNS =
      List.of("rank", "trial", "status", "epochs", "val_loss", "val_accuracy", "seconds", "seed");

  private SweepTable() {}

  static void write(Path file, SweepConfig config, List<Candidate> ranking) {
    List<String> header = new ArrayList<>(COLUMNS);
    header.addAll(config.search().space().keySet());
    StringBuilder text = new StringBuilder(line(header));
    for (int i = 0; i < ranking.size(); i++) {
      for (TrialResult trial : ranking.get(i).trials()) {
        text.append(line(row(i + 1, trial)));
      }
    }
    RunFiles.write(file, text.toString());
  }

  private static List<String> row(int rank, TrialResult result) {
    List<String> row = new ArrayList<>();
    row.add(Integer.toString(rank));
    row.add(result.trial().name());
    row.add(result.status().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    row.add(Integer.toString(result.epochs().size()));
    row.add(number(result.validation(), Score::loss));
    row.add(number(result.validation(), Score::accuracy));
    row.add(Double.toString(result.seconds()));
    row.add(Long.toString(result.trial().config().run().network().seed()));
    result.trial().settings().stream().map(Setting::value).forEach(row::add);
    return row;
  }

  private static String number(Optional<Score> score, ToDoubleFunction<Score> what) {
    return score.map(known -> Double.toString(what.applyAsDouble(known))).orElse("");
  }

  private static String line(List<String> fields) {
    return fields.stream().map(CsvField::quoted).collect(Collectors.joining(",")) + "\n";
  }
}
