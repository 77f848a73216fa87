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
    return DigitBatches.inOrder(train.at(indices), batchSize).next();
  }
}
