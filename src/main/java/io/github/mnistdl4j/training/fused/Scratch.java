package io.github.mnistdl4j.training.fused;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;

/** Working memory of one thread. */
final class Scratch {
  /** Numbers to a block: a few arrays of them stay in the first-level cache. */
  static final int BLOCK = 1024;

  final float[] w = new float[BLOCK];
  final float[] g = new float[BLOCK];
  final float[] s = new float[BLOCK];
  final float[] r = new float[BLOCK];
  final FloatPointer gradient;
  final FloatBuffer gradientBuffer;

  Scratch(int inputs) {
    gradient = new FloatPointer((long) LayerBuffers.CHUNK * inputs);
    gradientBuffer = gradient.asBuffer();
  }
}
