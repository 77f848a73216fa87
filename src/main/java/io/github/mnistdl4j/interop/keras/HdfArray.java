package io.github.mnistdl4j.interop.keras;

import java.util.Arrays;

/**
 * An array of a file: a data set of HDF5, or a weight of TensorFlow.js.
 *
 * @param shape empty: a single number
 * @param numbers row by row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HdfArray(int[] shape, float[] numbers) {
  boolean hasShape(int... wanted) {
    return Arrays.equals(shape, wanted);
  }

  String shapeInWords() {
    return Arrays.toString(shape).replace(", ", " × ");
  }
}
