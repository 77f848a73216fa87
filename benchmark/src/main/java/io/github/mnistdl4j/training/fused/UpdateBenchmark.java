package io.github.mnistdl4j.training.fused;

import io.github.mnistdl4j.benchmark.Tutorial;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.network.Networks;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Every optimizer's rule on arrays in cache: nanoseconds a parameter. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class UpdateBenchmark {
  private static final int PARAMETERS = 1024;

  /** As in the YAML file. */
  @Param({"rmsprop", "sgd", "nesterovs", "adam", "adamax", "nadam", "adagrad", "adadelta"})
  public String optimizer;

  private final float[] w = new float[PARAMETERS];
  private final float[] g = new float[PARAMETERS];
  private final float[] s = new float[PARAMETERS];
  private final float[] r = new float[PARAMETERS];
  private UpdateRule.UpdateStep rule;

  @Setup
  public void start() {
    var config = Tutorial.config("training.optimizer=" + optimizer);
    rule = FusedPlan.of(Networks.configuration(config, DatasetInfo.MNIST)).rule().steps().at(0, 0);
    Random random = new Random(1);
    for (int i = 0; i < PARAMETERS; i++) {
      w[i] = random.nextFloat() - 0.5f;
      g[i] = random.nextFloat() - 0.5f;
    }
  }

  @Benchmark
  @OperationsPerInvocation(PARAMETERS)
  public float[] update() {
    rule.apply(w, g, s, r, PARAMETERS);
    return w;
  }
}
