package io.github.mnistdl4j.config.binding;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The values that a search tries for one key, laid out between 0 and 1. Values are text as in YAML.
 */
public sealed interface Domain {

  /**
   * The value at a place.
   *
   * @param place in [0, 1); a uniformly drawn one gives a draw from the domain
   */
  String at(double place);

  /** Where a value that {@link #at} gave lies, in [0, 1]. */
  double place(String value);

  /** All values, in order; empty if they cannot be counted. */
  List<String> values();

  /** Some values of the list, each as likely as the others. */
  record Choice(List<@Nullable Object> trees) implements Domain {
    public Choice {
      trees = Collections.unmodifiableList(new ArrayList<>(trees)); // null may be one
    }

    @Override
    public String at(double place) {
      return values().get((int) (place * trees.size()));
    }

    @Override
    public double place(String value) {
      return trees.size() == 1 ? 0.5 : values().indexOf(value) / (trees.size() - 1.0);
    }

    @Override
    public List<String> values() {
      return trees.stream().map(FlowText::of).toList();
    }
  }

  /** Numbers between two others. */
  sealed interface Interval extends Domain {
    /** The smallest. */
    double min();

    /** The largest. */
    double max();

    /** Reports an empty interval. */
    default void checkOrder(ProblemSink problems) {
      if (min() >= max()) {
        String smaller = "must be smaller than max, which is %s, but is %s";
        problems.add("min", smaller, FlowText.of(max()), FlowText.of(min()));
      }
    }
  }

  /** Real numbers, each as likely as the others; of four significant digits. */
  record Uniform(
      @Key(value = MIN, min = -1e9, max = 1e9) double min,
      @Key(value = MAX, min = -1e9, max = 1e9) double max)
      implements Interval, Validated {
    @Override
    public void check(ProblemSink problems) {
      checkOrder(problems);
    }

    @Override
    public String at(double place) {
      return rounded(min + place * (max - min));
    }

    @Override
    public double place(String value) {
      return (Double.parseDouble(value) - min) / (max - min);
    }

    @Override
    public List<String> values() {
      return List.of();
    }
  }

  /** Positive real numbers whose logarithms are equally likely; of four significant digits. */
  record LogUniform(
      @Key(value = MIN, above = 0, max = 1e9) double min,
      @Key(value = MAX, above = 0, max = 1e9) double max)
      implements Interval, Validated {
    @Override
    public void check(ProblemSink problems) {
      checkOrder(problems);
    }

    @Override
    public String at(double place) {
      return rounded(min * Math.pow(max / min, place));
    }

    @Override
    public double place(String value) {
      return Math.log(Double.parseDouble(value) / min) / Math.log(max / min);
    }

    @Override
    public List<String> values() {
      return List.of();
    }
  }

  /** Whole numbers from the smallest on in equal steps, each as likely as the others. */
  record IntUniform(
      @Key(value = MIN, min = -1e9, max = 1e9) double min,
      @Key(value = MAX, min = -1e9, max = 1e9) double max,
      @Key(value = "From each to the next.", byDefault = "1", min = 1, max = 1_000_000) int step)
      implements Interval, Validated {
    /** Far more than a sweep tries. */
    private static final double MOST = 1e6;

    @Override
    public void check(ProblemSink problems) {
      checkOrder(problems);
      if (min != Math.rint(min) || max != Math.rint(max)) {
        problems.add("min", "and max must be whole numbers");
      } else if ((max - min) / step > MOST) {
        problems.add("step", "is %d, but from min to max there are too many then", step);
      }
    }

    private int count() {
      return (int) ((max - min) / step) + 1;
    }

    private String value(int index) {
      return String.valueOf((long) min + (long) index * step);
    }

    @Override
    public String at(double place) {
      return value((int) (place * count()));
    }

    @Override
    public double place(String value) {
      return (Double.parseDouble(value) - min) / (max - min);
    }

    @Override
    public List<String> values() {
      return IntStream.range(0, count()).mapToObj(this::value).toList();
    }
  }

  private static String rounded(double number) {
    return FlowText.of(new BigDecimal(number).round(new MathContext(4)).doubleValue());
  }

  /** Description of {@code min}. */
  String MIN = "The smallest.";

  /** Description of {@code max}. */
  String MAX = "The largest.";
}
