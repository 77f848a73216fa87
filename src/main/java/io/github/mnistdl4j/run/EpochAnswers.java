package io.github.mnistdl4j.run;

import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.ConfusionMatrix;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.Mistake;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.TrainingCallback;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the network answered after the newest epoch that was evaluated: {@code epoch.json}, for who
 * watches a training. All of it comes from the evaluation that there is anyway.
 *
 * @param epoch from 1
 * @param split which images were asked about: {@code test} or {@code validation}
 * @param classes their names, in order
 * @param width pixels of an image's row
 * @param height rows of an image
 * @param images how many were asked about
 * @param wrong about how many of them the network was wrong
 * @param confusion null of so many classes that nobody could read it
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

  /** The likeliest classes that are told of an image. */
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

  static EpochAnswers of(int epoch, boolean test, Answers answers, EvaluationResult result) {
    DatasetInfo info = answers.digits().info();
    int classes = info.classes().size();
    int wrong = IntStream.range(0, answers.size()).map(i -> answers.isRight(i) ? 0 : 1).sum();
    return new EpochAnswers(
        epoch,
        test ? "test" : "validation",
        info.classes(),
        info.width(),
        info.height(),
        answers.size(),
        wrong,
        classes <= MOST_CLASSES ? result.confusion() : null,
        Mistake.mostConfident(answers, MISTAKES).stream()
            .map(mistake -> shown(answers, mistake.image()))
            .toList(),
        IntStream.range(0, Math.min(classes, SAMPLES))
            .flatMap(label -> first(answers, label))
            .mapToObj(image -> shown(answers, image))
            .toList());
  }

  private static IntStream first(Answers answers, int label) {
    return IntStream.range(0, answers.size()).filter(i -> answers.truth(i) == label).limit(1);
  }

  private static Shown shown(Answers answers, int image) {
    List<Guess> guesses =
        IntStream.range(0, answers.digits().info().classes().size())
            .mapToObj(label -> new Guess(label, answers.output(image, label)))
            .sorted(Comparator.comparing(Guess::output, Comparator.reverseOrder()))
            .limit(GUESSES)
            .toList();
    String pixels = Base64.getEncoder().encodeToString(answers.digits().image(image));
    return new Shown(image, answers.truth(image), guesses, pixels);
  }

  /** Reads the file of a run; empty if there is none, or none that can be read. */
  public static Optional<EpochAnswers> read(RunDirectory run) {
    return Json.read(run.answers(), EpochAnswers.class);
  }

  /** Returns what writes the file after each epoch, if possible. */
  static TrainingCallback writer(Path file, Consumer<String> warning) {
    return new Writer(file, new BestEffortWriter(warning, BestEffortWriter.AGAIN));
  }

  private static final class Writer implements TrainingCallback {
    private final Path file;
    private final BestEffortWriter writer;
    private Optional<EpochAnswers> newest = Optional.empty();

    Writer(Path file, BestEffortWriter writer) {
      this.file = file;
      this.writer = writer;
    }

    /** The test set comes last, and counts. */
    @Override
    public void onEvaluation(int epoch, boolean test, Answers answers, EvaluationResult result) {
      newest = Optional.of(EpochAnswers.of(epoch, test, answers, result));
    }

    @Override
    public void onEpochEnd(EpochResult result) {
      newest.ifPresent(answers -> writer.succeeds(() -> Json.write(file, answers)));
      newest = Optional.empty();
    }
  }
}
