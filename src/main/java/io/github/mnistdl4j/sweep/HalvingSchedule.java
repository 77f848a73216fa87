package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.HalvingConfig;
import io.github.mnistdl4j.config.SearchMethod;
import io.github.mnistdl4j.config.SweepConfig;
import java.util.ArrayList;
import java.util.List;

/** The epochs after which a sweep compares its trials, and how many of them continue. */
final class HalvingSchedule {
  private HalvingSchedule() {}

  /**
   * Returns them in increasing order, the last that of a whole training; without halving only it.
   */
  static List<Integer> of(SweepConfig config) {
    int last = config.run().training().epochs();
    List<Integer> rungs = new ArrayList<>();
    if (config.search().method() == SearchMethod.HALVING) {
      HalvingConfig halving = config.search().halving();
      for (long epochs = halving.minEpochs(); epochs < last; epochs *= halving.reductionFactor()) {
        rungs.add((int) epochs);
      }
    }
    rungs.add(last);
    return rungs;
  }

  /** Returns how many of some candidates continue to the next rung, at least one. */
  static int survivors(SweepConfig config, int candidates) {
    return Math.max(1, candidates / config.search().halving().reductionFactor());
  }
}
