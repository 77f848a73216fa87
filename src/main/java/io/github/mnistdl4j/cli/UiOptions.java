package io.github.mnistdl4j.cli;

import io.github.mnistdl4j.training.TrainingUi;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Deeplearning4j's own pages about a training. */
final class UiOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--ui",
      description =
          "Show the training in Deeplearning4j's own pages meanwhile; needs a build with the Maven"
              + " profile ui.")
  private boolean withUi;

  /** The training UI, if it is wanted. */
  Optional<TrainingUi> find() {
    if (!withUi) {
      return Optional.empty();
    }
    Optional<TrainingUi> ui = TrainingUi.find();
    if (ui.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--ui needs Deeplearning4j's training UI, which this build does not have. Start it so:"
              + " mvn -Pui compile exec:java -Dexec.args=\"train --ui\"");
    }
    return ui;
  }

  /** Training does not need these pages, so it goes on without them. */
  static void start(TrainingUi ui, Console console) {
    try {
      console.say("The training can be watched at %s until it ends.", ui.start());
      console.say(
          "Warning: Deeplearning4j serves these pages to every machine that reaches this one,"
              + " without a password.");
    } catch (RuntimeException e) {
      console.say(
          "Warning: the training cannot be watched: "
              + e.getMessage()
              + ". If the port is taken, choose another with the system property"
              + " org.deeplearning4j.ui.port.");
    }
  }
}
