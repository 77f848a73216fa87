package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.IdxHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.TaskCompletionListener;

/** An IDX file of images, split into ranges; each is read from its offset. */
final class IdxSource implements ImageSource {
  private final JavaSparkContext spark;
  private final Storage storage;
  private final Path file;
  private final int imagesPerPart;
  private final DatasetInfo form;

  IdxSource(
      JavaSparkContext spark, Storage storage, Path file, int imagesPerPart, DatasetInfo form) {
    this.spark = spark;
    this.storage = storage;
    this.file = file;
    this.imagesPerPart = imagesPerPart;
    this.form = form;
  }

  @Override
  public List<Column> columns() {
    return List.of(new Column("index", Column.Type.LONG));
  }

  @Override
  public JavaRDD<InputImage> images() {
    long images = count();
    List<Long> starts = new ArrayList<>();
    for (long start = 0; start < images; start += imagesPerPart) {
      starts.add(start);
    }
    String name = file.toString();
    Storage here = storage;
    int most = imagesPerPart;
    int pixels = form.pixels();
    return spark
        .parallelize(starts, starts.size())
        .flatMap(start -> read(here, name, pixels, start, Math.min(start + most, images)));
  }

  /** Returns the number of images in the header, checked against the file's length. */
  private long count() {
    try (FSDataInputStream in = storage.open(file)) {
      IdxHeader header = IdxHeader.of(in.readNBytes(IdxHeader.IMAGES_BYTES));
      Optional<String> problem = header.problem(true);
      if (problem.isPresent()) {
        throw new ScoreException("%s %s.".formatted(file, problem.get()));
      }
      if (header.rows() != form.height() || header.columns() != form.width()) {
        throw new ScoreException(
            "%s holds images of %d × %d pixels, but the network takes %s."
                .formatted(file, header.rows(), header.columns(), form.shape()));
      }
      long images = header.items();
      long length = storage.status(file).getLen();
      if (length != position(images, form.pixels()) || images == 0) {
        throw new ScoreException(
            "%s is damaged: its header promises %d images, but it has %d bytes instead of %d."
                .formatted(file, images, length, position(images, form.pixels())));
      }
      return images;
    } catch (IOException e) {
      throw ScoreException.cannotRead(file, e);
    }
  }

  private static Iterator<InputImage> read(
      Storage storage, String name, int pixels, long from, long to) {
    try {
      FSDataInputStream in = storage.open(new Path(name));
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) ended -> close(in));
      in.seek(position(from, pixels));
      return LongStream.range(from, to).mapToObj(index -> next(in, pixels, index)).iterator();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where an image begins, in bytes. */
  private static long position(long index, int pixels) {
    return IdxHeader.IMAGES_BYTES + index * pixels;
  }

  private static InputImage next(FSDataInputStream in, int pixels, long index) {
    byte[] image = new byte[pixels];
    try {
      in.readFully(image);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return InputImage.of(Arrays.asList(index), Digits.scaled(image));
  }

  private static void close(FSDataInputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
