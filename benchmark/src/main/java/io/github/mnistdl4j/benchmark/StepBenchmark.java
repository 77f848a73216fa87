package io.github.mnistdl4j.benchmark;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.training.Engines;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One training step of the tutorial's network, 128 images, by each engine. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StepBenchmark {

  /** Batches of an epoch, ready, so that feeding is not measured. */
  public abstract static class Training {
    private static final int BATCHES = 100;

    private final List<DataSet> batches = new ArrayList<>();
    private MultiLayerNetwork network;
    private int step;

    void start(RunConfig config) {
      Digits images = Tutorial.data().train();
      network = Engines.create(config, images, note -> {}).network();
      DigitBatches source = DigitBatches.shuffled(images, 128, 1234, 1);
      while (batches.size() < BATCHES) {
        batches.add(source.next());
      }
    }

    double step() {
      network.fit(batches.get(step++ % BATCHES));
      return network.score();
    }
  }

  /** The fused engine, with each number of threads. */
  @State(Scope.Benchmark)
  public static class Fused extends Training {
    /** Threads of the step. */
    @Param({"1", "2"})
    public int threads;

    @Setup
    public void start() {
      start(Tutorial.config("training.engine=fused", "runtime.threads=" + threads));
    }
  }

  /** Deeplearning4j's engine. */
  @State(Scope.Benchmark)
  public static class Dl4j extends Training {
    @Setup
    public void start() {
      start(Tutorial.config("training.engine=dl4j"));
    }
  }

  @Benchmark
  public double fused(Fused training) {
    return training.step();
  }

  @Benchmark
  public double dl4j(Dl4j training) {
    return training.step();
  }
}
