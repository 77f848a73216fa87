package io.github.mnistdl4j.benchmark;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.fused.FusedNetwork;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** Time of a step with a sparse first layer beside one with a dense one, in turn. */
public final class FirstLayers {
  private static final int ROUNDS = 9;

  /** Pixels of a stroke in a row. */
  private static final int RUN = 5;

  /** Pixels of the middle of an image; those around it never have ink, as in MNIST. */
  private static final double MIDDLE = 0.7;

  private FirstLayers() {}

  /**
   * Measures one size and prints it with the ratio of the steps' times.
   *
   * @param args density of the images, batch, units, threads, seconds to measure
   */
  public static void main(String[] args) {
    double density = Double.parseDouble(args[0]);
    int batch = Integer.parseInt(args[1]);
    int units = Integer.parseInt(args[2]);
    int threads = Integer.parseInt(args[3]);
    double share = Double.parseDouble(args[4]) / (2 * ROUNDS);
    RunConfig config =
        Tutorial.config(
            "network.layers=[{units: %d, activation: relu}, {units: 10, activation: softmax}]"
                .formatted(units));
    NativeRuntime.start(config.runtime());
    FusedNetwork[] both = {network(config, threads, true), network(config, threads, false)};
    Digits images = images(density, Math.max(8 * batch, 1000));
    double[] ratios = new double[ROUNDS];
    for (int round = -2; round < ROUNDS; round++) { // two to warm up
      double sparse = secondsPerEpoch(both[0], images, batch, share);
      double dense = secondsPerEpoch(both[1], images, batch, share);
      ratios[Math.max(0, round)] = sparse / dense;
    }
    System.out.printf(
        Locale.ROOT,
        "first %.2f %d %d %.3f%n",
        density(images),
        batch,
        units,
        Arrays.stream(ratios).sorted().toArray()[ROUNDS / 2]);
  }

  private static FusedNetwork network(RunConfig config, int threads, boolean sparse) {
    return Networks.start(
        new FusedNetwork(Networks.configuration(config, DatasetInfo.MNIST), threads, sparse),
        config);
  }

  /** Makes images of strokes: runs of pixels, as a row of MNIST's images has them. */
  private static Digits images(double density, int count) {
    Random random = new Random(1);
    byte[] pixels = new byte[count * 784];
    int margin = (int) Math.round(14 * (1 - Math.sqrt(MIDDLE)));
    int side = 28 - 2 * margin;
    double inked = density * 784 / (side * side);
    double begin = inked / (RUN * (1 - inked) + inked);
    int left = 0;
    for (int i = 0; i < pixels.length; i++) {
      int x = i % 28 - margin;
      int y = i % 784 / 28 - margin;
      boolean inside = Math.min(x, y) >= 0 && Math.max(x, y) < side;
      left = x == 0 ? 0 : left - 1;
      left = left <= 0 && random.nextDouble() < begin ? RUN : left;
      pixels[i] = inside && left > 0 ? (byte) (1 + random.nextInt(255)) : 0;
    }
    return new Digits(DatasetInfo.MNIST, pixels, random.ints(count, 0, 10).toArray());
  }

  private static double density(Digits images) {
    float[] image = new float[784];
    double inked = 0;
    for (int i = 0; i < images.size(); i++) {
      images.copyScaled(i, image, 0);
      for (float pixel : image) {
        inked += pixel > 0 ? 1 : 0;
      }
    }
    return inked / 784 / images.size();
  }

  /** Trains for some seconds; returns the seconds per image times an epoch's images. */
  private static double secondsPerEpoch(
      FusedNetwork network, Digits images, int batch, double seconds) {
    long start = System.nanoTime();
    long learned = 0;
    while (System.nanoTime() - start < seconds * 1e9) {
      DigitBatches batches = DigitBatches.inOrder(images, batch);
      network.alongside(DigitBatches.PARTS, batches::prepare);
      network.fitHeld(batches);
      learned += images.size();
    }
    return (System.nanoTime() - start) / 1e9 / learned;
  }
}
