package io.github.mnistdl4j.training.fused;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A layer's place in the network's flat buffer of parameters, and its working memory. Weights lie
 * unit by unit, {@code [units, inputs]}, then the biases. The units are cut into chunks: what is
 * computed for one does not depend on how many threads there are.
 */
final class LayerBuffers {
  /** Units of a chunk: enough for BLAS to be fast, few enough to share. */
  static final int CHUNK = 128;

  /** Rows of the batch to a part of the last layer's work. */
  static final int ROWS = 32;

  final LayerShape shape;
  final int inputs;
  final int units;
  final int chunks;

  /** Index of the first weight, and of the first bias, among the network's parameters. */
  final int firstWeight;

  final int firstBias;

  /** The chunks' weights, {@code [chunk, inputs]} each. */
  final FloatPointer[] weights;

  /** Activations and the loss's gradient by the sums, {@code [batch, units]}. */
  final FloatPointer outputs;

  final FloatPointer delta;
  final FloatBuffer outputsBuffer;
  final FloatBuffer deltaBuffer;

  /** The same from each chunk's first unit on. */
  final FloatPointer[] outputsFrom;

  final FloatPointer[] deltaFrom;

  /** The outputs from each part's first row on. */
  final FloatPointer[] rowsFrom;

  /** All weights; and from the weights of each chunk of inputs on. */
  final FloatPointer allWeights;

  final FloatPointer[] weightsTo;

  /** Each chunk's share of the penalties, before the update. */
  final double[] penalty;

  LayerBuffers(LayerShape shape, FloatPointer parameters, int firstWeight, int batch) {
    this.shape = shape;
    this.inputs = shape.inputs();
    this.units = shape.units();
    this.chunks = (units + CHUNK - 1) / CHUNK;
    this.firstWeight = firstWeight;
    this.firstBias = firstWeight + units * inputs;
    this.weights = views(parameters, chunks, firstWeight, (long) CHUNK * inputs);
    this.allWeights = weights[0];
    this.weightsTo = views(parameters, (inputs + CHUNK - 1) / CHUNK, firstWeight, CHUNK);
    this.outputs = new FloatPointer((long) batch * units);
    this.delta = new FloatPointer((long) batch * units);
    this.outputsBuffer = outputs.asBuffer();
    this.deltaBuffer = delta.asBuffer();
    this.outputsFrom = views(outputs, chunks, 0, CHUNK);
    this.deltaFrom = views(delta, chunks, 0, CHUNK);
    this.rowsFrom = views(outputs, (batch + ROWS - 1) / ROWS, 0, (long) ROWS * units);
    this.penalty = new double[chunks];
  }

  private static FloatPointer[] views(FloatPointer base, int count, long first, long step) {
    FloatPointer[] views = new FloatPointer[count];
    for (int i = 0; i < count; i++) {
      views[i] = view(base, first + i * step);
    }
    return views;
  }

  /** The memory from an element on. */
  static FloatPointer view(FloatPointer base, long from) {
    return new FloatPointer(base).position(base.position() + from);
  }

  /** Index of a chunk's first weight among the network's parameters. */
  int firstWeight(int chunk) {
    return firstWeight + chunk * CHUNK * inputs;
  }

  /** Units of a chunk; the last may have fewer. */
  int unitsOf(int chunk) {
    return Math.min(CHUNK, units - chunk * CHUNK);
  }
}
