package io.github.mnistdl4j.evaluation;

import io.github.mnistdl4j.data.DatasetInfo;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a network answered after an epoch that was evaluated, for whoever watches its training. All
 * of it comes from the evaluation that there is anyway.
 *
 * @param epoch from 1
 * @param split which images were asked about: {@code test} or {@code validation}
 * @param classes their names, in order
 * @param width pixels of an image's row
 * @param height rows of an image
 * @param images how many were asked about
 * @param wrong how many of them the network got wrong
 * @param confusion null if there are more than {@value #MOST_CLASSES} classes
 * @param mistakes the most confident ones, at most {@value #MISTAKES}, the worst first
 * @param samples the first image of each class, of at most {@value #SAMPLES} classes
 */
public record EpochAnswers(
    int epoch,
    String split,
    List<String> classes,
    int width,
    int height,
    int images,
    int wrong,
    @Nullable ConfusionMatrix confusion,
    List<Shown> mistakes,
    List<Shown> samples) {
  private static final int MISTAKES = 12;
  private static final int SAMPLES = 10;

  /** A matrix of more classes does not fit on a screen. */
  private static final int MOST_CLASSES = 50;

  /** Classes that are listed for an image, the likeliest first. */
  private static final int GUESSES = 3;

  /**
   * An image and the answer to it.
   *
   * @param image its index in the split, from 0
   * @param truth the class that it shows
   * @param guesses the likeliest classes, the likeliest first
   * @param pixels row by row, a byte each, 255 for ink; in Base64
   */
  public record Shown(int image, int truth, List<Guess> guesses, String pixels) {}

  /**
   * A class and the network's output for it.
   *
   * @param output behind softmax its probability
   */
  public record Guess(int label, float output) {}

  /**
   * Picks what to show of an evaluation after an epoch.
   *
   * @param test whether its images are the test set; else those held out for validation
   */
  public static EpochAnswers of(int epoch, boolean test, Answers answers, EvaluationResult result) {
    DatasetInfo info = answers.digits().info();
    List<Shown> mistakes = new ArrayList<>();
    for (Mistake mistake : Mistake.mostConfident(answers, MISTAKES)) {
      mistakes.add(shown(answers, mistake.image()));
    }
    int classes = info.classes().size();
    return new EpochAnswers(
        epoch,
        test ? "test" : "validation",
        info.classes(),
        info.width(),
        info.height(),
        answers.size(),
        answers.wrong(),
        classes <= MOST_CLASSES ? result.confusion() : null,
        mistakes,
        samples(answers, Math.min(classes, SAMPLES)));
  }

  private static List<Shown> samples(Answers answers, int classes) {
    List<Shown> samples = new ArrayList<>();
    for (int label = 0; label < classes; label++) {
      int image = 0;
      while (image < answers.size() && answers.truth(image) != label) {
        image++;
      }
      if (image < answers.size()) {
        samples.add(shown(answers, image));
      }
    }
    return samples;
  }

  private static Shown shown(Answers answers, int image) {
    boolean[] told = new boolean[answers.digits().info().classes().size()];
    List<Guess> guesses = new ArrayList<>();
    for (int rank = 0; rank < Math.min(GUESSES, told.length); rank++) {
      int label = likeliest(answers, image, told);
      told[label] = true;
      guesses.add(new Guess(label, answers.output(image, label)));
    }
    String pixels = Base64.getEncoder().encodeToString(answers.digits().image(image));
    return new Shown(image, answers.truth(image), guesses, pixels);
  }

  /** Returns the likeliest class that is not told yet. */
  private static int likeliest(Answers answers, int image, boolean[] told) {
    int best = -1;
    for (int label = 0; label < told.length; label++) {
      if (!told[label]
          && (best < 0 || answers.output(image, label) > answers.output(image, best))) {
        best = label;
      }
    }
    return best;
  }
}
