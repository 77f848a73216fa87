package io.github.mnistdl4j.training.fused;

import io.github.mnistdl4j.network.LayerNorms;
import io.github.mnistdl4j.training.fused.WorkerTeam.WorkItems;
import java.util.Collection;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.Solver;
import org.deeplearning4j.optimize.api.ConvexOptimizer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.optimize.solvers.BaseOptimizer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Trains by the fused step, and leaves everything else to the network's own solver. */
final class FusedSolver extends Solver {
  private final MultiLayerNetwork network;
  private final Solver own;
  private final FusedPlan plan;
  private final WorkerTeam team;
  private WorkItems side = new WorkItems(0, (part, worker) -> {});
  private @Nullable FusedStep step;
  private final boolean sparse;
  private boolean held;
  private boolean measured;

  FusedSolver(MultiLayerNetwork network, Solver own, FusedPlan plan, int threads, boolean sparse) {
    this.sparse = sparse;
    this.network = network;
    this.own = own;
    this.plan = plan;
    this.team = new WorkerTeam(threads);
  }

  @Override
  public void optimize(LayerWorkspaceMgr workspaceMgr) {
    INDArray features = rowByRow(network.getInput());
    INDArray labels = rowByRow(network.getLabels());
    int iteration = BaseOptimizer.getIterationCount(network);
    int epoch = BaseOptimizer.getEpochCount(network);
    FusedStep now = stepFor((int) features.size(0));
    if (!held) {
      now.load();
    }
    now.measure(measured);
    network.setScore(now.fit(features, labels, iteration, epoch));
    if (!held || !network.getListeners().isEmpty()) {
      now.store();
    }
    for (TrainingListener listener : network.getListeners()) {
      listener.iterationDone(network, iteration, epoch);
    }
    BaseOptimizer.incrementIterationCount(network, 1);
  }

  private static INDArray rowByRow(INDArray array) {
    boolean plain = array.ordering() == 'c' && array.elementWiseStride() == 1;
    return plain ? array : array.dup('c');
  }

  private FusedStep stepFor(int rows) {
    if (step == null || step.capacity() < rows) {
      publish();
      @Nullable INDArray state = getOptimizer().getUpdater().getStateViewArray();
      step =
          new FusedStep(
              plan,
              team,
              (FloatPointer) network.params().data().pointer(),
              state == null ? new FloatPointer(0L) : (FloatPointer) state.data().pointer(),
              rows,
              sparse,
              new WorkItems(side.parts(), (part, worker) -> side.work().part(part, worker)));
      if (held) {
        step.load();
      }
    }
    return step;
  }

  /** Lets steps keep parameters to themselves, until {@link #release}. */
  void hold() {
    held = true;
    if (step != null) {
      step.load();
    }
  }

  /** Brings the network up to date with the steps. */
  void publish() {
    if (held && step != null) {
      step.store();
    }
  }

  void release() {
    publish();
    held = false;
  }

  void alongside(WorkItems work) {
    if (work.parts() != side.parts()) {
      publish();
      step = null;
    }
    side = work;
  }

  void measureNext(boolean wanted) {
    measured = wanted;
  }

  List<LayerNorms> norms() {
    return step == null ? List.of() : step.norms();
  }

  int correct() {
    return step == null ? 0 : step.correct();
  }

  @Override
  public void initOptimizer() {
    own.initOptimizer();
  }

  @Override
  public ConvexOptimizer getOptimizer() {
    return own.getOptimizer();
  }

  @Override
  public void setListeners(Collection<TrainingListener> listeners) {
    own.setListeners(listeners);
  }
}
