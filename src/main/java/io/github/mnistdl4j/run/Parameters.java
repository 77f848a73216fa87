package io.github.mnistdl4j.run;

import java.nio.ByteBuffer;
import org.apache.commons.codec.digest.DigestUtils;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** All parameters of a network as one row of numbers, in Deeplearning4j's order. */
final class Parameters {
  private Parameters() {}

  /** Returns the SHA-256 of their bits, big-endian float32s, as {@code coefficients.bin} ends. */
  static String sha256(MultiLayerNetwork network) {
    float[] numbers = network.params().toFloatVector();
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(numbers.length, Float.BYTES));
    bytes.asFloatBuffer().put(numbers);
    return DigestUtils.sha256Hex(bytes.array());
  }

  /** Returns the largest absolute difference of two networks' parameters, equally many. */
  static double largestDifference(MultiLayerNetwork one, MultiLayerNetwork other) {
    float[] a = one.params().toFloatVector();
    float[] b = other.params().toFloatVector();
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
    }
    return largest;
  }
}
