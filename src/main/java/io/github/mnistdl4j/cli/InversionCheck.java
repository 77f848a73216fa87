package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.data.DatasetWarnings;
import io.github.mnistdl4j.prediction.image.ImageSources;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Passes images on, and finds out whether those of files with many, which are used as they are,
 * look inverted. Used by one thread.
 */
final class InversionCheck implements ImageSources.Visitor {
  private final ImageSources.Visitor next;
  private double sum;
  private long pixels;

  InversionCheck(ImageSources.Visitor next) {
    this.next = next;
  }

  @Override
  public boolean onImage(String file, OptionalLong index, float[] image, double done) {
    if (index.isPresent()) {
      for (float pixel : image) {
        sum += pixel;
      }
      pixels += image.length;
    }
    return next.onImage(file, index, image, done);
  }

  @Override
  public void onProblem(String file, String problem) {
    next.onProblem(file, problem);
  }

  @Override
  public void onNote(String file, String note) {
    next.onNote(file, note);
  }

  /**
   * Returns a warning if they look so.
   *
   * @param mean of the training images
   */
  Optional<String> warning(OptionalDouble mean) {
    return pixels > 0 && mean.isPresent()
        ? DatasetWarnings.inverted(mean.getAsDouble(), sum / pixels)
        : Optional.empty();
  }
}
