package io.github.mnistdl4j.run;

import io.github.mnistdl4j.config.DatasetName;
import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.data.DatasetInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What was done to the images that a network learned from, and so must be done to every other one:
 * a {@link DatasetInfo} as JSON. A model carries it.
 *
 * @param width pixels per row
 * @param height number of rows
 * @param scale from a byte to what the network sees
 * @param form a {@link Preparation#form}
 * @param classes their names in the order of the network's outputs; older files lack them
 * @param pixelMaximum the brightest pixel of a CSV file; older files lack it
 * @param mean of the pixels of the training images, in [0, 1]; older files lack it
 */
record Preprocessing(
    int width,
    int height,
    String scale,
    String form,
    List<String> classes,
    int pixelMaximum,
    @Nullable Double mean) {
  private static final String SCALE = "1/255";

  static Preprocessing of(DatasetInfo info, OptionalDouble mean) {
    return new Preprocessing(
        info.width(),
        info.height(),
        SCALE,
        info.preparation().form(),
        info.classes(),
        info.pixelMaximum(),
        mean.isPresent() ? mean.getAsDouble() : null);
  }

  /** Returns the mean, if it is one. */
  OptionalDouble trainingMean() {
    return mean != null && mean >= 0 && mean <= 1
        ? OptionalDouble.of(mean)
        : OptionalDouble.empty();
  }

  /**
   * Returns what it describes.
   *
   * @param dataset names the classes where an older file does not
   * @throws IllegalArgumentException that says what this version cannot do
   */
  DatasetInfo info(DatasetName dataset) {
    Preparation preparation =
        Arrays.stream(Preparation.values())
            .filter(each -> each.form().equals(form) && SCALE.equals(scale))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "pictures prepared as \"%.80s\", scaled by \"%.20s\""
                            .formatted(form, scale)));
    List<String> names = Objects.requireNonNullElseGet(classes, DatasetInfo.of(dataset)::classes);
    int maximum = pixelMaximum == 0 ? DatasetInfo.BYTE : pixelMaximum;
    return new DatasetInfo(width, height, names, preparation, maximum);
  }
}
