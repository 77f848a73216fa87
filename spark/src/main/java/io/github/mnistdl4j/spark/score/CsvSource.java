package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.data.CsvRow;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.FormatException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileSplit;
import org.apache.hadoop.mapreduce.lib.input.TextInputFormat;
import org.apache.spark.api.java.JavaNewHadoopRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/** Text files with one image per line, split by bytes; a line belongs to the split it begins in. */
final class CsvSource implements ImageSource {
  /** The approximate length of a line of MNIST, for each of its pixels. */
  private static final double BYTES_PER_PIXEL = 2048 / 784.0;

  private final JavaSparkContext spark;
  private final Storage storage;
  private final List<FileStatus> files;
  private final int imagesPerPart;
  private final DatasetInfo form;

  CsvSource(
      JavaSparkContext spark,
      Storage storage,
      List<FileStatus> files,
      int imagesPerPart,
      DatasetInfo form) {
    this.spark = spark;
    this.storage = storage;
    this.files = files;
    this.imagesPerPart = imagesPerPart;
    this.form = form;
  }

  @Override
  public List<Column> columns() {
    return List.of(
        new Column("path", Column.Type.STRING),
        new Column("byte", Column.Type.LONG),
        new Column("label", Column.Type.STRING));
  }

  @Override
  @SuppressWarnings("unchecked")
  public JavaRDD<InputImage> images() {
    Configuration settings = new Configuration(storage.configuration());
    settings.setLong(
        FileInputFormat.SPLIT_MAXSIZE, Math.round(imagesPerPart * BYTES_PER_PIXEL * form.pixels()));
    JavaRDD<InputImage>[] images =
        files.stream()
            .map(file -> images(file.getPath().toString(), settings))
            .toArray(JavaRDD[]::new);
    return images.length == 1 ? images[0] : spark.union(images);
  }

  private JavaRDD<InputImage> images(String file, Configuration settings) {
    DatasetInfo wanted = form;
    var lines =
        (JavaNewHadoopRDD<LongWritable, Text>)
            spark.newAPIHadoopFile(
                file, TextInputFormat.class, LongWritable.class, Text.class, settings);
    return lines.mapPartitionsWithInputSplit(
        (split, rows) -> images(((FileSplit) split).getPath().toString(), rows, wanted), true);
  }

  private static Iterator<InputImage> images(
      String path, Iterator<Tuple2<LongWritable, Text>> rows, DatasetInfo form) {
    Stream<Tuple2<LongWritable, Text>> lines =
        StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false);
    return lines
        .map(line -> image(path, line._1.get(), line._2.toString(), form))
        .flatMap(Optional::stream)
        .iterator();
  }

  /** Reads a line; empty if it has no image: only the first one may name the columns. */
  private static Optional<InputImage> image(
      String path, long start, String line, DatasetInfo form) {
    if (line.isBlank()) {
      return Optional.empty();
    }
    @Nullable String label = null;
    try {
      CsvRow row = CsvRow.of(line, "the line at byte " + start);
      if (start == 0 && row.isHeader()) {
        return Optional.empty();
      }
      label = row.label(form).orElse(null);
      return Optional.of(
          InputImage.of(Arrays.asList(path, start, label), Digits.scaled(row.pixels(form))));
    } catch (FormatException e) {
      return Optional.of(
          InputImage.broken(Arrays.asList(path, start, label), String.valueOf(e.getMessage())));
    }
  }
}
