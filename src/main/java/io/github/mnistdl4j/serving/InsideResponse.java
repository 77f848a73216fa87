package io.github.mnistdl4j.serving;

import io.github.mnistdl4j.prediction.Inside;
import java.util.List;

/**
 * What happens inside the network while it sees a picture; its components are the members of the
 * server's JSON. Numbers have three decimals.
 *
 * @param run whose network it is
 * @param digit index of the class that is looked at
 * @param score the class's output before the last activation
 * @param rest what is in the score beside what the units add
 * @param fired how many units fire
 * @param units those that fire most, these first; at most {@link #MOST}
 */
record InsideResponse(
    String run, int digit, double score, double rest, int fired, List<FiringUnit> units) {
  /** More would be too many to look at. */
  private static final int MOST = 12;

  private static final double DECIMALS = 1000;

  /** Less is none, as behind a sigmoid. */
  private static final double LEAST = 0.001;

  /**
   * A unit of the first layer.
   *
   * @param unit its index, as in {@code /units}
   * @param fires its output
   * @param adds what that adds to the score
   */
  record FiringUnit(int unit, double fires, double adds) {}

  static InsideResponse of(Inside inside, String run) {
    List<Inside.ActiveUnit> fired =
        inside.units().stream().filter(unit -> Math.abs(unit.activation()) >= LEAST).toList();
    return new InsideResponse(
        run,
        inside.label(),
        rounded(inside.score()),
        rounded(inside.rest()),
        fired.size(),
        fired.stream()
            .limit(MOST)
            .map(
                unit ->
                    new FiringUnit(unit.index(), rounded(unit.activation()), rounded(unit.adds())))
            .toList());
  }

  private static double rounded(float value) {
    return Math.round(value * DECIMALS) / DECIMALS;
  }
}
