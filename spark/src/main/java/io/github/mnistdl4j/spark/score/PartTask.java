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
 * Scores a part, image by image, into a file that gets its name when it is whole: an executor that
 * is lost leaves none, and of two that do the same part the first one's stays.
 *
 * @param folder of the output
 * @param columns of the input
 * @param scored images of all parts so far, for people to see
 */
record PartTask(
    Storage storage,
    String folder,
    Format format,
    List<Column> columns,
    Broadcast<SentModel> model,
    LongAccumulator scored)
    implements Function2<Integer, Iterator<Item>, Iterator<Long>> {

  /** So often the accumulator hears of what was done. */
  private static final int STRIDE = 1000;

  /** Images of a part, and how many of them could not be read. */
  private record Count(long images, long broken) {}

  /** The number of images. */
  @Override
  public Iterator<Long> call(Integer part, Iterator<Item> items) throws IOException {
    Parts parts = new Parts(storage, new Path(folder), format);
    Path temporary = parts.temporary(part, TaskContext.get().taskAttemptId());
    FileSystem files = storage.of(temporary);
    try {
      Count count = write(temporary, items);
      parts.recordBroken(part, count.broken());
      parts.finish(temporary, part);
      return List.of(count.images()).iterator();
    } finally {
      files.delete(temporary, false);
    }
  }

  private Count write(Path file, Iterator<Item> items) throws IOException {
    Predictor predictor = model.value().predictor();
    long images = 0;
    long broken = 0;
    try (PartWriter out = format.create(storage, file, columns)) {
      while (items.hasNext()) {
        Output row = row(predictor, items.next());
        out.write(row);
        images++;
        broken += row.error().isPresent() ? 1 : 0;
        if (images % STRIDE == 0) {
          scored.add(STRIDE);
        }
      }
    }
    scored.add(images % STRIDE);
    return new Count(images, broken);
  }

  private static Output row(Predictor predictor, Item item) {
    return new Output(item.carried(), item.pixels().map(predictor::predict), item.problem());
  }
}
