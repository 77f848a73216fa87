package io.github.mnistdl4j.data.folder;

import io.github.mnistdl4j.config.DataConfig;
import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.data.DatasetInfo;
import java.awt.Dimension;
import java.util.List;
import java.util.Optional;

/**
 * What the user says about the form of images; what is left open follows from the pictures.
 *
 * @param width pixels per row
 * @param height number of rows
 */
record PictureForm(
    Optional<Integer> width, Optional<Integer> height, Optional<Preparation> preparation) {
  private static final int USUAL_SIDE = DatasetInfo.MNIST.width();

  static PictureForm of(DataConfig config) {
    return new PictureForm(config.width(), config.height(), config.preparation());
  }

  /** Returns the form of a data set's images. */
  static PictureForm of(DatasetInfo info) {
    return new PictureForm(
        Optional.of(info.width()), Optional.of(info.height()), Optional.of(info.preparation()));
  }

  /** Returns whether the pictures' sizes decide on the form. */
  boolean isOpen() {
    return width.isEmpty() && height.isEmpty();
  }

  /**
   * Returns the form of all images: small pictures of one size stay as they are; others become as
   * large as MNIST's, in its way if they are digits.
   *
   * @param sizes of the pictures, each once; none if they do not decide
   */
  DatasetInfo decide(List<Dimension> sizes, List<String> classes) {
    Optional<Dimension> same = sizes.size() == 1 ? Optional.of(sizes.get(0)) : Optional.empty();
    Optional<Dimension> kept = same.filter(size -> isOpen() && isSmall(size));
    if (kept.isPresent()) {
      return new DatasetInfo(
          kept.get().width, kept.get().height, classes, preparation.orElse(Preparation.PLAIN));
    }
    boolean digits = classes.stream().allMatch(name -> name.matches("[0-9]"));
    return new DatasetInfo(
        width.or(() -> height).orElse(USUAL_SIDE),
        height.or(() -> width).orElse(USUAL_SIDE),
        classes,
        preparation.orElse(digits ? Preparation.DIGITS : Preparation.PLAIN));
  }

  private static boolean isSmall(Dimension size) {
    return Math.min(size.width, size.height) >= DatasetInfo.MIN_SIDE
        && Math.max(size.width, size.height) <= DatasetInfo.MAX_SIDE;
  }
}
