package io.github.mnistdl4j.run;

import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.evaluation.EpochHistogram;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.TrainingCallback;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Writes {@code histograms.csv} anew after each epoch; of very many epochs evenly spread ones. */
final class HistogramRecorder implements TrainingCallback {
  /** Epochs that are kept: more than are drawn. */
  private static final int MOST_EPOCHS = 64;

  /** Their outputs are tens of thousands of numbers, which take some milliseconds. */
  private static final int IMAGES = 100;

  private final Path file;
  private final MultiLayerNetwork network;
  private final Digits images;
  private final BestEffortWriter writer;
  private List<EpochHistogram> rows;

  /**
   * @param images to learn from, the first of which are looked at
   * @param last the last epoch before an interruption; 0: none
   */
  HistogramRecorder(Path file, MultiLayerNetwork network, Digits images, int last) {
    this.file = file;
    this.network = network;
    this.images = images.slice(0, Math.min(IMAGES, images.size()));
    this.rows = last == 0 ? List.of() : kept(file, last);
    // metrics.csv, beside it, has said already that nothing can be written
    this.writer = new BestEffortWriter(warning -> {}, BestEffortWriter.AGAIN);
  }

  private static List<EpochHistogram> kept(Path file, int last) {
    try {
      return HistogramsFile.read(file).stream().filter(row -> row.epoch() <= last).toList();
    } catch (RunException e) {
      return List.of(); // the report says which epochs are missing
    }
  }

  @Override
  public void onEpochEnd(EpochResult result) {
    int epoch = result.epoch();
    int every =
        IntStream.iterate(1, n -> 2 * n)
            .filter(n -> epoch / n <= MOST_EPOCHS)
            .findFirst()
            .orElseThrow();
    List<EpochHistogram> now = EpochHistogram.of(network, images, epoch);
    rows =
        Stream.concat(
                rows.stream().filter(row -> row.epoch() == 1 || row.epoch() % every == 0),
                now.stream())
            .toList();
    boolean unused = writer.succeeds(() -> RunFiles.write(file, HistogramsFile.text(rows)));
  }
}
