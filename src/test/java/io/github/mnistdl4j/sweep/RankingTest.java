package io.github.mnistdl4j.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.Objective;
import io.github.mnistdl4j.config.SweepConfig;
import io.github.mnistdl4j.sweep.TrialResult.TrialStatus;
import io.github.mnistdl4j.training.Score;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankingTest {
  @TempDir private Path folder;

  private static TrialResult result(Trial trial, int rung, double loss) {
    return new TrialResult(
        trial,
        rung,
        TrialStatus.FINISHED,
        List.of(),
        Optional.of(new Score(loss, 0.5)),
        1,
        Optional.empty());
  }

  @Test
  void takesTheMeanOverSeedsThatWereTrainedForAsLong() {
    SweepConfig config = SmallSweep.config(folder, "search.trials=2", "search.seeds=[1, 2]");
    List<Trial> trials = SearchPlan.of(config).trials();
    Ranking ranking = new Ranking(Objective.VAL_LOSS, trials);
    trials.forEach(trial -> ranking.add(result(trial, 1, trial.candidate() == 1 ? 0.4 : 0.6)));
    ranking.add(result(trials.get(0), 3, 0.1));

    assertThat(ranking.candidates()).extracting(Candidate::number).containsExactly(1, 2);
    assertThat(ranking.candidates().get(0).value()).hasValue(0.4);
    assertThat(ranking.candidates().get(0).rung()).isEqualTo(1);

    ranking.add(result(trials.get(1), 3, 0.2));
    assertThat(ranking.candidates().get(0).value().orElseThrow()).isBetween(0.149, 0.151);
    assertThat(ranking.candidates().get(0).rung()).isEqualTo(3);
  }

  @Test
  void leavesOutWhatHasNotAllItsSeeds() {
    SweepConfig config = SmallSweep.config(folder, "search.trials=2", "search.seeds=[1, 2]");
    List<Trial> trials = SearchPlan.of(config).trials();
    Ranking ranking = new Ranking(Objective.VAL_LOSS, trials);
    ranking.add(result(trials.get(0), 1, 0.4));

    assertThat(ranking.candidates()).isEmpty();
  }
}
