package io.github.mnistdl4j.prediction;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.prediction.image.Rejection;
import io.github.mnistdl4j.prediction.image.format.DecodedImage;
import io.github.mnistdl4j.prediction.image.raster.Box;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a picture shows, part by part: the digits of a number, from left to right.
 *
 * @param parts at least one
 * @param rejection why the whole should not be relied on; empty if nothing speaks against it
 */
public record Reading(List<Part> parts, Optional<Rejection> rejection) {

  /**
   * A digit of a number.
   *
   * @param box where it is, in pixels of the picture
   * @param prediction what the network says of it
   * @param afterGap whether a separator is before it, such as a date's, or a new line
   */
  public record Part(Box box, Prediction prediction, boolean afterGap) {}

  public Reading {
    parts = List.copyOf(parts);
  }

  /** Returns the same with boxes in pixels of the picture as it is in its file. */
  public Reading in(DecodedImage file) {
    return new Reading(
        parts.stream()
            .map(
                part ->
                    new Part(
                        part.box().magnified(file.step(), file.width(), file.height()),
                        part.prediction(),
                        part.afterGap()))
            .toList(),
        rejection);
  }

  /** Returns what one answer says, as of an image that can show one digit only. */
  public static Reading of(Prediction prediction) {
    Box box = new Box(0, 0, prediction.images().width(), prediction.images().height());
    return of(List.of(new Part(box, prediction, false)));
  }

  /**
   * Returns the whole of parts, rejected for the reason of the first part that is if more than a
   * third of the parts are: among digits, an odd one is more likely one, too.
   */
  static Reading of(List<Part> parts) {
    List<Rejection> reasons =
        parts.stream().flatMap(part -> part.prediction().rejection().stream()).toList();
    return new Reading(
        parts, 3 * reasons.size() > parts.size() ? Optional.of(reasons.get(0)) : Optional.empty());
  }

  /** Returns the only part's answer; empty if there are several. */
  public Optional<Prediction> single() {
    return parts.size() == 1 ? Optional.of(parts.get(0).prediction()) : Optional.empty();
  }

  /** Returns what the network was asked about: the form and the classes of its images. */
  public DatasetInfo images() {
    return parts.get(0).prediction().images();
  }

  /**
   * Returns the labels of all parts, one behind the other, such as {@code 37}, with a space in
   * place of a separator or a new line.
   */
  public String text() {
    return parts.stream()
        .map(part -> (part.afterGap() ? " " : "") + part.prediction().label())
        .collect(Collectors.joining());
  }

  /** Returns the probability that all parts are right, taken as independent. */
  public double probability() {
    return parts.stream()
        .mapToDouble(part -> part.prediction().probability())
        .reduce(1, (a, b) -> a * b);
  }
}
