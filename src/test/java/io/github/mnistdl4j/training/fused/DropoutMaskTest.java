package io.github.mnistdl4j.training.fused;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DropoutMaskTest {
  private static final int N = 100_000;

  private static float[] dropped(double kept, long seed, int iteration, int layer) {
    float[] outputs = new float[N];
    Arrays.fill(outputs, 3);
    DropoutMask.drop(outputs, N, kept, DropoutMask.stream(seed, iteration, layer), 0);
    return outputs;
  }

  private static double shareOfZeros(float[] values) {
    int zeros = 0;
    for (float value : values) {
      zeros += value == 0 ? 1 : 0;
    }
    return (double) zeros / values.length;
  }

  @Test
  void dropsTheShareAskedForAndScalesTheRest() {
    for (double kept : new double[] {0.1, 0.5, 0.8}) {
      float[] outputs = dropped(kept, 7, 3, 1);
      // standard deviation of the share: 0.0016 at most
      assertThat(shareOfZeros(outputs)).isCloseTo(1 - kept, within(0.008));
      for (float output : outputs) {
        assertThat(output == 0 || Math.abs(output - 3 / kept) < 1e-4).isTrue();
      }
    }
  }

  @Test
  void everySeedStepAndLayerDropsOthers() {
    float[] outputs = dropped(0.5, 7, 3, 1);
    assertThat(dropped(0.5, 7, 3, 1)).containsExactly(outputs);
    for (float[] other :
        new float[][] {dropped(0.5, 8, 3, 1), dropped(0.5, 7, 4, 1), dropped(0.5, 7, 3, 2)}) {
      int same = 0;
      for (int i = 0; i < N; i++) {
        same += other[i] == outputs[i] ? 1 : 0;
      }
      assertThat(same / (double) N).isCloseTo(0.5, within(0.01)); // independent
    }
  }

  @Test
  void theBackwardPassDropsTheSameAndRestoresTheActivations() {
    float[] outputs = dropped(0.8, 7, 3, 1);
    float[] activations = outputs.clone();
    float[] delta = new float[N];
    Arrays.fill(delta, 1);
    DropoutMask.undrop(activations, delta, N, 0.8, DropoutMask.stream(7, 3, 1), 0);
    for (int i = 0; i < N; i++) {
      assertThat(delta[i]).isEqualTo(outputs[i] == 0 ? 0 : 1.25f);
      assertThat(activations[i]).isCloseTo(outputs[i] == 0 ? 0 : 3, within(1e-5f));
    }
  }
}
