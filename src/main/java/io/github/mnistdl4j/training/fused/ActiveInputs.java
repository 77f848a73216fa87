package io.github.mnistdl4j.training.fused;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The batch's features without the inputs that are zero in all its rows. Such an input adds nothing
 * to {@code A·Wᵀ}, and the gradient of its weights is zero: leaving it out changes no sum. In a
 * batch of 128 images of MNIST that is every third pixel, and so a third of the arithmetic.
 *
 * <p>Used in three steps: {@link #scan} for all rows, {@link #choose} once, {@link #pack} for all
 * rows.
 */
final class ActiveInputs {
  /** Leaving out fewer inputs than this share does not pay for copying the others. */
  private static final double WORTHWHILE = 1 / 8.0;

  /** Rows that are scanned or packed at a time. */
  private static final int ROWS = LayerBuffers.ROWS;

  private final int inputs;
  private final boolean all;

  /** Largest absolute value of each input, {@code [part][inputs]}, one part for each 32 rows. */
  private final float[][] largest;

  /** The active inputs, in order; the first {@link #count} of them. */
  private final int[] active;

  /** The packed features, {@code [rows, count]}, and from each part's first row on. */
  final FloatPointer packed;

  final FloatPointer[] packedFrom;
  private final FloatBuffer packedBuffer;

  private FloatBuffer features = FloatBuffer.allocate(0);
  private int rows;
  private int count;

  /**
   * @param capacity most rows of a batch
   * @param all whether to keep every input, active or not
   */
  ActiveInputs(int inputs, int capacity, boolean all) {
    this.inputs = inputs;
    this.all = all;
    this.active = new int[inputs];
    this.packed = new FloatPointer((long) capacity * inputs);
    this.packedBuffer = packed.asBuffer();
    this.packedFrom = new FloatPointer[(capacity + ROWS - 1) / ROWS];
    this.largest = new float[packedFrom.length][inputs];
    for (int part = 0; part < packedFrom.length; part++) {
      packedFrom[part] = LayerBuffers.view(packed, 0);
    }
  }

  /** Returns whether every input is kept, as for a network's only layer. */
  boolean keepsAll() {
    return all;
  }

  int parts() {
    return packedFrom.length;
  }

  void begin(FloatBuffer features, int rows) {
    this.features = features;
    this.rows = rows;
  }

  /** Finds each input's largest absolute value among a part's rows. */
  void scan(int part, float[] row) {
    float[] most = largest[part];
    Arrays.fill(most, 0);
    if (all) {
      return;
    }
    for (int r = part * ROWS; r < Math.min(rows, (part + 1) * ROWS); r++) {
      features.get(r * inputs, row, 0, inputs);
      for (int i = 0; i < inputs; i++) {
        most[i] = Math.max(most[i], Math.abs(row[i]));
      }
    }
  }

  void choose() {
    float[] most = largest[0];
    for (int part = 1; part < parts(); part++) {
      for (int i = 0; i < inputs; i++) {
        most[i] = Math.max(most[i], largest[part][i]);
      }
    }
    count = 0;
    for (int i = 0; i < inputs; i++) {
      if (most[i] != 0) { // NaN counts as active
        active[count++] = i;
      }
    }
    if (all || count == 0 || inputs - count < WORTHWHILE * inputs) {
      count = inputs;
    }
    for (int part = 0; part < parts(); part++) {
      packedFrom[part].position((long) part * ROWS * count);
    }
  }

  void pack(int part, WorkerBuffers mine) {
    for (int r = part * ROWS; r < Math.min(rows, (part + 1) * ROWS); r++) {
      features.get(r * inputs, mine.w, 0, inputs);
      packedBuffer.put(r * count, pack(mine.w, mine.g), 0, count);
    }
  }

  int count() {
    return count;
  }

  boolean isPacked() {
    return count < inputs;
  }

  /** Copies the values of the active inputs; returns the array that has them. */
  float[] pack(float[] values, float[] target) {
    if (!isPacked()) {
      return values;
    }
    for (int i = 0; i < count; i++) {
      target[i] = values[active[i]];
    }
    return target;
  }

  /** Puts the values of the active inputs back into their places, with zeros for the others. */
  void unpack(float[] values, float[] target) {
    Arrays.fill(target, 0, inputs, 0);
    for (int i = 0; i < count; i++) {
      target[active[i]] = values[i];
    }
  }
}
