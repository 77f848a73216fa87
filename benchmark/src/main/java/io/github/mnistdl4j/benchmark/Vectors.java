package io.github.mnistdl4j.benchmark;

import io.github.mnistdl4j.evaluation.RowSums;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Whether the just-in-time compiler still vectorises the sums of a sparse first layer: their speed
 * beside that of a loop which adds one row to another, as simple as can be.
 */
public final class Vectors {
  private static final int UNITS = 512;
  private static final int ROWS = 48;
  private static final int ROUNDS = 9;
  private static final int CALLS = 20_000;

  private Vectors() {}

  /** Prints the ratio of numbers per second to that loop's: below 1 something is wrong. */
  public static void main(String[] args) {
    Random random = new Random(1);
    float[][] rows = new float[ROWS][UNITS + 4];
    int[] index = random.ints(ROWS, 0, ROWS).toArray();
    float[] even = new float[ROWS];
    float[] odd = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      even[i] = random.nextFloat() * 1e-3f;
      odd[i] = random.nextFloat() * 1e-3f;
    }
    float[] y = new float[UNITS + 4];
    float[] z = new float[UNITS + 4];
    Runnable loop =
        () -> {
          for (int row = 0; row < ROWS; row++) {
            add(y, rows[index[row]]);
          }
        };
    Runnable forward = () -> RowSums.add(y, rows, index, even, 0, ROWS, UNITS);
    Runnable gradient = () -> RowSums.both(y, z, rows, index, even, odd, 0, ROWS, UNITS);
    double[] forwards = new double[ROUNDS];
    double[] gradients = new double[ROUNDS];
    for (int round = -2; round < ROUNDS; round++) { // two to warm up
      double plain = seconds(loop);
      forwards[Math.max(0, round)] = plain / seconds(forward);
      gradients[Math.max(0, round)] = 2 * plain / seconds(gradient);
    }
    System.out.printf(
        Locale.ROOT,
        "vectors %s %.2f %.2f%n",
        System.getProperty("java.version"),
        median(forwards),
        median(gradients));
  }

  private static void add(float[] y, float[] row) {
    for (int i = 0; i < UNITS; i++) {
      y[i] += row[i];
    }
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      work.run();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }
}
