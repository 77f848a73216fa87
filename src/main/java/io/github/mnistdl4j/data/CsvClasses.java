package io.github.mnistdl4j.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The classes that the labels of a CSV file name. */
final class CsvClasses {
  private static final Comparator<String> BY_NUMBER = Comparator.comparingDouble(CsvNumber::of);

  private final List<String> names;
  private final Map<String, Integer> indices = new HashMap<>();

  /** Sorts all different labels, by number if all are numbers. */
  CsvClasses(Collection<String> labels) {
    boolean words = labels.stream().anyMatch(label -> Double.isNaN(CsvNumber.of(label)));
    names = labels.stream().sorted(words ? Comparator.naturalOrder() : BY_NUMBER).toList();
    IntStream.range(0, names.size()).forEach(i -> indices.put(names.get(i), i));
  }

  /** Returns a label in the form in which the same ones are equal: 5.0 and 05 are 5. */
  static String normal(String text) {
    double number = CsvNumber.of(text);
    boolean isIndex = number >= 0 && number < Integer.MAX_VALUE && number == Math.rint(number);
    return isIndex ? String.valueOf((int) number) : text;
  }

  List<String> names() {
    return names;
  }

  /** Returns the index of a label's class; empty if no label of the training file names it. */
  OptionalInt index(String label) {
    Integer index = indices.get(normal(label));
    return index == null ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** Returns what is remarkable about the labels, a sentence; empty if they are 0, 1, … */
  Optional<String> note() {
    if (names.equals(DatasetInfo.numbers(names.size()))) {
      return Optional.empty();
    }
    boolean fromOne =
        IntStream.rangeClosed(1, names.size()).mapToObj(Integer::toString).toList().equals(names);
    if (fromOne) {
      return Optional.of(
          "The labels begin at 1: the classes are named 1 to %d.".formatted(names.size()));
    }
    String all = String.join(", ", names.stream().limit(6).map(CsvRow::shown).toList());
    String more = names.size() > 6 ? ", …" : "";
    return Optional.of(
        "%d classes, named by their labels: %s%s.".formatted(names.size(), all, more));
  }
}
