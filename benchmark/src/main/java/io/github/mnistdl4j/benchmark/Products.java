package io.github.mnistdl4j.benchmark;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The matrix products of a hidden layer in one training step: forward, weight gradient and, above
 * the first layer, the gradient by its inputs. Matrices are row by row; results are written over.
 */
final class Products {
  private final int batch;
  private final int inputs;
  private final int units;
  private final boolean first;
  private final FloatPointer x;
  private final FloatPointer weights;
  private final FloatPointer sums;
  private final FloatPointer delta;
  private final FloatPointer gradient;
  private final FloatPointer below;

  Products(int batch, int inputs, int units, boolean first) {
    this.batch = batch;
    this.inputs = inputs;
    this.units = units;
    this.first = first;
    this.x = random(batch, inputs);
    this.weights = random(units, inputs);
    this.sums = random(batch, units);
    this.delta = random(batch, units);
    this.gradient = random(units, inputs);
    this.below = random(first ? 1 : batch, inputs);
  }

  private static FloatPointer random(int rows, int columns) {
    float[] values = new float[rows * columns];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return new FloatPointer(values);
  }

  /**
   * One thread's share.
   *
   * @param chunk most units of one product; their gradients then share one place, in cache
   */
  void share(int thread, int threads, int chunk) {
    int start = units * thread / threads;
    int end = units * (thread + 1) / threads;
    for (int from = start; from < end; from += chunk) {
      int count = Math.min(chunk, end - from);
      forward(from, count);
      gradient(from, count, start);
    }
    if (!first) {
      int column = inputs * thread / threads;
      below(column, inputs * (thread + 1) / threads - column);
    }
  }

  /** {@code sums[batch, count of units] = x[batch, inputs] · weights[count, inputs]ᵀ}. */
  private void forward(int from, int count) {
    FloatPointer w = at(weights, (long) from * inputs);
    FloatPointer z = at(sums, from);
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasTrans,
        batch,
        count,
        inputs,
        1,
        x,
        inputs,
        w,
        inputs,
        0,
        z,
        units);
  }

  /** {@code gradient[count, inputs] = delta[batch, count of units]ᵀ · x[batch, inputs]}. */
  private void gradient(int from, int count, int place) {
    FloatPointer d = at(delta, from);
    FloatPointer g = at(gradient, (long) place * inputs);
    cblas_sgemm(
        CblasRowMajor,
        CblasTrans,
        CblasNoTrans,
        count,
        inputs,
        batch,
        1,
        d,
        units,
        x,
        inputs,
        0,
        g,
        inputs);
  }

  /** {@code below[batch, count of inputs] = delta[batch, units] · weights[units, count]}. */
  private void below(int from, int count) {
    FloatPointer w = at(weights, from);
    FloatPointer b = at(below, from);
    cblas_sgemm(
        CblasRowMajor,
        CblasNoTrans,
        CblasNoTrans,
        batch,
        count,
        units,
        1,
        delta,
        units,
        w,
        inputs,
        0,
        b,
        inputs);
  }

  private static FloatPointer at(FloatPointer base, long from) {
    return new FloatPointer(base).position(from);
  }
}
