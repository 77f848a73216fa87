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

/** Time of a step with a sparse first layer beside one with a dense one, in turn. */
public final class FirstLayers {
  private static final int ROUNDS = 9;

  /** Steps between two looks at the network, which take longer with a sparse layer. */
  private static final int STEPS = 200;

  private static final int SIDE = 28;
  private static final int PIXELS = SIDE * SIDE;

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
    Digits images = images(density, Math.min(60_000, STEPS * batch));
    double[] ratios = new double[ROUNDS];
    for (int round = -2; round < ROUNDS; round++) { // two to warm up
      double sparse = secondsPerEpoch(both[0], images, batch, share);
      double dense = secondsPerEpoch(both[1], images, batch, share);
      ratios[Math.max(0, round)] = sparse / dense;
    }
    System.out.printf(
        Locale.ROOT,
        "first %.2f %d %d %.3f%n",
        images.density(),
        batch,
        units,
        Arrays.stream(ratios).sorted().toArray()[ROUNDS / 2]);
  }

  private static FusedNetwork network(RunConfig config, int threads, boolean sparse) {
    return Networks.start(
        new FusedNetwork(Networks.configuration(config, DatasetInfo.MNIST), threads, sparse),
        config);
  }

  /** Returns MNIST's training images with thinner or thicker strokes, of a wanted density. */
  private static Digits images(double density, int count) {
    Digits train = Tutorial.data().train().slice(0, count);
    byte[] pixels = train.pixels().clone();
    int least = threshold(pixels, density);
    double inked = 0;
    for (int image = 0; image < count; image++) {
      int here = thin(pixels, image * PIXELS, least);
      while (inked + here < density * (image + 1) * PIXELS && here < PIXELS) {
        here = thicken(pixels, image * PIXELS);
      }
      inked += here;
    }
    return new Digits(train.info(), pixels, train.labels());
  }

  /** Returns the grey above which no more than a share of the pixels are; 0 if none needs to go. */
  private static int threshold(byte[] pixels, double density) {
    int[] counts = new int[256];
    for (byte pixel : pixels) {
      counts[Byte.toUnsignedInt(pixel)]++;
    }
    int least = 255;
    for (int above = counts[255]; above < density * pixels.length && least > 0; ) {
      above += counts[--least];
    }
    return least;
  }

  /** Clears what is fainter, and returns how many pixels have ink. */
  private static int thin(byte[] pixels, int image, int least) {
    int inked = 0;
    for (int i = image; i < image + PIXELS; i++) {
      pixels[i] = Byte.toUnsignedInt(pixels[i]) <= least ? 0 : pixels[i];
      inked += pixels[i] != 0 ? 1 : 0;
    }
    return inked;
  }

  /** Gives ink to the neighbours of what has some, and returns how many pixels have it. */
  private static int thicken(byte[] pixels, int image) {
    byte[] before = Arrays.copyOfRange(pixels, image, image + PIXELS);
    int inked = 0;
    for (int i = 0; i < PIXELS; i++) {
      int x = i % SIDE;
      int most = Byte.toUnsignedInt(before[i]);
      most = Math.max(most, x > 0 ? Byte.toUnsignedInt(before[i - 1]) : 0);
      most = Math.max(most, x < SIDE - 1 ? Byte.toUnsignedInt(before[i + 1]) : 0);
      most = Math.max(most, i >= SIDE ? Byte.toUnsignedInt(before[i - SIDE]) : 0);
      most = Math.max(most, i < PIXELS - SIDE ? Byte.toUnsignedInt(before[i + SIDE]) : 0);
      pixels[image + i] = (byte) most;
      inked += most > 0 ? 1 : 0;
    }
    return inked;
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
