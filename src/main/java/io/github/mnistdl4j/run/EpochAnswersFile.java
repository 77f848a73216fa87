package io.github.mnistdl4j.run;

import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.EpochAnswers;
import io.github.mnistdl4j.evaluation.EpochAnswers.Guess;
import io.github.mnistdl4j.evaluation.EpochAnswers.Shown;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.training.EpochResult;
import io.github.mnistdl4j.training.TrainingCallback;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes {@code epoch.json} after each epoch, for whoever watches the training. Used by one thread.
 */
public final class EpochAnswersFile implements TrainingCallback {
  private final Path file;
  private final BestEffortWriter writer;
  private Optional<Supplier<EpochAnswers>> newest = Optional.empty();

  EpochAnswersFile(Path file, Consumer<String> warning) {
    this.file = file;
    this.writer = new BestEffortWriter(warning, BestEffortWriter.AGAIN);
  }

  /** Returns what the file of a run has; empty if there is none, or none that can be read. */
  public static Optional<EpochAnswers> read(RunDirectory run) {
    return Json.read(run.answers(), EpochAnswers.class);
  }

  /** Keeps the evaluation on the test set, which comes last; without one, that on validation. */
  @Override
  public void onEvaluation(int epoch, boolean test, Answers answers, EvaluationResult result) {
    newest = Optional.of(() -> EpochAnswers.of(epoch, test, answers, result));
  }

  @Override
  public void onEpochEnd(EpochResult result) {
    newest.ifPresent(answers -> writer.succeeds(() -> RunFiles.write(file, text(answers.get()))));
    newest = Optional.empty();
  }

  /** Returns the file's text. Written by hand: Gson would take ten times as long each epoch. */
  static String text(EpochAnswers answers) {
    StringBuilder text = new StringBuilder("{\"epoch\": ").append(answers.epoch());
    text.append(", \"split\": \"").append(answers.split());
    text.append("\", \"classes\": ").append(Json.list(answers.classes()));
    text.append(", \"width\": ").append(answers.width());
    text.append(", \"height\": ").append(answers.height());
    text.append(", \"images\": ").append(answers.images());
    text.append(", \"wrong\": ").append(answers.wrong());
    if (answers.confusion() != null) {
      text.append(",\n\"confusion\": {\"counts\": ").append(answers.confusion().counts());
      text.append('}');
    }
    append(text, "mistakes", answers.mistakes());
    append(text, "samples", answers.samples());
    return text.append("}\n").toString();
  }

  private static void append(StringBuilder text, String name, List<Shown> all) {
    String separator = ",\n\"" + name + "\": [";
    for (Shown shown : all) {
      text.append(separator).append("\n{\"image\": ").append(shown.image());
      text.append(", \"truth\": ").append(shown.truth()).append(", \"guesses\": [");
      String before = "";
      for (Guess guess : shown.guesses()) {
        text.append(before).append("{\"label\": ").append(guess.label());
        text.append(", \"output\": ").append(guess.output()).append('}');
        before = ", ";
      }
      text.append("], \"pixels\": \"").append(shown.pixels()).append("\"}");
      separator = ",";
    }
    text.append(all.isEmpty() ? separator : "").append(']');
  }
}
