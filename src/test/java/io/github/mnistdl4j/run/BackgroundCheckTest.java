package io.github.mnistdl4j.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.RunConfig;
import io.github.mnistdl4j.config.binding.Records;
import io.github.mnistdl4j.data.DatasetInfo;
import io.github.mnistdl4j.data.Digits;
import io.github.mnistdl4j.data.RealMnist;
import io.github.mnistdl4j.data.TrainTest;
import io.github.mnistdl4j.data.fetch.DigitsReader;
import io.github.mnistdl4j.evaluation.Answers;
import io.github.mnistdl4j.evaluation.Evaluator;
import io.github.mnistdl4j.network.Networks;
import io.github.mnistdl4j.run.EvaluationCheck.CheckOutcome;
import io.github.mnistdl4j.run.Provenance.Status;
import io.github.mnistdl4j.training.TrainingCallback;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** On MNIST's own test images, which are the only ones that Deeplearning4j's iterator reads. */
@TestInstance(Lifecycle.PER_CLASS)
class BackgroundCheckTest {
  private final AppConfig application = SmallDigits.config("training.epochs=1");
  private final RunConfig config = application.run();
  private final MultiLayerNetwork network = Networks.create(config, DatasetInfo.MNIST);
  private final TrainTest mnist = someOfMnist();

  /** A few images to learn from, and all to test with. */
  private static TrainTest someOfMnist() {
    TrainTest all = new DigitsReader(RealMnist.provider()).read(RealMnist.CONFIG);
    return images(all, all.train().slice(0, 100), all.test());
  }

  private static TrainTest images(TrainTest from, Digits train, Digits test) {
    return new TrainTest(train, test, from.source(), from.sha256(), from.folder(), 0);
  }

  /** The same images, but one is said to show another digit than it does. */
  private TrainTest mislabelled() {
    int[] labels = mnist.test().labels().clone();
    labels[4321] = (labels[4321] + 1) % 10;
    return images(mnist, mnist.train(), new Digits(mnist.info(), mnist.test().pixels(), labels));
  }

  private EvaluationCheck check(RunConfig with, TrainTest data) {
    BackgroundCheck check = new BackgroundCheck(with, data, network);
    Answers answers = Answers.of(network, data.test(), 1);
    return check.end(
        Optional.of(answers),
        Optional.of(Evaluator.evaluate(network, answers, with.training().loss())));
  }

  @Test
  void agreesOnWhatBothRead() {
    EvaluationCheck check = check(config, mnist);
    assertThat(check.outcome()).isEqualTo(CheckOutcome.AGREES);
    assertThat(check.detail()).startsWith("Both count the same for 10000 images");
  }

  @Test
  void findsOneImageThatIsCountedOtherwise() {
    EvaluationCheck check = check(config, mislabelled());
    assertThat(check.outcome()).isEqualTo(CheckOutcome.DIFFERS);
    assertThat(check.detail()).contains("Deeplearning4j counts ", "this project ");
  }

  @Test
  void saysWhyItIsLeftOut(@TempDir Path empty) {
    RunConfig never = SmallDigits.config("training.evaluate=never").run();
    assertThat(new BackgroundCheck(never, mnist, network).end(Optional.empty(), Optional.empty()))
        .isEqualTo(EvaluationCheck.leftOut("training.evaluate is never."));
    assertThat(check(config, new TrainTest(mnist.train(), mnist.test(), "memory", Map.of())))
        .isEqualTo(EvaluationCheck.leftOut("MnistDataSetIterator cannot read these images."));
    EvaluationCheck gone = check(config, Records.with(mnist, "folder", empty.toString()));
    assertThat(gone.outcome()).isEqualTo(CheckOutcome.LEFT_OUT);
    assertThat(gone.detail())
        .startsWith("The files in %s cannot be read any more".formatted(empty));
  }

  @Test
  void aRunThatDiffersIsKept(@TempDir Path runs) {
    RunDirectory run =
        RunDirectory.create(runs, Optional.of("a"), LocalDateTime.of(2026, 1, 1, 0, 0));
    RunResult result =
        new TrainingRun(application, mislabelled(), run, Clock.systemUTC())
            .train(new TrainingCallback() {}, () -> false);
    assertThat(result.check().outcome()).isEqualTo(CheckOutcome.DIFFERS);
    assertThat(run.model()).isNotEmptyFile();
    assertThat(run.evaluation()).isNotEmptyFile();
    Provenance provenance = new SavedRun(run).provenance().orElseThrow();
    assertThat(provenance.status()).isEqualTo(Status.FINISHED);
    assertThat(provenance.result()).isPresent();
    assertThat(provenance.evaluationCheck()).contains(result.check());
  }
}
