package io.github.mnistdl4j.training.fused;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A layer's place in the network's flat buffer of parameters, and its working memory. Weights lie
 * unit by unit, {@code [units, inputs]}, then the biases. The units are cut into chunks: what is
 * computed for one does not depend on how many threads there are.
 */
final class LayerBuffers {
  /** Most units of a chunk. */
  static final int MOST_UNITS = 128;

  /** Rows of the batch in one part of the last layer's work. */
  static final int ROWS = 32;

  final LayerShape shape;
  final int inputs;
  final int units;

  /** Units of a chunk, and chunks. */
  final int chunk;

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

  /** By chunks, in steps that are measured. */
  final NormSums norms;

  LayerBuffers(LayerShape shape, FloatPointer parameters, int firstWeight, int batch) {
    this.shape = shape;
    this.inputs = shape.inputs();
    this.units = shape.units();
    this.chunk = chunk(units);
    this.chunks = chunks(units);
    this.firstWeight = firstWeight;
    this.firstBias = firstWeight + units * inputs;
    this.weights = views(parameters, chunks, firstWeight, (long) chunk * inputs);
    this.allWeights = weights[0];
    this.weightsTo = views(parameters, chunks(inputs), firstWeight, chunk(inputs));
    this.outputs = new FloatPointer((long) batch * units);
    this.delta = new FloatPointer((long) batch * units);
    this.outputsBuffer = outputs.asBuffer();
    this.deltaBuffer = delta.asBuffer();
    this.outputsFrom = views(outputs, chunks, 0, chunk);
    this.deltaFrom = views(delta, chunks, 0, chunk);
    this.rowsFrom = views(outputs, (batch + ROWS - 1) / ROWS, 0, (long) ROWS * units);
    this.penalty = new double[chunks];
    this.norms = new NormSums(chunks);
  }

  /** Returns enough units for BLAS to be fast, but few enough for four threads to have a chunk. */
  private static int chunk(int units) {
    int quarter = (units / 4 + 15) / 16 * 16;
    return Math.min(MOST_UNITS, Math.max(32, quarter));
  }

  private static int chunks(int units) {
    return (units + chunk(units) - 1) / chunk(units);
  }

  private static FloatPointer[] views(FloatPointer base, int count, long first, long step) {
    FloatPointer[] views = new FloatPointer[count];
    for (int i = 0; i < count; i++) {
      views[i] = view(base, first + i * step);
    }
    return views;
  }

  static FloatPointer view(FloatPointer base, long from) {
    return new FloatPointer(base).position(base.position() + from);
  }

  /** Returns the index of a chunk's first weight among the network's parameters. */
  int firstWeight(int index) {
    return firstWeight + index * chunk * inputs;
  }

  /** Returns the units of a chunk; the last may have fewer. */
  int unitsOf(int index) {
    return Math.min(chunk, units - index * chunk);
  }
}
