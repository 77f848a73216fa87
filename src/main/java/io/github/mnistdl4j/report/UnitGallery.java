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
 * @param shape of an image, rows × columns
 * @param output whether the first layer is also the last, with one unit per class
 */
record UnitGallery(
    List<UnitTile> units, String shown, String all, boolean some, String shape, boolean output) {

  record UnitTile(int index, String picture) {}

  static UnitGallery of(InputWeights weights, DatasetInfo images, boolean output) {
    List<InputWeights.Unit> units = new ArrayList<>(weights.units());
    if (output) {
      units.sort(Comparator.comparingInt(InputWeights.Unit::index));
    }
    return new UnitGallery(
        units.stream()
            .map(unit -> new UnitTile(unit.index(), Thumbnails.weights(unit, images.width())))
            .toList(),
        Numbers.count(weights.units().size()),
        Numbers.count(weights.layerUnits()),
        weights.units().size() < weights.layerUnits(),
        images.shape(),
        output);
  }
}
