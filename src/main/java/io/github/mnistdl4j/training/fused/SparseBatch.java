package io.github.mnistdl4j.training.fused;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * A batch's features that are not zero, twice: for each image its inputs, and for each pair of
 * neighbouring inputs the images in which one of the two is not zero. Bands of inputs are filled
 * independently of each other.
 */
final class SparseBatch {
  /** Least bands, so that threads can share the work. */
  private static final int LEAST_BANDS = 4;

  /** Weights of a band that stay in the second-level cache while images pass. */
  private static final int BAND_WEIGHTS = 1 << 17;

  /** Parts of about equal work into which the pairs are cut. */
  static final int PARTS = 16;

  /** Updating the weights of a pair costs about as much as adding this many images up. */
  private static final int UPDATE = 24;

  final int inputs;
  final int pairs;
  final int bands;

  /** Number of a band's inputs, even; the last band may have fewer. */
  private final int width;

  private final int capacity;

  /** For each row of each band where its entries begin, and behind the last row where they end. */
  private final int[][] rowStart;

  /** The entries of a band, image by image: input and value. */
  final int[][] input;

  final float[][] value;

  /** How many images have a pair; their numbers and values, {@code [pair · capacity + i]}. */
  private final int[] images;

  final int[] image;
  final float[] even;
  final float[] odd;

  /** The first pair of each part, and behind the last part the number of pairs. */
  private final int[] partStart = new int[PARTS + 1];

  private FloatBuffer features = FloatBuffer.allocate(0);
  private int rows;

  /**
   * @param inputs features of an image
   * @param units of the layer
   * @param capacity most rows of a batch
   */
  SparseBatch(int inputs, int units, int capacity) {
    this.inputs = inputs;
    this.pairs = (inputs + 1) / 2;
    this.capacity = capacity;
    int wanted = Math.max(LEAST_BANDS, (int) ((long) inputs * units / BAND_WEIGHTS));
    this.width = 2 * Math.max(1, (pairs + wanted - 1) / wanted);
    this.bands = (inputs + width - 1) / width;
    this.rowStart = new int[bands][capacity + 1];
    this.input = new int[bands][capacity * width + 1];
    this.value = new float[bands][capacity * width + 1];
    this.images = new int[pairs];
    this.image = new int[pairs * capacity];
    this.even = new float[pairs * capacity];
    this.odd = new float[pairs * capacity];
  }

  void begin(FloatBuffer batch, int batchRows) {
    features = batch;
    rows = batchRows;
  }

  /** Finds what a band has. */
  void scan(int band, float[] row) {
    int from = band * width;
    int n = Math.min(width, inputs - from);
    Arrays.fill(images, from / 2, (from + n + 1) / 2, 0);
    row[n] = 0; // the neighbour of an odd last input
    int count = 0;
    for (int r = 0; r < rows; r++) {
      features.get(r * inputs + from, row, 0, n);
      rowStart[band][r] = count;
      count = add(r, row, from, n, input[band], value[band], count);
    }
    rowStart[band][rows] = count;
  }

  private int add(int r, float[] row, int from, int n, int[] at, float[] values, int before) {
    int count = before;
    for (int i = 0; i < n; i += 2) {
      float e = row[i];
      float o = row[i + 1];
      if (e != 0 || o != 0) { // NaN is not, either
        at[count] = from + i;
        values[count] = e;
        count += e != 0 ? 1 : 0;
        at[count] = from + i + 1;
        values[count] = o;
        count += o != 0 ? 1 : 0;
        int pair = (from + i) >> 1;
        int place = pair * capacity + images[pair]++;
        image[place] = r;
        even[place] = e;
        odd[place] = o;
      }
    }
    return count;
  }

  /** Cuts the pairs into parts. */
  void share() {
    long work = 0;
    for (int pair = 0; pair < pairs; pair++) {
      work += images[pair] + UPDATE;
    }
    long sum = 0;
    int part = 0;
    for (int pair = 0; pair < pairs; pair++) {
      while (part < PARTS && sum * PARTS >= work * part) {
        partStart[part++] = pair;
      }
      sum += images[pair] + UPDATE;
    }
    Arrays.fill(partStart, part, PARTS + 1, pairs);
  }

  int rows() {
    return rows;
  }

  int entriesFrom(int band, int row) {
    return rowStart[band][row];
  }

  int firstPair(int part) {
    return partStart[part];
  }

  int firstImage(int pair) {
    return pair * capacity;
  }

  int imagesOf(int pair) {
    return images[pair];
  }
}
