package io.github.mnistdl4j.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.spark.EpochPlan.Share;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EpochPlanTest {
  @Test
  void dealsBatchesInTurnAndEndsARoundWhenEachWorkerHasHadItsNumber() {
    EpochPlan plan = new EpochPlan(11, 2, 2, 2); // batches of 2, 2, 2, 2, 2 and 1 images
    int[] order = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0};

    assertThat(plan.rounds()).isEqualTo(2);
    assertThat(images(plan.shares(order, 0)))
        .containsExactly(new int[] {10, 9, 6, 5}, new int[] {8, 7, 4, 3});
    assertThat(images(plan.shares(order, 1))).containsExactly(new int[] {2, 1}, new int[] {0});
    assertThat(plan.steps()).isEqualTo(3);
  }

  @Test
  void leavesOutAWorkerWhoseTurnDoesNotCome() {
    List<Share> shares = new EpochPlan(3, 2, 3, 5).shares(new int[] {0, 1, 2}, 0);

    assertThat(images(shares)).containsExactly(new int[] {0, 1}, new int[] {2});
    assertThat(shares).extracting(Share::worker).containsExactly(0, 1);
  }

  private static List<int[]> images(List<Share> shares) {
    return shares.stream().map(Share::images).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "60000, 128, 2, 10",
    "60000, 128, 2, 30",
    "60000, 128, 2, 150",
    "60000, 128, 3, 7",
    "54000, 100, 4, 100000",
    "1, 128, 2, 5",
    "256, 128, 1, 1"
  })
  void learnsFromEveryImageOnceAndFromNoMoreBatchesThanTheFrequency(
      int images, int batchSize, int workers, int averagingFrequency) {
    EpochPlan plan = new EpochPlan(images, batchSize, workers, averagingFrequency);
    int[] order = IntStream.range(0, images).toArray();

    List<int[]> shares =
        IntStream.range(0, plan.rounds())
            .boxed()
            .flatMap(round -> images(plan.shares(order, round)).stream())
            .toList();

    assertThat(shares.stream().flatMapToInt(IntStream::of).sorted().toArray()).isEqualTo(order);
    assertThat(shares).allMatch(share -> share.length <= (long) batchSize * averagingFrequency);
    assertThat(plan.shares(order, plan.rounds() - 1)).isNotEmpty();
  }
}
