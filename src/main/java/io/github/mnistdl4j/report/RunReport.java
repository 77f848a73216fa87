package io.github.mnistdl4j.report;

import io.github.mnistdl4j.config.Activation;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.ConfigWriter;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.fetch.DatasetProvider;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.EvaluationResult;
import io.github.mnistdl4j.evaluation.ForwardPass;
import io.github.mnistdl4j.run.Inspection;
import io.github.mnistdl4j.run.Provenance;
import io.github.mnistdl4j.run.RunFiles;
import io.github.mnistdl4j.run.RunResult;
import io.github.mnistdl4j.run.SavedRun;
import io.github.mnistdl4j.training.EpochResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A run as a page for a browser.
 *
 * <pre>{@code
 * SavedRun run = new SavedRun(RunDirectory.open(Path.of("runs"), "latest"));
 * RunReport.of(run, provider).write(run.directory().report());
 * }</pre>
 *
 * @param html also well-formed XML, one file, without scripts
 * @param notes why parts are missing, a sentence each
 */
public record RunReport(String html, List<String> notes) {
  /** The content of {@code report.html}, in its order. */
  private record RunPage(
      String name,
      boolean digits,
      Summary overview,
      List<String> notes,
      Optional<LearningCurves> curves,
      Optional<StepCurves> steps,
      Optional<HeatMap> confusion,
      Optional<ClassTable> classes,
      Optional<MistakeGallery> mistakes,
      Optional<ReliabilityDiagram> calibration,
      Optional<UnitGallery> units,
      Optional<LayerHistograms> distributions,
      Optional<HiddenMap> hidden,
      Optional<Times> times,
      String configuration,
      List<Fact> facts) {}

  /**
   * Makes the page of a run that was trained before. Its network is asked about the test images, if
   * they are on this machine; nothing is fetched.
   *
   * @throws io.github.mnistdl4j.MnistDl4jException if a file of the run is damaged
   */
  public static RunReport of(SavedRun run, DatasetProvider provider) {
    return of(run, Findings.of(run, provider));
  }

  /** Makes the page of a run that has just ended with a result. */
  public static RunReport of(SavedRun run, RunResult result) {
    return of(run, Findings.of(run, result));
  }

  /** Writes the page into a file. */
  public void write(Path file) {
    RunFiles.write(file, html);
  }

  static RunReport of(SavedRun run, Findings findings) {
    Optional<Inspection> inspection = findings.inspection();
    AppConfig all = run.config();
    RunConfig config = all.run();
    DatasetInfo images = run.images();
    List<EpochResult> epochs = run.metrics();
    Optional<Provenance> provenance = run.provenance();
    Optional<EvaluationResult> evaluation = run.evaluation().filter(e -> !e.classes().isEmpty());
    Optional<Answers> answers = inspection.flatMap(Inspection::answers);
    Optional<ForwardPass> pass = inspection.flatMap(Inspection::pass);
    boolean probabilities = config.network().outputLayer().activation() == Activation.SOFTMAX;
    boolean single = config.network().layers().size() == 1;
    RunPage page =
        new RunPage(
            run.directory().name(),
            images.areDigits(),
            Summary.of(config, images, epochs, provenance, evaluation),
            List.copyOf(findings.notes()),
            LearningCurves.of(epochs),
            StepCurves.of(run.steps()),
            evaluation.map(HeatMap::of),
            evaluation.map(ClassTable::of),
            answers.map(
                given -> MistakeGallery.of(given, probabilities, pass.filter(p -> probabilities))),
            answers
                .filter(given -> probabilities)
                .map(
                    given ->
                        ReliabilityDiagram.of(given, provenance.flatMap(Provenance::temperature))),
            inspection.map(look -> UnitGallery.of(look.weights(), images, single)),
            Optional.of(epochs)
                .filter(done -> !done.isEmpty())
                .map(done -> LayerHistograms.of(run.histograms())),
            answers.flatMap(given -> pass.flatMap(look -> HiddenMap.of(look, given.digits()))),
            Times.of(epochs, provenance, config.training().validationSplit()),
            ConfigWriter.write(all),
            provenance.map(ProvenanceFacts::of).orElse(List.of()));
    return new RunReport(Template.of("report.html", page), findings.notes());
  }
}
