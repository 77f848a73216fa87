package io.github.mnistdl4j.evaluation;

import io.github.mnistdl4j.data.Digits;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Distribution of a layer's weights, or of its outputs to some images, after an epoch.
 *
 * @param epoch from 1
 * @param layer from 1
 * @param zeros share of the numbers that are 0, in [0, 1]; {@code counts} leaves them out
 * @param low start of the first bin
 * @param high end of the last
 * @param counts numbers in each of {@link #BINS} bins of equal width; the outermost also count what
 *     lies beyond them
 */
public record EpochHistogram(
    int epoch, int layer, Kind kind, double zeros, double low, double high, List<Integer> counts) {
  /** As many as a small picture shows. */
  public static final int BINS = 40;

  /** Images whose outputs are counted: more would cost more than 1 % of a short training. */
  public static final int IMAGES = 10;

  /** Standard deviations on each side of the mean that the bins cover. */
  private static final double SPREAD = 4;

  /** So many weights give the same picture as all: the highest bin is off by about 1 in 25. */
  private static final int MOST_WEIGHTS = 1 << 13;

  /** What is counted. */
  public enum Kind {
    /** A layer's weights, without its biases; of more than 8,192, evenly spread ones. */
    WEIGHTS,
    /** A layer's outputs, after its activation. */
    OUTPUTS
  }

  public EpochHistogram {
    counts = List.copyOf(counts);
  }

  /**
   * Returns those of each layer's weights, and of each hidden layer's outputs to images.
   *
   * @param pass a copy of the network; empty if it is not made of dense layers alone: no outputs
   */
  public static List<EpochHistogram> of(
      MultiLayerNetwork network, Optional<ForwardPass> pass, Digits images, int epoch) {
    List<EpochHistogram> all = new ArrayList<>();
    FloatBuffer parameters = network.params().data().asNioFloat();
    int at = 0;
    for (int layer = 0; layer < network.getnLayers(); layer++) {
      INDArray weights = network.getLayer(layer).getParam("W"); // [inputs, units]
      int count = (int) weights.length();
      float[][] some = {some(parameters, at, count, weights.rows())};
      all.add(of(epoch, layer + 1, Kind.WEIGHTS, some));
      at += count + (int) network.getLayer(layer).getParam("b").length();
    }
    float[][][] hidden = pass.map(each -> each.hidden(images)).orElseGet(() -> new float[0][][]);
    for (int layer = 0; layer < hidden.length; layer++) {
      all.add(of(epoch, layer + 1, Kind.OUTPUTS, hidden[layer]));
    }
    return all;
  }

  /** Returns evenly spread weights, which are not always those of the same inputs. */
  private static float[] some(FloatBuffer parameters, int at, int count, int inputs) {
    int every = (count + MOST_WEIGHTS - 1) / MOST_WEIGHTS;
    while (greatestCommonDivisor(every, inputs) != 1) {
      every++;
    }
    float[] some = new float[(count + every - 1) / every];
    for (int i = 0; i < some.length; i++) {
      some[i] = parameters.get(at + i * every);
    }
    return some;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  static EpochHistogram of(int epoch, int layer, Kind kind, float[][] numbers) {
    long all = 0;
    long zeros = 0;
    double sum = 0;
    double squares = 0;
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (float[] row : numbers) {
      all += row.length;
      for (float x : row) {
        zeros += x == 0 ? 1 : 0;
        sum += x;
        squares += (double) x * x;
        least = x != 0 && x < least ? x : least;
        most = x != 0 && x > most ? x : most;
      }
    }
    long counted = all - zeros;
    if (counted == 0) {
      return new EpochHistogram(epoch, layer, kind, 1, 0, 1, Collections.nCopies(BINS, 0));
    }
    double mean = sum / counted;
    double spread = SPREAD * Math.sqrt(Math.max(0, squares / counted - mean * mean));
    double low = Math.max(least, mean - spread);
    double high = Math.max(Math.min(most, mean + spread), low + Float.MIN_NORMAL);
    return new EpochHistogram(
        epoch, layer, kind, (double) zeros / all, low, high, counts(numbers, low, high));
  }

  private static List<Integer> counts(float[][] numbers, double low, double high) {
    int[] counts = new int[BINS];
    double perUnit = BINS / (high - low);
    for (float[] row : numbers) {
      for (float x : row) {
        int bin = (int) ((x - low) * perUnit);
        counts[Math.max(0, Math.min(BINS - 1, bin))] += x != 0 ? 1 : 0;
      }
    }
    List<Integer> all = new ArrayList<>();
    for (int count : counts) {
      all.add(count);
    }
    return all;
  }
}
