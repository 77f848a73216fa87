package io.github.mnistdl4j.spark;

import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.nd4j.linalg.dataset.DataSet;

/** Makes a worker's batches from the images on its executor. */
record ShareOfBatches(ClusterImages images, int batchSize)
    implements FlatMapFunction<int[], DataSet> {

  @Override
  public Iterator<DataSet> call(int[] share) {
    Digits train = images.get().train();
    return IntStream.range(0, (share.length + batchSize - 1) / batchSize)
        .mapToObj(batch -> batch(train, share, batch * batchSize))
        .iterator();
  }

  private DataSet batch(Digits train, int[] share, int from) {
    int[] indices = Arrays.copyOfRange(share, from, Math.min(from + batchSize, share.length));
    return DigitBatches.inOrder(select(train, indices), batchSize).next();
  }

  private static Digits select(Digits train, int[] indices) {
    byte[] pixels = new byte[indices.length * Digits.PIXELS];
    byte[] labels = new byte[indices.length];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(
          train.pixels(), indices[i] * Digits.PIXELS, pixels, i * Digits.PIXELS, Digits.PIXELS);
      labels[i] = (byte) train.label(indices[i]);
    }
    return new Digits(pixels, labels);
  }
}
