package io.github.mnistdl4j.report;

import static io.github.mnistdl4j.report.Numbers.coordinate;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.evaluation.ForwardPass;
import io.github.mnistdl4j.evaluation.HiddenPlane;
import io.github.mnistdl4j.evaluation.HiddenPlane.Place;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Draws where the last hidden layer puts test images, each as its class's letter, in the
 * coordinates of {@code report.html}.
 *
 * @param first share of the variance along the horizontal axis, in percent
 * @param second along the vertical one
 * @param both along both
 * @param named whether the letters need a legend
 */
record HiddenMap(
    String images,
    String units,
    String first,
    String second,
    String both,
    boolean named,
    int height,
    List<Cloud> clouds) {
  private static final int SHOWN = 2000;
  private static final String LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int COLORS = 10;
  private static final double WIDTH = 720;
  private static final double MARGIN = 10;
  private static final double HIGHEST = 640;

  /**
   * The images of a class.
   *
   * @param letters as many as images, all the same
   * @param x their horizontal coordinates, apart by blanks
   * @param style of their colour, from 0 to 9
   */
  record Cloud(String name, String letter, int style, String letters, String x, String y) {}

  /**
   * Returns the picture; empty without a hidden layer, or if there are more classes than letters.
   */
  static Optional<HiddenMap> of(ForwardPass network, Digits digits) {
    int classes = digits.info().classes().size();
    return classes > LETTERS.length()
        ? Optional.empty()
        : HiddenPlane.of(network, some(digits)).map(plane -> of(plane, digits.info()));
  }

  private static Digits some(Digits digits) {
    int n = Math.min(SHOWN, digits.size());
    return digits.at(
        IntStream.range(0, n).map(i -> (int) ((long) i * digits.size() / n)).toArray());
  }

  private static HiddenMap of(HiddenPlane plane, DatasetInfo info) {
    boolean named = !info.classes().stream().allMatch(name -> name.matches("[0-9A-Za-z]"));
    double left = plane.places().stream().mapToDouble(Place::x).min().orElse(0);
    double right = plane.places().stream().mapToDouble(Place::x).max().orElse(1);
    double low = plane.places().stream().mapToDouble(Place::y).min().orElse(0);
    double high = plane.places().stream().mapToDouble(Place::y).max().orElse(1);
    double scale =
        Math.min(
            (WIDTH - 2 * MARGIN) / Math.max(right - left, Float.MIN_NORMAL),
            (HIGHEST - 2 * MARGIN) / Math.max(high - low, Float.MIN_NORMAL));
    return new HiddenMap(
        Numbers.count(plane.places().size()),
        Numbers.count(plane.units()),
        Numbers.percent(plane.first()),
        Numbers.percent(plane.second()),
        Numbers.percent(plane.first() + plane.second()),
        named,
        (int) Math.ceil((high - low) * scale + 2 * MARGIN),
        IntStream.range(0, info.classes().size())
            .mapToObj(
                label ->
                    cloud(
                        plane.places().stream().filter(p -> p.label() == label).toList(),
                        info.name(label),
                        named ? LETTERS.substring(label, label + 1) : info.name(label),
                        label % COLORS,
                        p -> MARGIN + (p.x() - left) * scale,
                        p -> MARGIN + (high - p.y()) * scale))
            .filter(cloud -> !cloud.letters().isEmpty())
            .toList());
  }

  private static Cloud cloud(
      List<Place> places,
      String name,
      String letter,
      int style,
      ToDoubleFunction<Place> x,
      ToDoubleFunction<Place> y) {
    return new Cloud(
        name, letter, style, letter.repeat(places.size()), joined(places, x), joined(places, y));
  }

  private static String joined(List<Place> places, ToDoubleFunction<Place> coordinate) {
    return places.stream()
        .map(place -> coordinate(coordinate.applyAsDouble(place)))
        .collect(Collectors.joining(" "));
  }
}
