package io.github.mnistdl4j.report;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.network.InputWeights;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Shows the weights of units of the first layer.
 *
 * @param some whether not all are shown
 * @param width of a picture on the page
 * @param height of a picture on the page
 * @param shape of an image, rows × columns
 * @param output whether the first layer is also the last, with one unit per class
 */
record UnitGallery(
    List<UnitTile> units,
    int width,
    int height,
    String shown,
    String all,
    boolean some,
    String shape,
    boolean output) {
  private static final int SIDE = 72;

  /**
   * A unit's weights.
   *
   * @param name its number, or the class that it stands for
   */
  record UnitTile(String name, String picture) {}

  static UnitGallery of(InputWeights weights, DatasetInfo images, boolean output) {
    List<InputWeights.Unit> units = new ArrayList<>(weights.units());
    if (output) {
      units.sort(Comparator.comparingInt(InputWeights.Unit::index));
    }
    return new UnitGallery(
        units.stream().map(unit -> tile(unit, images, output)).toList(),
        Thumbnails.size(images.width(), images, SIDE),
        Thumbnails.size(images.height(), images, SIDE),
        Numbers.count(weights.units().size()),
        Numbers.count(weights.layerUnits()),
        weights.units().size() < weights.layerUnits(),
        images.shape(),
        output);
  }

  private static UnitTile tile(InputWeights.Unit unit, DatasetInfo images, boolean output) {
    String name = output ? images.name(unit.index()) : Integer.toString(unit.index());
    return new UnitTile(name, Thumbnails.weights(unit, images.width()));
  }
}
