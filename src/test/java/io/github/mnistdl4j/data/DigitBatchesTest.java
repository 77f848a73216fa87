package io.github.mnistdl4j.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mnistdl4j.config.AugmentationConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import io.github.mnistdl4j.data.distortion.Distortion;
import io.github.mnistdl4j.training.SomeDigits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;

class DigitBatchesTest {
  private static final Digits DIGITS = SomeDigits.of(10, 3);

  @Test
  void givesScaledPixelsAndOneHotLabels() {
    DataSet batch = DigitBatches.inOrder(DIGITS, 10).next();
    assertThat(batch.getFeatures().shape()).containsExactly(10, 784);
    assertThat(batch.getLabels().shape()).containsExactly(10, 10);
    float[] expected = new float[784];
    for (int i = 0; i < 784; i++) {
      expected[i] = (DIGITS.pixels()[7 * 784 + i] & 0xFF) / 255f;
    }
    assertThat(batch.getFeatures().getRow(7).toFloatVector()).containsExactly(expected);
    float[] oneHot = new float[10];
    oneHot[DIGITS.label(7)] = 1;
    assertThat(batch.getLabels().getRow(7).toFloatVector()).containsExactly(oneHot);
  }

  @Test
  void givesTheSameBatchesWhenTheNextOneIsPrepared() {
    DigitBatches prepared = DigitBatches.shuffled(DIGITS, 4, 7, 1);
    DigitBatches asked = DigitBatches.shuffled(DIGITS, 4, 7, 1);
    prepared.prepare(0); // before the first, there is nothing to prepare
    while (asked.hasNext()) {
      DataSet batch = prepared.next();
      DataSet expected = asked.next();
      for (int part = DigitBatches.PARTS - 1; part >= 0; part--) {
        prepared.prepare(part);
      }
      assertThat(batch.getFeatures()).isEqualTo(expected.getFeatures());
      assertThat(batch.getLabels()).isEqualTo(expected.getLabels());
    }
    assertThat(prepared.hasNext()).isFalse();
  }

  @Test
  void givesTheRightBatchWhenOnlySomePartsWerePrepared() {
    DigitBatches batches = DigitBatches.inOrder(DIGITS, 4);
    batches.next();
    batches.prepare(2);
    assertThat(batches.next().getFeatures())
        .isEqualTo(DigitBatches.inOrder(DIGITS.slice(4, 8), 4).next().getFeatures());
    batches.prepare(0);
    batches.reset();
    assertThat(batches.next(3).getFeatures())
        .isEqualTo(DigitBatches.inOrder(DIGITS, 3).next().getFeatures());
  }

  @Test
  void changesEachImageByItsIndexHoweverBatchesAreMade() {
    AugmentationConfig how =
        ConfigLoader.parse(AugmentationConfig.class, "", "test", List.of("probability=0.7"));
    DataSet inOrder = DigitBatches.inOrder(DIGITS, 10).distorted(how, 7, 2).next();
    DigitBatches shuffled = DigitBatches.shuffled(DIGITS, 4, 7, 2).distorted(how, 7, 2);
    Distortion distortion = new Distortion(how, 28, 28, 7, 2);
    int[] order = DigitBatches.permutation(10, 7, 2);
    for (int i = 0; i < 10; ) {
      DataSet batch = shuffled.next();
      shuffled.prepare(1);
      for (int row = 0; row < batch.numExamples(); row++, i++) {
        float[] expected = Digits.scaled(DIGITS.image(order[i]));
        distortion.change(expected, order[i]);
        assertThat(batch.getFeatures().getRow(row).toFloatVector()).containsExactly(expected);
        assertThat(inOrder.getFeatures().getRow(order[i]).toFloatVector())
            .containsExactly(expected);
        assertThat(batch.getLabels().getRow(row)).isEqualTo(inOrder.getLabels().getRow(order[i]));
      }
    }
    assertThat(inOrder.getFeatures())
        .isNotEqualTo(DigitBatches.inOrder(DIGITS, 10).next().getFeatures());
  }

  @Test
  void keepsTheLastPartialBatch() {
    DigitBatches batches = DigitBatches.inOrder(DIGITS, 4);
    assertThat(batches.steps()).isEqualTo(3);
    List<Integer> sizes = new ArrayList<>();
    batches.forEachRemaining(batch -> sizes.add(batch.numExamples()));
    assertThat(sizes).containsExactly(4, 4, 2);
    assertThatThrownBy(batches::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void mnistHas469StepsOf128() {
    byte[] none = new byte[60_000 * 784];
    assertThat(DigitBatches.inOrder(SomeDigits.mnist(none, new byte[60_000]), 128).steps())
        .isEqualTo(469);
  }

  @Test
  void everyEpochIsAPermutationOfItsOwnThatSeedAndEpochFix() {
    int[] order = DigitBatches.permutation(1000, 7, 1);
    assertThat(order).isEqualTo(DigitBatches.permutation(1000, 7, 1));
    assertThat(order).isNotEqualTo(DigitBatches.permutation(1000, 7, 2));
    assertThat(order).isNotEqualTo(DigitBatches.permutation(1000, 8, 1));
    assertThat(Arrays.stream(order).sorted().toArray())
        .isEqualTo(IntStream.range(0, 1000).toArray());
  }

  @Test
  void theFirstPlaceIsEquallyLikelyForEveryImage() {
    int[] counts = new int[10];
    for (int epoch = 1; epoch <= 10_000; epoch++) {
      counts[DigitBatches.permutation(10, 42, epoch)[0]]++;
    }
    // 1000 expected, standard deviation 30: five of them either way
    assertThat(Arrays.stream(counts).min().orElseThrow()).isGreaterThan(850);
    assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThan(1150);
  }

  @Test
  void shuffledBatchesFollowThePermutationAndStartAgainAfterReset() {
    DigitBatches batches = DigitBatches.shuffled(DIGITS, 10, 7, 1);
    DataSet batch = batches.next();
    int[] order = DigitBatches.permutation(10, 7, 1);
    int[] labels = Arrays.stream(order).map(DIGITS::label).toArray();
    assertThat(batch.getLabels().argMax(1).toIntVector()).isEqualTo(labels);
    assertThat(batches.hasNext()).isFalse();
    DataSet before = batch.copy();
    batches.reset();
    assertThat(batches.next().getFeatures()).isEqualTo(before.getFeatures());
  }
}
