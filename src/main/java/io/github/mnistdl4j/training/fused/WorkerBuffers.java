package io.github.mnistdl4j.training.fused;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** The working memory of one thread. */
final class WorkerBuffers {
  /** Numbers per block: a few arrays of this size stay in the first-level cache. */
  static final int BLOCK = 1024;

  final float[] w;
  final float[] g;
  final float[] s;
  final float[] r;

  /** A chunk's weights or their gradient. */
  final FloatPointer matrix;

  final FloatBuffer matrixBuffer;

  /**
   * @param inputs inputs of its first layer
   * @param widest most inputs of any layer
   */
  WorkerBuffers(int inputs, int widest) {
    int length = Math.max(BLOCK, inputs);
    w = new float[length];
    g = new float[length];
    s = new float[length];
    r = new float[length];
    matrix = new FloatPointer((long) LayerBuffers.MOST_UNITS * widest);
    matrixBuffer = matrix.asBuffer();
  }
}
