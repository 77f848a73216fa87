package io.github.mnistdl4j.interop;

import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.Evaluator;
import io.github.mnistdl4j.interop.dense.DenseModel;
import io.github.mnistdl4j.interop.dense.PixelScale;
import io.github.mnistdl4j.runtime.NativeRuntime;
import java.util.List;

/**
 * Finds out how a network wants its pixels scaled.
 *
 * @param run of the network's layers and loss
 * @param data images of its form
 */
record PixelTrial(DenseModel model, RunConfig run, TrainTest data) {
  /** Images whose loss decides: wrong scales differ by far. */
  private static final int TRIED_IMAGES = 2000;

  /**
   * Networks of PyTorch's example that saw a tenth of MNIST or four times all had 0.27 to 0.52 of
   * the loss that they have on pixels from 0 to 1; those of pixels from 0 to 1 had 1.8 or more.
   */
  private static final double FAR_SMALLER = 0.75;

  /** Returns the scale with which test images are answered with the smallest loss. */
  PixelScale best() {
    Digits all = data.test().size() > 0 ? data.test() : data.train();
    Digits images = all.slice(0, Math.min(TRIED_IMAGES, all.size()));
    List<PixelScale> usual = PixelScale.usual();
    PixelScale best = usual.get(0);
    EvaluationResult least = evaluate(best, images);
    for (PixelScale scale : usual.subList(1, usual.size())) {
      EvaluationResult result = evaluate(scale, images);
      if (isBetter(scale, result, least)) {
        best = scale;
        least = result;
      }
    }
    return best;
  }

  /**
   * Returns whether a scale is the likelier one. Standardized pixels are little else than those
   * from 0 to 1 thrice as large, which suits a network that is not sure of itself: the loss must be
   * far smaller, and more answers right.
   */
  private static boolean isBetter(
      PixelScale scale, EvaluationResult result, EvaluationResult least) {
    return scale.equals(PixelScale.STANDARDIZED)
        ? result.loss() < FAR_SMALLER * least.loss() && result.accuracy() > least.accuracy()
        : result.loss() < least.loss() || Double.isNaN(least.loss());
  }

  private EvaluationResult evaluate(PixelScale scale, Digits images) {
    return Evaluator.evaluate(
        DenseNetworks.network(model.onUnitPixels(scale), run, images.info(), 0),
        images,
        run.training().loss(),
        NativeRuntime.threads(run.runtime()));
  }
}
