package io.github.mnistdl4j.data;

import io.github.mnistdl4j.config.AugmentationConfig;
import io.github.mnistdl4j.data.distortion.Distortion;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batches of a split as Deeplearning4j takes them: features {@code [batch, pixels]}, float32 in [0,
 * 1], and labels {@code [batch, classes]}, one-hot. The last batch has what is left.
 *
 * <p>The arrays are used again: a batch is good until the next one has been asked for. Not
 * thread-safe, except that the parts of {@link #prepare} may be done at the same time.
 */
public final class DigitBatches implements DataSetIterator {
  /** Number of parts in which the next batch can be prepared. */
  public static final int PARTS = 4;

  private static final long serialVersionUID = 1L;
  private final transient Digits digits;
  private final int[] order;
  private final int batchSize;
  private final float[][] image;
  private final float[][] oneHot;
  private transient @Nullable DataSet given;
  private transient @Nullable DataSet upcoming;
  private int next;

  /** Number of images of the next batch that are in place already. */
  private final AtomicInteger prepared = new AtomicInteger();

  /** One for each part; none if the images are given as they are. */
  private final transient List<Distortion> distortions;

  private DigitBatches(Digits digits, int[] order, int batchSize, List<Distortion> distortions) {
    this.digits = digits;
    this.order = order;
    this.batchSize = batchSize;
    this.distortions = distortions;
    this.image = new float[PARTS][inputColumns()];
    this.oneHot = new float[totalOutcomes()][totalOutcomes()];
    for (int label = 0; label < oneHot.length; label++) {
      oneHot[label][label] = 1;
    }
  }

  /** Returns batches in the order of the file. */
  public static DigitBatches inOrder(Digits digits, int batchSize) {
    return new DigitBatches(
        digits, IntStream.range(0, digits.size()).toArray(), batchSize, List.of());
  }

  /**
   * Returns batches in a random order of all images that depends on the seed and the epoch alone.
   *
   * @param epoch from 1
   */
  public static DigitBatches shuffled(Digits digits, int batchSize, long seed, int epoch) {
    return new DigitBatches(digits, permutation(digits.size(), seed, epoch), batchSize, List.of());
  }

  /**
   * Returns the same batches of changed images; how, depends on the seed, the epoch and an image's
   * index among the split's alone.
   *
   * @param epoch from 1
   */
  public DigitBatches distorted(AugmentationConfig how, long seed, int epoch) {
    int width = digits.info().width();
    int height = digits.info().height();
    List<Distortion> each =
        IntStream.range(0, PARTS)
            .mapToObj(part -> new Distortion(how, width, height, seed, epoch))
            .toList();
    return new DigitBatches(digits, order, batchSize, each);
  }

  /**
   * Returns the order of an epoch's images: Fisher and Yates' shuffle of 0 … n − 1, by a generator
   * whose bits Java specifies.
   *
   * @param epoch from 1
   */
  public static int[] permutation(int n, long seed, int epoch) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L + epoch);
    int[] order = IntStream.range(0, n).toArray();
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }

  /** Returns the number of batches, the last partial one included. */
  public int steps() {
    return (order.length + batchSize - 1) / batchSize;
  }

  /** Leaves out the first batches; before the first one has been asked for. */
  public void skip(int batches) {
    next = Math.min(batches * batchSize, order.length);
  }

  @Override
  public boolean hasNext() {
    return next < order.length;
  }

  @Override
  public DataSet next() {
    return next(batchSize);
  }

  @Override
  public DataSet next(int images) {
    if (!hasNext()) {
      throw new NoSuchElementException("all %d images were given".formatted(order.length));
    }
    int size = Math.min(images, order.length - next);
    if (prepared.get() != size) {
      upcoming = sized(upcoming, size);
      for (int part = 0; part < PARTS; part++) {
        fill(upcoming, size, part);
      }
    }
    DataSet batch = Objects.requireNonNull(upcoming);
    next += size;
    prepared.set(0);
    upcoming = hasNext() ? sized(given, upcomingSize()) : given;
    given = batch;
    return batch;
  }

  /**
   * Prepares a part of the batch that {@link #next()} gives next, while the last one is in use.
   *
   * @param part from 0 to {@link #PARTS} − 1
   */
  public void prepare(int part) {
    if (hasNext() && upcoming != null) {
      prepared.addAndGet(fill(upcoming, upcomingSize(), part));
    }
  }

  private int upcomingSize() {
    return Math.min(batchSize, order.length - next);
  }

  private DataSet sized(@Nullable DataSet batch, int size) {
    return batch != null && batch.numExamples() == size
        ? batch
        : new DataSet(
            Nd4j.createUninitialized(DataType.FLOAT, size, inputColumns()),
            Nd4j.createUninitialized(DataType.FLOAT, size, totalOutcomes()));
  }

  /** Puts a part's images into the next batch; returns how many. */
  private int fill(DataSet batch, int size, int part) {
    FloatBuffer features = batch.getFeatures().data().asNioFloat();
    FloatBuffer labels = batch.getLabels().data().asNioFloat();
    int from = size * part / PARTS;
    int to = size * (part + 1) / PARTS;
    for (int i = from; i < to; i++) {
      digits.copyScaled(order[next + i], image[part], 0);
      if (!distortions.isEmpty()) {
        distortions.get(part).change(image[part], order[next + i]);
      }
      features.put(i * image[part].length, image[part]);
      labels.put(i * oneHot.length, oneHot[digits.label(order[next + i])]);
    }
    return to - from;
  }

  @Override
  public void reset() {
    next = 0;
    prepared.set(0);
  }

  @Override
  public boolean resetSupported() {
    return true;
  }

  /** Returns false: the images are in memory, another thread would only be in the way. */
  @Override
  public boolean asyncSupported() {
    return false;
  }

  @Override
  public int inputColumns() {
    return digits.info().pixels();
  }

  @Override
  public int totalOutcomes() {
    return digits.info().classes().size();
  }

  @Override
  public int batch() {
    return batchSize;
  }

  @Override
  public List<String> getLabels() {
    return digits.info().classes();
  }

  @Override
  public void setPreProcessor(DataSetPreProcessor preProcessor) {
    throw new UnsupportedOperationException("the pixels are scaled already");
  }

  @Override
  @SuppressWarnings("NullAway") // Deeplearning4j's contract: null means none
  public DataSetPreProcessor getPreProcessor() {
    return null;
  }
}
