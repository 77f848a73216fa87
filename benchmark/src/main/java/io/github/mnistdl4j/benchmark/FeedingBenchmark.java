package io.github.mnistdl4j.benchmark;

import io.github.mnistdl4j.data.DigitBatches;
import io.github.mnistdl4j.data.Digits;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.dataset.DataSet;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it takes to have the next batch, and the order of an epoch. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class FeedingBenchmark {
  private static final int BATCH = 128;

  private Digits digits;
  private DigitBatches batches;
  private int epoch;

  @Setup
  public void start() {
    digits = Tutorial.data().train();
    batches = order();
  }

  /** The next 128 images, scaled, with their labels. */
  @Benchmark
  public DataSet batch() {
    if (!batches.hasNext()) {
      batches.reset();
    }
    return batches.next();
  }

  /** The random order of an epoch. */
  @Benchmark
  public DigitBatches order() {
    return DigitBatches.shuffled(digits, BATCH, 1234, ++epoch);
  }
}
