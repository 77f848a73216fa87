package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.prediction.Predictor;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;

/**
 * Scores a part, image by image, into a file that is renamed when it is complete: a lost executor
 * leaves none, and if two executors score the same part, the first one's file stays.
 *
 * @param folder of the output
 * @param columns of the input
 * @param scored counts the images of all parts, to show progress
 */
record PartTask(
    Storage storage,
    String folder,
    Format format,
    List<Column> columns,
    Broadcast<SentModel> model,
    LongAccumulator scored)
    implements Function2<Integer, Iterator<InputImage>, Iterator<Long>> {

  /** Images between two updates of the accumulator. */
  private static final int STRIDE = 1000;

  /** Images of a part, how many of them could not be read, and how many answers are rejected. */
  private record Count(long images, long broken, long rejected) {}

  /** Returns the number of images. */
  @Override
  public Iterator<Long> call(Integer part, Iterator<InputImage> input) throws IOException {
    Parts parts = new Parts(storage, new Path(folder), format);
    Path temporary = parts.temporary(part, TaskContext.get().taskAttemptId());
    FileSystem files = storage.of(temporary);
    try {
      Count count = write(temporary, input);
      parts.record(Parts.BROKEN, part, count.broken());
      parts.record(Parts.REJECTED, part, count.rejected());
      parts.finish(temporary, part);
      return List.of(count.images()).iterator();
    } finally {
      files.delete(temporary, false);
    }
  }

  private Count write(Path file, Iterator<InputImage> input) throws IOException {
    Predictor predictor = model.value().predictor();
    long images = 0;
    long broken = 0;
    long rejected = 0;
    try (PartWriter out = format.create(storage, file, columns, predictor.images())) {
      while (input.hasNext()) {
        ScoredImage row = row(predictor, input.next());
        out.write(row);
        images++;
        broken += row.error().isPresent() ? 1 : 0;
        rejected += row.rejected().isPresent() ? 1 : 0;
        if (images % STRIDE == 0) {
          scored.add(STRIDE);
        }
      }
    }
    scored.add(images % STRIDE);
    return new Count(images, broken, rejected);
  }

  private static ScoredImage row(Predictor predictor, InputImage image) {
    return new ScoredImage(
        image.carried(),
        image.pixels().map(pixels -> predictor.predict(pixels).rejectedFor(image.rejection())),
        image.problem());
  }
}
