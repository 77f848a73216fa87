package io.github.mnistdl4j.training.fused;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ActiveInputsTest {
  private static final int INPUTS = 20;
  private static final int CAPACITY = 70;

  private final WorkerBuffers scratch = new WorkerBuffers(INPUTS, INPUTS);

  @Test
  void leavesOutInputsThatAreZeroInAllRows() {
    float[][] rows = new float[CAPACITY][INPUTS];
    rows[0][3] = 1;
    rows[40][3] = 2;
    rows[69][17] = -3;
    ActiveInputs features = features(rows, false);
    assertThat(features.count()).isEqualTo(2);
    assertThat(features.isPacked()).isTrue();
    assertThat(row(features, 0)).containsExactly(1, 0);
    assertThat(row(features, 40)).containsExactly(2, 0);
    assertThat(row(features, 69)).containsExactly(0, -3);
    assertThat(features.packedFrom[2].get()).as("row 64 starts the third part").isEqualTo(0);
  }

  @Test
  void putsValuesBackWhereTheyBelong() {
    float[][] rows = new float[1][INPUTS];
    rows[0][3] = 1;
    rows[0][17] = 1;
    ActiveInputs features = features(rows, false);
    float[] all = new float[INPUTS];
    Arrays.fill(all, 9);
    features.unpack(new float[] {5, 6}, all);
    float[] expected = new float[INPUTS];
    expected[3] = 5;
    expected[17] = 6;
    assertThat(all).containsExactly(expected);
    assertThat(Arrays.copyOf(features.pack(all, new float[INPUTS]), 2)).containsExactly(5, 6);
  }

  @Test
  void rowsOfAnEarlierBatchDoNotCount() {
    float[][] rows = new float[CAPACITY][INPUTS];
    rows[69][5] = 1;
    ActiveInputs features = features(rows, false);
    float[][] fewer = new float[2][INPUTS];
    fewer[1][6] = 1;
    turn(features, fewer);
    assertThat(features.count()).isEqualTo(1);
    assertThat(row(features, 1)).containsExactly(1);
  }

  @Test
  void keepsWhatIsNoNumber() {
    float[][] rows = new float[2][INPUTS];
    rows[0][4] = Float.NaN;
    ActiveInputs features = features(rows, false);
    assertThat(features.count()).isEqualTo(1);
    assertThat(row(features, 0)).containsExactly(Float.NaN);
  }

  @Test
  void keepsAllWhenFewOrNoneCanGo() {
    float[][] rows = new float[3][INPUTS];
    Arrays.fill(rows[1], 2, INPUTS, 1);
    assertThat(features(rows, false).count()).isEqualTo(INPUTS);
    assertThat(features(new float[3][INPUTS], false).count()).isEqualTo(INPUTS);
  }

  @Test
  void keepsAllWhenToldTo() {
    float[][] rows = new float[3][INPUTS];
    rows[2][1] = 7;
    ActiveInputs features = features(rows, true);
    assertThat(features.count()).isEqualTo(INPUTS);
    assertThat(row(features, 2)).containsExactly(rows[2]);
  }

  private ActiveInputs features(float[][] rows, boolean all) {
    ActiveInputs features = new ActiveInputs(INPUTS, CAPACITY, all);
    turn(features, rows);
    return features;
  }

  private void turn(ActiveInputs features, float[][] rows) {
    FloatBuffer batch = FloatBuffer.allocate(rows.length * INPUTS);
    for (float[] row : rows) {
      batch.put(row);
    }
    features.begin(batch, rows.length);
    for (int part = features.parts() - 1; part >= 0; part--) {
      features.scan(part, scratch.w);
    }
    features.choose();
    for (int part = 0; part < features.parts(); part++) {
      features.pack(part, scratch);
    }
  }

  private static float[] row(ActiveInputs features, int row) {
    float[] values = new float[features.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = features.packed.get((long) row * features.count() + i);
    }
    return values;
  }
}
