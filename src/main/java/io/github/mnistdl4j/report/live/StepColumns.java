package io.github.mnistdl4j.report.live;

import io.github.mnistdl4j.network.LayerNorms;
import io.github.mnistdl4j.training.StepResult;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Steps as columns, which take half the room of rows in JSON. What is not a number there is null. A
 * page whose rows do not fit {@code stride} and {@code last} has to ask for all rows again.
 *
 * @param stride steps from one row to the next; larger once the file is thinned out
 * @param last step of the file; smaller than before if training goes on from a checkpoint, or
 *     another run has taken the name
 * @param step of each row, from 1
 * @param normStep of each row with norms
 * @param weights for each layer, the norm of its weights in those rows
 * @param gradient for each layer, the norm of the gradient in those rows
 */
record StepColumns(
    long stride,
    long last,
    List<Long> step,
    List<Integer> epoch,
    List<@Nullable Float> loss,
    List<@Nullable Float> accuracy,
    List<@Nullable Float> learningRate,
    List<Long> normStep,
    List<List<@Nullable Float>> weights,
    List<List<@Nullable Float>> gradient) {

  /** Returns the columns of all rows after a step. */
  static StepColumns of(List<StepResult> all, long after) {
    List<StepResult> rows = all.stream().filter(row -> row.step() > after).toList();
    List<StepResult> measured = rows.stream().filter(row -> !row.norms().isEmpty()).toList();
    return new StepColumns(
        all.size() < 2 ? 1 : all.get(1).step() - all.get(0).step(),
        all.isEmpty() ? 0 : all.get(all.size() - 1).step(),
        rows.stream().map(StepResult::step).toList(),
        rows.stream().map(StepResult::epoch).toList(),
        column(rows, row -> row.batch().loss()),
        column(rows, row -> row.batch().accuracy()),
        column(rows, StepResult::learningRate),
        measured.stream().map(StepResult::step).toList(),
        layers(measured, LayerNorms::weights),
        layers(measured, LayerNorms::gradient));
  }

  private static List<List<@Nullable Float>> layers(
      List<StepResult> measured, ToDoubleFunction<LayerNorms> norm) {
    int layers = measured.isEmpty() ? 0 : measured.get(0).norms().size();
    return IntStream.range(0, layers)
        .mapToObj(layer -> column(measured, row -> norm.applyAsDouble(row.norms().get(layer))))
        .toList();
  }

  private static List<@Nullable Float> column(
      List<StepResult> rows, ToDoubleFunction<StepResult> number) {
    Stream<@Nullable Float> numbers = rows.stream().map(row -> finite(number.applyAsDouble(row)));
    return numbers.toList();
  }

  private static @Nullable Float finite(double number) {
    float rounded = (float) number;
    return Float.isFinite(rounded) ? rounded : null;
  }
}
