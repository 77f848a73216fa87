package io.github.mnistdl4j.config.binding;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The values that a search tries for one key, mapped to [0, 1). Values are text as in YAML. */
public sealed interface Domain {

  /** Returns the value at a place in [0, 1); a uniformly drawn place draws from the domain. */
  String at(double place);

  /** Returns the place, in [0, 1], of a value that {@link #at} gave. */
  double place(String value);

  /** Returns all values, in order; empty if they are continuous. */
  List<String> values();

  /** A list of values, equally likely. */
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

  /** Numbers of a range. */
  sealed interface Interval extends Domain, Validated {
    double min();

    double max();

    @Override
    default double place(String value) {
      return (Double.parseDouble(value) - min()) / (max() - min());
    }

    @Override
    default List<String> values() {
      return List.of();
    }

    @Override
    default void check(ProblemSink problems) {
      if (min() >= max()) {
        String smaller = "must be smaller than max, which is %s, but is %s";
        problems.add("min", smaller, FlowText.of(max()), FlowText.of(min()));
      }
    }
  }

  /** Real numbers, uniformly distributed, to four significant digits. */
  record Uniform(
      @Key(value = MIN, in = "[-1e9, 1e9]") double min,
      @Key(value = MAX, in = "[-1e9, 1e9]") double max)
      implements Interval {
    @Override
    public String at(double place) {
      return rounded(min + place * (max - min));
    }
  }

  /** Positive real numbers, log-uniformly distributed, to four significant digits. */
  record LogUniform(
      @Key(value = MIN, in = "(0, 1e9]") double min, @Key(value = MAX, in = "(0, 1e9]") double max)
      implements Interval {
    @Override
    public String at(double place) {
      return rounded(min * Math.pow(max / min, place));
    }

    @Override
    public double place(String value) {
      return Math.log(Double.parseDouble(value) / min) / Math.log(max / min);
    }
  }

  /** Whole numbers in equal steps from the smallest, equally likely. */
  record IntUniform(
      @Key(value = MIN, in = "[-1e9, 1e9]") double min,
      @Key(value = MAX, in = "[-1e9, 1e9]") double max,
      @Key(value = "Distance from each value to the next.", byDefault = "1", in = "[1, 1e6]")
          int step)
      implements Interval {
    /** Far more than a sweep tries. */
    private static final double MOST = 1e6;

    @Override
    public void check(ProblemSink problems) {
      Interval.super.check(problems);
      if (min != Math.rint(min) || max != Math.rint(max)) {
        problems.add("min", "and max must be whole numbers");
      } else if ((max - min) / step > MOST) {
        problems.add("step", "is %d, which gives more than a million values from min to max", step);
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
    public List<String> values() {
      return IntStream.range(0, count()).mapToObj(this::value).toList();
    }
  }

  private static String rounded(double number) {
    return FlowText.of(new BigDecimal(number).round(new MathContext(4)).doubleValue());
  }

  String MIN = "Smallest value.";
  String MAX = "Largest value.";
}
