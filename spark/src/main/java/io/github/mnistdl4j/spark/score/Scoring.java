package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.spark.ClusterException;
import io.github.mnistdl4j.spark.Cores;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.SerializableConfiguration;
import scala.Function1;

/** Scores the parts that an output does not have yet. Used once. */
final class Scoring {
  private static final long POLL_SECONDS = 5;

  private final SparkSession session;
  private final JavaSparkContext spark;
  private final Storage storage;
  private final Path folder;
  private final Format format;

  Scoring(SparkSession session, Path folder, Format format) {
    this.session = session;
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.storage = new Storage(new SerializableConfiguration(spark.hadoopConfiguration()));
    this.folder = storage.absolute(folder);
    this.format = format;
  }

  /**
   * Counts of a finished output.
   *
   * @param parts of the whole output
   * @param before parts that were complete at the start
   * @param count images of the other parts
   * @param broken images of the whole output that could not be read
   * @param rejected images of the whole output whose answers should not be relied on
   * @param seconds spent on the other parts
   * @param cores that worked on them
   */
  record Totals(
      int parts, int before, long count, long broken, long rejected, double seconds, int cores) {}

  /**
   * Scores all images but those of complete parts.
   *
   * @param overwrite whether an earlier output is removed first
   * @param progress told every few seconds how many images were scored
   * @throws ScoreException if the input cannot be read, or the output is of something else
   */
  Totals score(
      SentModel model, Path input, int imagesPerPart, boolean overwrite, LongConsumer progress) {
    List<FileStatus> files = storage.files(input);
    InputKind kind = InputKind.of(storage, first(files));
    ImageSource source;
    JavaRDD<InputImage> images;
    int number;
    try {
      source = source(kind, files, imagesPerPart, model.images());
      images = source.images();
      number = images.getNumPartitions();
    } catch (Exception e) { // Scala's code does not say which
      throw ClusterException.of(e);
    }
    Manifest manifest =
        new Manifest(
            model.sha256(),
            kind.name(),
            files.stream().map(Manifest::file).toList(),
            imagesPerPart,
            format.name(),
            number);
    if (overwrite) {
      Manifest.delete(storage, folder);
    }
    manifest.claim(storage, folder);
    try {
      return score(model, source, images, progress);
    } catch (IOException e) {
      throw ScoreException.cannotWrite(folder, e);
    }
  }

  /** Returns the first file with content: Spark also writes empty ones. */
  private static Path first(List<FileStatus> files) {
    return files.stream()
        .filter(file -> file.getLen() > 0)
        .findFirst()
        .orElse(files.get(0))
        .getPath();
  }

  private ImageSource source(
      InputKind kind, List<FileStatus> files, int imagesPerPart, DatasetInfo form) {
    return switch (kind) {
      case IDX -> {
        if (files.size() > 1) {
          throw new ScoreException(
              "%s has several files, the first an IDX file. Name that file itself with --input."
                  .formatted(files.get(0).getPath().getParent()));
        }
        yield new IdxSource(spark, storage, files.get(0).getPath(), imagesPerPart, form);
      }
      case PICTURES -> new PictureSource(spark, storage, files, imagesPerPart, form);
      case CSV -> {
        files.forEach(Storage::requirePlain);
        yield new CsvSource(spark, storage, files, imagesPerPart, form);
      }
      case PARQUET -> {
        files.forEach(Storage::requirePlain);
        yield new ParquetSource(session, files, form);
      }
    };
  }

  private Totals score(
      SentModel model, ImageSource source, JavaRDD<InputImage> images, LongConsumer progress)
      throws IOException {
    Parts parts = new Parts(storage, folder, format);
    Set<Integer> before = parts.finished();
    LongAccumulator scored = spark.sc().longAccumulator("images");
    PartTask task =
        new PartTask(
            storage, folder.toString(), format, source.columns(), spark.broadcast(model), scored);
    long start = System.nanoTime();
    long count =
        await(missing(images.mapPartitionsWithIndex(task, true), before), scored, progress);
    double seconds = (System.nanoTime() - start) / 1e9;
    requireAll(parts, images.getNumPartitions());
    parts.complete();
    return new Totals(
        images.getNumPartitions(),
        before.size(),
        count,
        parts.count(Parts.BROKEN),
        parts.count(Parts.REJECTED),
        seconds,
        Cores.of(session));
  }

  /** Checks that executors did not write to disks of their own. */
  private void requireAll(Parts parts, int number) throws IOException {
    int here = parts.finished().size();
    if (here < number) {
      throw new ScoreException(
          "Of %d parts only %d are in %s: it is not the same folder on every node. Choose an --output on a disk that all share, in HDFS or in an object store."
              .formatted(number, here, folder));
    }
  }

  /** Returns the partitions that are not complete yet. */
  private static JavaRDD<Long> missing(JavaRDD<Long> counts, Set<Integer> before) {
    Function1<Object, Object> wanted =
        (Function1<Object, Object> & Serializable) part -> !before.contains((Integer) part);
    return PartitionPruningRDD.create(counts.rdd(), wanted).toJavaRDD();
  }

  private static long await(JavaRDD<Long> counts, LongAccumulator scored, LongConsumer progress) {
    JavaFutureAction<List<Long>> job = counts.collectAsync();
    try {
      while (true) {
        try {
          return job.get(POLL_SECONDS, TimeUnit.SECONDS).stream().mapToLong(Long::longValue).sum();
        } catch (TimeoutException e) {
          progress.accept(scored.value());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ClusterException.of(e);
    } catch (ExecutionException e) {
      throw ClusterException.of(e);
    }
  }
}
