package io.github.mnistdl4j.evaluation;

import io.github.mnistdl4j.data.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last hidden layer's view of images in two dimensions: the two principal components of its
 * units' outputs, those along which images differ most (Pearson 1901).
 *
 * @param units of the layer
 * @param places one per image
 * @param first share of the outputs' variance along the horizontal axis, in [0, 1]
 * @param second share along the vertical axis, at most {@code first}
 */
public record HiddenPlane(int units, List<Place> places, double first, double second) {
  /**
   * Where an image is.
   *
   * @param label the class that it shows
   */
  public record Place(int label, double x, double y) {}

  public HiddenPlane {
    places = List.copyOf(places);
  }

  /**
   * Projects images; empty if the network has no hidden layer of two units or more, or there are
   * fewer than two images. The same network and images give the same places.
   */
  public static Optional<HiddenPlane> of(ForwardPass network, Digits digits) {
    float[][][] hidden = network.hidden(digits);
    if (hidden.length == 0 || digits.size() < 2 || hidden[hidden.length - 1][0].length < 2) {
      return Optional.empty();
    }
    PrincipalPlane plane = PrincipalPlane.of(hidden[hidden.length - 1]);
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < digits.size(); i++) {
      places.add(new Place(digits.label(i), plane.x()[i], plane.y()[i]));
    }
    int units = hidden[hidden.length - 1][0].length;
    return Optional.of(new HiddenPlane(units, places, plane.first(), plane.second()));
  }
}
