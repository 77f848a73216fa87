package io.github.mnistdl4j.sweep;

import io.github.mnistdl4j.config.HalvingConfig;
import io.github.mnistdl4j.config.SearchMethod;
import io.github.mnistdl4j.config.SweepConfig;
import java.util.ArrayList;
import java.util.List;

/** The epochs after which a sweep compares its trials, and how many of them go on. */
final class HalvingSchedule {
  private HalvingSchedule() {}

  /** In increasing order, the last that of a whole training; only that one without halving. */
  static List<Integer> of(SweepConfig config) {
    int last = config.training().epochs();
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

  /** How many of some candidates go on to the next rung: one of each factor, at least one. */
  static int survivors(SweepConfig config, int candidates) {
    return Math.max(1, candidates / config.search().halving().reductionFactor());
  }
}
