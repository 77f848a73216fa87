package io.github.mnistdl4j.prediction;

import io.github.mnistdl4j.config.NetworkConfig;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.prediction.image.DigitImage;
import io.github.mnistdl4j.prediction.image.ImageException;
import io.github.mnistdl4j.run.ModelStore;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/**
 * Predicts which digits images show, with the network of a run.
 *
 * <pre>{@code
 * Predictor predictor = Predictor.load(Path.of("runs/latest"));
 * Prediction prediction = predictor.predict(ImageIO.read(new File("digit.png")));
 * System.out.println(prediction.digit() + " with probability " + prediction.probability());
 * }</pre>
 *
 * <p>Immutable and so safe to use from several threads; needs no closing.
 */
public final class Predictor {
  private final ForwardPass network;

  private Predictor(ForwardPass network) {
    this.network = network;
  }

  /**
   * Loads the network of a run.
   *
   * @param run the run's directory, such as {@code runs/latest}
   * @throws io.github.mnistdl4j.run.RunException if it is not a run, or has no usable model, or one
   *     that does not say how its images were prepared
   * @throws io.github.mnistdl4j.config.binding.InvalidConfigException if its config.yaml was broken
   */
  public static Predictor load(Path run) {
    RunDirectory directory = RunDirectory.at(run);
    RunConfig config = new SavedRun(directory).config().run();
    return new Predictor(
        ForwardPass.of(
            ModelStore.loadForPrediction(directory.model(), config), config.network().layers()));
  }

  /**
   * Predicts what a picture of any size, colour, contrast and margin shows. It is brought to
   * MNIST's form first, see {@link DigitImage}.
   *
   * @throws ImageException if the picture shows nothing
   */
  public Prediction predict(BufferedImage image) {
    return predict(DigitImage.preprocess(image));
  }

  /**
   * Predicts what an image in MNIST's form shows.
   *
   * @param pixels {@code [784]}: 28 rows of 28 from the top left, in [0, 1]; 0 is background, 1 ink
   * @throws IllegalArgumentException if there are not 784, or one is not in [0, 1]
   */
  public Prediction predict(float[] pixels) {
    requirePixels(pixels);
    float[] input = pixels.clone();
    return new Prediction(network.outputs(input), input);
  }

  /**
   * Predicts what each of several images shows.
   *
   * @param batch any number of images, each as {@link #predict(float[])} takes it
   * @return as many predictions, in the same order
   * @throws IllegalArgumentException if an image does not have 784 pixels in [0, 1]
   */
  public List<Prediction> predict(List<float[]> batch) {
    return batch.stream().map(this::predict).toList();
  }

  /**
   * Explains which ink of an image speaks for a digit and which against it: how much the digit's
   * log-odds drop when the surroundings of a pixel are covered. Takes a few milliseconds.
   *
   * @param pixels {@code [784]} as {@link #predict(float[])} takes it
   * @param digit 0 to 9
   * @return {@code [784]} in [-1, 1]: positive for the digit, negative against it, 0 where there is
   *     no ink; the largest magnitude is 1 unless all are 0
   * @throws IllegalArgumentException if the image or the digit is invalid
   */
  public float[] explain(float[] pixels, int digit) {
    requirePixels(pixels);
    if (digit < 0 || digit >= NetworkConfig.CLASSES) {
      throw new IllegalArgumentException("digit is %d, but must be 0 to 9".formatted(digit));
    }
    return Explanation.of(network, pixels, digit);
  }

  private static void requirePixels(float[] pixels) {
    if (pixels.length != NetworkConfig.INPUTS) {
      throw new IllegalArgumentException(
          "an image needs %d pixels, 28 rows of 28, but has %d"
              .formatted(NetworkConfig.INPUTS, pixels.length));
    }
    for (int i = 0; i < pixels.length; i++) {
      if (!(pixels[i] >= 0 && pixels[i] <= 1)) { // NaN is not, either
        throw new IllegalArgumentException(
            "pixel %d is %s, but must be in [0, 1], 0 for background and 1 for ink"
                .formatted(i, pixels[i]));
      }
    }
  }
}
