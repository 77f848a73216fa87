package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.sweep.TrialRunner;
import io.github.mnistdl4j.training.EpochTrainer;
import java.util.Map;

/** Machines that train in place of this process. */
public interface Cluster {

  /**
   * Returns what trains the trials of a sweep on them.
   *
   * @param config the sweep's, without the search
   * @param parallel trials at once; 0: as many as there are cores
   */
  TrialRunner trials(AppConfig config, TrainTest data, int parallel);

  /** Returns what trains one network on all of them. */
  EpochTrainer training(AppConfig config, TrainTest data);

  /** Returns further commands, as picocli takes them, by their names. */
  Map<String, Object> commands();
}
