package io.github.mnistdl4j.benchmark;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.runtime.NativeRuntime;
import io.github.mnistdl4j.training.Engines;
import io.github.mnistdl4j.training.EpochTrainer;
import io.github.mnistdl4j.training.Score;
import io.github.mnistdl4j.training.Trainer;
import io.github.mnistdl4j.training.TrainingCallback;
import io.github.mnistdl4j.training.TrainingData;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Time of an epoch for other sizes than the tutorial's, beside the floor for them. */
public final class Scaling {
  private static final double WARM_UP_SECONDS = 2;

  private Scaling() {}

  /**
   * Measures one size and prints it with the seconds of an epoch and of the floor.
   *
   * @param args batch, units of a hidden layer, hidden layers, threads, seconds to measure
   */
  public static void main(String[] args) throws InterruptedException {
    int batch = Integer.parseInt(args[0]);
    int units = Integer.parseInt(args[1]);
    int layers = Integer.parseInt(args[2]);
    int threads = Integer.parseInt(args[3]);
    double seconds = Double.parseDouble(args[4]);
    RunConfig config = config(batch, units, layers, threads);
    NativeRuntime.start(config.runtime());
    double epoch = epochSeconds(config, seconds);
    double floor = new Floor(batch, units, layers).epochSeconds(threads, seconds);
    System.out.printf(
        Locale.ROOT, "size %d %d %d %d %.4f %.4f%n", batch, units, layers, threads, epoch, floor);
  }

  private static RunConfig config(int batch, int units, int layers, int threads) {
    String hidden = "{units: %d, activation: relu}, ".formatted(units);
    String stack = String.join("", Collections.nCopies(layers, hidden));
    return Tutorial.config(
        "network.layers=[%s{units: 10, activation: softmax}]".formatted(stack),
        "training.engine=fused",
        "training.batch-size=" + batch,
        "training.epochs=100000",
        "training.evaluate=never",
        "runtime.threads=" + threads);
  }

  /** Trains for some seconds; the steps after the first ones count. */
  private static double epochSeconds(RunConfig config, double seconds) {
    var images = Tutorial.data();
    TrainingData data = TrainingData.split(images.train(), images.test(), 0);
    Clock clock = new Clock(seconds);
    EpochTrainer epochs = Engines.create(config, data.train(), note -> {});
    new Trainer(config, data, epochs, List.of(clock), clock::isDone).train();
    return clock.secondsPerStep() * Floor.stepsPerEpoch(config.training().batchSize());
  }

  /** Counts steps from the end of the warm-up on. */
  private static final class Clock implements TrainingCallback {
    private final long begin = System.nanoTime();
    private final double seconds;
    private long warm;
    private long last;
    private int steps;

    Clock(double seconds) {
      this.seconds = seconds;
    }

    @Override
    public void onStep(int step, Score running) {
      last = System.nanoTime();
      if (warm != 0) {
        steps++;
      } else if (last - begin > WARM_UP_SECONDS * 1e9) {
        warm = last;
      }
    }

    boolean isDone() {
      return steps > 0 && last - warm > seconds * 1e9;
    }

    double secondsPerStep() {
      return (last - warm) / 1e9 / steps;
    }
  }
}
