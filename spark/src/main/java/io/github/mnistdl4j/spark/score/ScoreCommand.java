package io.github.mnistdl4j.spark.score;

import io.github.mnistdl4j.run.RunDirectory;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Scores any number of images on the cluster. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = {
      "Say of any number of images what they show, into files of predictions.",
      "The same command again goes on where one was interrupted."
    },
    footer = {
      "",
      "Exit codes: 0 success; 1 failure, or some images could not be read; 2 wrong" + " arguments."
    })
public final class ScoreCommand implements Callable<Integer> {
  private final Supplier<SparkSession> session;

  @Spec private CommandSpec spec;

  @Option(
      names = "--runs-dir",
      paramLabel = "DIR",
      defaultValue = "${env:MNIST_DL4J_RUNS:-runs}",
      description = "Directory of all runs; by default MNIST_DL4J_RUNS, else runs.")
  private java.nio.file.Path runs = java.nio.file.Path.of("runs");

  @Option(
      names = "--run",
      paramLabel = "RUN",
      defaultValue = RunDirectory.LATEST,
      description = "The run whose network is asked: its name or path; without it the newest.")
  private String run = RunDirectory.LATEST;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "PATH",
      description =
          "An IDX file of images; or a picture, a CSV or a Parquet file, or a folder of such. Every"
              + " node must see it.")
  private String input = "";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the predictions. Every node must see it.")
  private String output = "";

  @Option(
      names = "--format",
      defaultValue = "PARQUET",
      description = "One of ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} unless given.")
  private Format format = Format.PARQUET;

  @Option(
      names = "--images-per-part",
      paramLabel = "N",
      defaultValue = "20000",
      description =
          "Images of one file of the output, and of one task; of CSV about, of Parquet what 16 MB"
              + " of input have. ${DEFAULT-VALUE} unless given.")
  private int imagesPerPart;

  @Option(names = "--overwrite", description = "Replace the predictions that are there.")
  private boolean overwrite;

  /**
   * The command.
   *
   * @param session starts Spark
   */
  public ScoreCommand(Supplier<SparkSession> session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (imagesPerPart < 1) {
      throw new ParameterException(
          spec.commandLine(), "--images-per-part must be 1 or more, but is " + imagesPerPart + ".");
    }
    Path from = path("--input", input);
    Path to = path("--output", output);
    SentModel model = SentModel.of(RunDirectory.open(runs, run));
    Scoring scoring = new Scoring(session.get(), to, format);
    PrintWriter out = spec.commandLine().getOut();
    Scoring.Totals result =
        scoring.score(
            model,
            from,
            imagesPerPart,
            overwrite,
            images -> say(out, "%,d images so far".formatted(images)));
    say(out, summary(result));
    return result.broken() > 0 ? 1 : 0;
  }

  private Path path(String option, String text) {
    try {
      return new Path(text);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(), "%s must be a path, but is \"%s\".".formatted(option, text), e);
    }
  }

  private String summary(Scoring.Totals result) {
    String before =
        result.before() > 0
            ? "%d of %d parts were there; ".formatted(result.before(), result.parts())
            : "";
    String notes = note(result.broken(), "could not be read") + note(result.rejected(), "rejected");
    if (result.before() == result.parts()) {
      return before + notes + "nothing is left to do in " + output;
    }
    return String.format(
        Locale.ROOT,
        "%s%,d images in %.1f s on %s: %,.0f images per second per core. %sThe predictions are in %s",
        before,
        result.count(),
        result.seconds(),
        result.cores() == 1 ? "1 core" : result.cores() + " cores",
        result.count() / result.seconds() / result.cores(),
        notes,
        output);
  }

  private static String note(long images, String what) {
    return images > 0 ? "%,d %s; ".formatted(images, what) : "";
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }
}
