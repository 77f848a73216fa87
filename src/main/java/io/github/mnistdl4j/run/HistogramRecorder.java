package io.github.mnistdl4j.run;

import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.EpochHistogram;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.ForwardPass;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.TrainingCallback;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Rewrites {@code histograms.csv} after each epoch. Of more than {@value #MOST_EPOCHS} epochs,
 * evenly spread ones are kept. Used by one thread.
 */
final class HistogramRecorder implements TrainingCallback {
  /** Most epochs that are kept: more than the report draws. */
  private static final int MOST_EPOCHS = 64;

  private final Path file;
  private final MultiLayerNetwork network;
  private final Digits images;
  private final BestEffortWriter writer;
  private List<EpochHistogram> rows;

  /** The copy of the network that the epoch's evaluation made, if there was one. */
  private Optional<ForwardPass> asked = Optional.empty();

  /**
   * @param images to learn from; outputs to the first {@value EpochHistogram#IMAGES} are counted
   * @param last the last epoch before an interruption; 0: none
   */
  HistogramRecorder(Path file, MultiLayerNetwork network, Digits images, int last) {
    this.file = file;
    this.network = network;
    this.images = images.slice(0, Math.min(EpochHistogram.IMAGES, images.size()));
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
  public void onEvaluation(int epoch, boolean test, Answers answers, EvaluationResult result) {
    asked = answers.pass();
  }

  @Override
  public void onEpochEnd(EpochResult result) {
    int epoch = result.epoch();
    int every = 1;
    while (epoch / every > MOST_EPOCHS) {
      every *= 2;
    }
    List<EpochHistogram> now = new ArrayList<>();
    for (EpochHistogram row : rows) {
      if (row.epoch() == 1 || row.epoch() % every == 0) {
        now.add(row);
      }
    }
    now.addAll(EpochHistogram.of(network, asked.or(() -> ForwardPass.of(network)), images, epoch));
    asked = Optional.empty();
    rows = now;
    boolean unused = writer.succeeds(() -> RunFiles.write(file, HistogramsFile.text(rows)));
  }
}
