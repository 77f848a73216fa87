package io.github.mnistdl4j.training.fused;

import io.github.mnistdl4j.network.LayerNorms;
import io.github.mnistdl4j.training.fused.WorkerTeam.WorkItems;
import java.util.List;
import java.util.function.IntConsumer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * A Deeplearning4j network that trains by the fused step; {@code fit}, listeners, counters, {@code
 * output}, {@code evaluate} and {@code ModelSerializer} are Deeplearning4j's own.
 */
@SuppressWarnings("overrides") // of a varargs method, in Deeplearning4j
public final class FusedNetwork extends MultiLayerNetwork {
  private static final long serialVersionUID = 1L;

  private final transient FusedPlan plan;
  private final int threads;
  private final boolean sparse;

  /**
   * Plans the step; the network is not yet initialised.
   *
   * @param threads threads of a step, at least 1
   * @param sparse whether the first layer visits only features that are not zero: faster where most
   *     are, and with other rounding
   * @throws NotCoveredException with the reason, if the step cannot train this network
   */
  public FusedNetwork(MultiLayerConfiguration configuration, int threads, boolean sparse) {
    super(configuration);
    this.plan = FusedPlan.of(configuration);
    this.threads = threads;
    this.sparse = sparse;
  }

  @Override
  public void init(INDArray parameters, boolean cloneParametersArray) {
    super.init(parameters, cloneParametersArray);
    if (!(solver instanceof FusedSolver)) {
      solver = new FusedSolver(this, solver, plan, threads, sparse);
    }
  }

  /**
   * Sets work that each step's threads do alongside it, such as preparing the next batch.
   *
   * @param parts number of parts, which do not depend on each other; 0 for no work
   * @param work does a part, numbered from 0
   */
  public void alongside(int parts, IntConsumer work) {
    ((FusedSolver) solver).alongside(new WorkItems(parts, (part, worker) -> work.accept(part)));
  }

  /**
   * Fits batches, keeping parameters and the optimizer's state to itself meanwhile, which is faster
   * than {@link #fit(DataSetIterator)} alone: the network has them again at the end, and after
   * {@link #publish}.
   */
  public void fitHeld(DataSetIterator batches) {
    FusedSolver fused = (FusedSolver) solver;
    fused.hold();
    try {
      fit(batches);
    } finally {
      fused.release();
    }
  }

  /** Brings parameters and the optimizer's state up to date, between two steps. */
  public void publish() {
    ((FusedSolver) solver).publish();
  }

  /** Sets whether the steps from now on measure {@link #norms}, which takes some of their time. */
  public void measureNext(boolean wanted) {
    ((FusedSolver) solver).measureNext(wanted);
  }

  /**
   * Returns each layer's norms in the last step, from the input side, if it was to measure them.
   */
  public List<LayerNorms> norms() {
    return ((FusedSolver) solver).norms();
  }

  /** Returns the number of right answers in the last batch, before its update. */
  public int correct() {
    return ((FusedSolver) solver).correct();
  }
}
