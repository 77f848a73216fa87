package io.github.mnistdl4j.training.fused;

import io.github.mnistdl4j.training.fused.FusedStep.WorkItems;
import java.util.function.IntConsumer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A Deeplearning4j network that trains by the fused step; {@code fit}, listeners, counters, {@code
 * output}, {@code evaluate} and {@code ModelSerializer} are Deeplearning4j's own.
 */
@SuppressWarnings("overrides") // of a varargs method, in Deeplearning4j
public final class FusedNetwork extends MultiLayerNetwork {
  private static final long serialVersionUID = 1L;

  private final transient FusedPlan plan;
  private final int threads;

  /**
   * A network, not yet initialised.
   *
   * @param threads that a step may use, at least 1
   * @throws NotCoveredException with the reason, if the step cannot train this network
   */
  public FusedNetwork(MultiLayerConfiguration configuration, int threads) {
    super(configuration);
    this.plan = FusedPlan.of(configuration);
    this.threads = threads;
  }

  @Override
  public void init(INDArray parameters, boolean cloneParametersArray) {
    super.init(parameters, cloneParametersArray);
    if (!(solver instanceof FusedSolver)) {
      solver = new FusedSolver(this, solver, plan, threads);
    }
  }

  /**
   * Sets what each step does beside its own work, by the same threads, such as making the next
   * batch ready.
   *
   * @param parts that can be done at the same time, 0 for none
   * @param work does one, from 0
   */
  public void alongside(int parts, IntConsumer work) {
    ((FusedSolver) solver).alongside(new WorkItems(parts, (part, worker) -> work.accept(part)));
  }

  /** Right answers among the batch trained on last, before its update. */
  public int correct() {
    return ((FusedSolver) solver).correct();
  }
}
