package io.github.mnistdl4j.benchmark;

import io.github.mnistdl4j.runtime.BlasThreads;
import io.github.mnistdl4j.runtime.NativeRuntime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The time below which no training step can get with this BLAS: the matrix products of the hidden
 * layers and nothing else, on matrices that stay where they are. For the tutorial's network that is
 * {@code [128, 784]·[784, 512]} and {@code [512, 128]·[128, 784]}.
 */
public final class Floor {
  private static final int IMAGES = 60_000;
  private static final int INPUTS = 784;
  private static final int CHUNK = 128;

  private final List<Products> layers = new ArrayList<>();
  private final int batch;
  private final int units;

  /** A network of so many hidden layers, each with the same number of units. */
  Floor(int batch, int units, int hiddenLayers) {
    this.batch = batch;
    this.units = units;
    for (int layer = 0; layer < hiddenLayers; layer++) {
      layers.add(new Products(batch, layer == 0 ? INPUTS : units, units, layer == 0));
    }
  }

  /** How the products are shared out. */
  enum Sharing {
    /** Every Java thread has its units, and calls a BLAS of one thread. */
    UNITS,
    /** The same, 128 units at a time. */
    CHUNKS,
    /** One Java thread calls a BLAS of all threads. */
    BLAS
  }

  /** Seconds of so many steps. */
  double seconds(Sharing sharing, int threads, int steps) throws InterruptedException {
    int chunk = sharing == Sharing.CHUNKS ? CHUNK : units;
    int javaThreads = sharing == Sharing.BLAS ? 1 : threads;
    BlasThreads.use(sharing == Sharing.BLAS ? threads : 1);
    List<Thread> team =
        IntStream.range(0, javaThreads)
            .mapToObj(i -> new Thread(() -> steps(i, javaThreads, steps, chunk)))
            .toList();
    long start = System.nanoTime();
    team.forEach(Thread::start);
    for (Thread thread : team) {
      thread.join();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private void steps(int thread, int threads, int steps, int chunk) {
    for (int step = 0; step < steps; step++) {
      for (Products layer : layers) {
        layer.share(thread, threads, chunk);
      }
    }
  }

  /** Steps of an epoch; the last, smaller batch counts as much of a step as it has images. */
  static double stepsPerEpoch(int batch) {
    return (double) IMAGES / batch;
  }

  /**
   * Seconds of an epoch by the best sharing, each one's the median of five measurements.
   *
   * @param secondsToMeasure altogether
   */
  double epochSeconds(int threads, double secondsToMeasure) throws InterruptedException {
    double best = Double.POSITIVE_INFINITY;
    for (Sharing sharing : Sharing.values()) {
      double warm = seconds(sharing, threads, 5) / 5;
      int steps = (int) Math.max(5, secondsToMeasure / 15 / warm);
      double[] seconds = new double[5];
      for (int i = 0; i < seconds.length; i++) {
        seconds[i] = seconds(sharing, threads, steps) / steps;
      }
      best = Math.min(best, median(seconds));
    }
    return best * stepsPerEpoch(batch);
  }

  /**
   * Prints epochs of the tutorial's products, those of the best sharing.
   *
   * @param args threads, epochs
   */
  public static void main(String[] args) throws InterruptedException {
    int threads = Integer.parseInt(args[0]);
    int epochs = Integer.parseInt(args[1]);
    NativeRuntime.start(Tutorial.config().runtime());
    Floor floor = new Floor(128, 512, 1);
    double[] best = {Double.POSITIVE_INFINITY};
    for (Sharing sharing : Sharing.values()) {
      double[] seconds = new double[epochs];
      for (int epoch = 0; epoch < epochs; epoch++) {
        seconds[epoch] = floor.seconds(sharing, threads, 469);
      }
      System.out.println("sharing " + sharing + " " + Arrays.toString(seconds));
      best = median(seconds) < median(best) ? seconds : best;
    }
    for (int epoch = 0; epoch < epochs; epoch++) {
      System.out.printf(Locale.ROOT, "epoch %d fit %.4f%n", epoch + 1, best[epoch]);
    }
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }
}
