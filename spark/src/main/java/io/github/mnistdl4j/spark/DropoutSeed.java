package io.github.mnistdl4j.spark;

import org.apache.spark.TaskContext;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.TrainingHook;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Seeds a worker's dropout at each step, by the run's seed, the step and the worker: a task that
 * runs again, on any executor, draws the same.
 *
 * @param seed of the run
 */
record DropoutSeed(long seed) implements TrainingHook {
  @Override
  public void preUpdate(DataSet batch, Model network) {
    long step = ((MultiLayerNetwork) network).getIterationCount();
    long drawn = ((long) TaskContext.getPartitionId() << Integer.SIZE) + step;
    Nd4j.getRandom().setSeed(seed + drawn * 0x9E3779B97F4A7C15L);
  }

  @Override
  public void postUpdate(DataSet batch, Model network) {}

  @Override
  public void preUpdate(MultiDataSet batch, Model network) {}

  @Override
  public void postUpdate(MultiDataSet batch, Model network) {}
}
