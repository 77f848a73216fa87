package io.github.mnistdl4j.prediction;

import io.github.mnistdl4j.config.Preparation;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.evaluation.Explanation;
import io.github.mnistdl4j.evaluation.ForwardPass;
import io.github.mnistdl4j.evaluation.RejectionRule;
import io.github.mnistdl4j.prediction.image.NumberImage;
import io.github.mnistdl4j.prediction.image.PreparedImage;
import io.github.mnistdl4j.prediction.image.Rejection;
import io.github.mnistdl4j.prediction.image.format.ImageException;
import io.github.mnistdl4j.prediction.image.raster.Box;
import io.github.mnistdl4j.run.ModelStore;
import io.github.mnistdl4j.run.RunDirectory;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.run.TrainedModel;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Predicts what images show, with the network of a run.
 *
 * <pre>{@code
 * Predictor predictor = Predictor.load(Path.of("runs/latest"));
 * Prediction prediction = predictor.predict(ImageIO.read(new File("digit.png")));
 * System.out.println(prediction.label() + " with probability " + prediction.probability());
 * }</pre>
 *
 * <p>Immutable and so safe to use from several threads; needs no closing.
 */
public final class Predictor {
  /** The class of images that show none of the others. */
  private static final String NONE = "none";

  /** What is taken for the least probability. */
  private static final double LEAST_PROBABILITY = 1e-9;

  private static final Optional<Rejection> UNKNOWN = Optional.of(Rejection.UNKNOWN);

  private final ForwardPass network;
  private final DatasetInfo images;
  private final OptionalDouble mean;
  private final Optional<RejectionRule> rule;

  private Predictor(ForwardPass network, TrainedModel model) {
    this.network = network;
    this.images = model.images();
    this.mean = model.mean();
    this.rule = model.rejection();
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
    TrainedModel model = ModelStore.loadForPrediction(directory.model(), config);
    return new Predictor(ForwardPass.of(model.network()).orElseThrow(), model);
  }

  /** Returns the form and the classes of the images that it takes. */
  public DatasetInfo images() {
    return images;
  }

  /** Returns the mean of the pixels that it learned from, in [0, 1]; empty if not recorded. */
  public OptionalDouble trainingMean() {
    return mean;
  }

  /**
   * Predicts what a picture of any size, colour, contrast and margin shows. It is brought to the
   * form of the images that the network learned from first, see {@link PreparedImage}. Of several
   * digits the most likely one is predicted, and rejected.
   *
   * @throws ImageException if the picture shows nothing
   */
  public Prediction predict(BufferedImage image) {
    PreparedImage prepared = prepare(image);
    return predict(prepared.pixels()).rejectedFor(prepared.rejection());
  }

  /**
   * Brings a picture to the form of the images that the network learned from, as that of one digit.
   * If it shows several, the image is that of the most likely one, and rejected.
   *
   * @throws ImageException if the picture shows nothing
   */
  public PreparedImage prepare(BufferedImage image) {
    if (!readsNumbers()) {
      return PreparedImage.of(image, images);
    }
    NumberImage number = NumberImage.of(image, images, this::likelihood);
    return number.digits().size() > 1
        ? number.single().rejectedFor(Rejection.SEVERAL)
        : number.single();
  }

  /**
   * Reads the number that a picture shows: all its digits, from left to right, the uppermost line
   * first. A picture of one digit, or of images that are no digits, is a reading of one part. It is
   * rejected if one of its parts is.
   *
   * @throws ImageException if the picture shows nothing
   */
  public Reading read(BufferedImage image) {
    if (!readsNumbers()) {
      Prediction prediction = predict(image);
      Box whole = new Box(0, 0, image.getWidth(), image.getHeight());
      return Reading.of(List.of(new Reading.Part(whole, prediction, false)));
    }
    NumberImage number = NumberImage.of(image, images, this::likelihood);
    if (number.digits().size() == 1) {
      Prediction prediction =
          predict(number.single().pixels()).rejectedFor(number.single().rejection());
      return Reading.of(List.of(new Reading.Part(number.digits().get(0).box(), prediction, false)));
    }
    return Reading.of(
        number.digits().stream()
            .map(digit -> new Reading.Part(digit.box(), predict(digit.pixels()), digit.afterGap()))
            .toList());
  }

  /** Returns whether pictures may show several: of digits, each with a name of one character. */
  private boolean readsNumbers() {
    return images.preparation() == Preparation.DIGITS
        && images.classes().stream().allMatch(name -> name.length() == 1 || name.equals(NONE));
  }

  /** Returns the logarithm of the largest probability of a class that is not none. */
  private double likelihood(float[] pixels) {
    float[] probabilities = network.outputs(pixels);
    double most = LEAST_PROBABILITY;
    for (int k = 0; k < probabilities.length; k++) {
      if (!images.classes().get(k).equals(NONE)) {
        most = Math.max(most, probabilities[k]);
      }
    }
    return Math.log(most);
  }

  /**
   * Predicts what an image in the form of those that it learned from shows.
   *
   * @param pixels {@code [height · width]}: row by row from the top left, in [0, 1]; MNIST has 28
   *     rows of 28, 0 for background and 1 for ink
   * @throws IllegalArgumentException if there are more or fewer, or one is not in [0, 1]
   */
  public Prediction predict(float[] pixels) {
    requirePixels(pixels);
    float[] input = pixels.clone();
    float[] outputs = network.scores(input);
    boolean refused = rule.isPresent() && rule.get().refuses(outputs, images.answerClasses());
    network.activate(outputs);
    Optional<Rejection> rejection = refused ? UNKNOWN : Optional.empty();
    return new Prediction(images, outputs, input, rejection);
  }

  /**
   * Predicts what each of several images shows.
   *
   * @param batch any number of images, each as {@link #predict(float[])} takes it
   * @return as many predictions, in the same order
   * @throws IllegalArgumentException if an image does not have as many pixels, in [0, 1]
   */
  public List<Prediction> predict(List<float[]> batch) {
    return batch.stream().map(this::predict).toList();
  }

  /**
   * Explains which ink of an image speaks for a digit and which against it: how much the digit's
   * log-odds drop when the surroundings of a pixel are covered. Takes a few milliseconds.
   *
   * @param pixels as {@link #predict(float[])} takes them
   * @param digit the index of a class
   * @return as many values in [-1, 1]: positive for the digit, negative against it, 0 where there
   *     is no ink; the largest magnitude is 1 unless all are 0
   * @throws IllegalArgumentException if the image or the digit is invalid
   */
  public float[] explain(float[] pixels, int digit) {
    requirePixels(pixels);
    requireClass(digit);
    return Explanation.of(network, images, pixels, digit).get(0);
  }

  /**
   * Looks inside the network while it sees an image: at the units of the first layer.
   *
   * @param pixels as {@link #predict(float[])} takes them
   * @param digit the index of a class
   * @throws IllegalArgumentException if the image or the digit is invalid
   */
  public Inside inside(float[] pixels, int digit) {
    requirePixels(pixels);
    requireClass(digit);
    float[][] units = network.firstLayer(pixels, digit);
    return Inside.of(digit, network.scores(pixels)[digit], units[0], units[1]);
  }

  /** Returns the number of pixels, then of the units of each layer; the last are the classes. */
  public List<Integer> layerSizes() {
    return network.sizes();
  }

  /**
   * Returns the weights of the first layer's units as pictures: {@code [units · height · width]},
   * unit by unit, row by row; each unit's largest magnitude is 127 unless all are 0.
   */
  public byte[] unitPictures() {
    return network.firstWeights();
  }

  private void requireClass(int digit) {
    if (digit < 0 || digit >= images.classes().size()) {
      throw new IllegalArgumentException(
          "the class is %d, but must be 0 to %d".formatted(digit, images.classes().size() - 1));
    }
  }

  private void requirePixels(float[] pixels) {
    if (pixels.length != images.pixels()) {
      throw new IllegalArgumentException(
          "an image needs %d pixels, %d rows of %d, but has %d"
              .formatted(images.pixels(), images.height(), images.width(), pixels.length));
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
