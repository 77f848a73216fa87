package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.cli.console.StopOnInterrupt;
import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What people type first, out of habit from other programs, and the command that they are told. */
class FirstAttemptsTest {
  private static final String MEANT = "Did you mean: mnist-dl4j ";
  private static final CommandLine PROGRAM =
      Main.commandLine(new Session(new StopOnInterrupt(), Optional.empty()));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "train --epochs 3                  | train --set training.epochs=3",
        "train --epochs=3                  | train --set training.epochs=3",
        "train --epoch 3                   | train --set training.epochs=3",
        "train --n_epochs 3                | train --set training.epochs=3",
        "train -epochs 3                   | train --set training.epochs=3",
        "train --epochs                    | train --set training.epochs=…",
        "train --lr 0.1                    | train --set training.optimizer.learning-rate=0.1",
        "train -lr 0.1                     | train --set training.optimizer.learning-rate=0.1",
        "train --learning-rate 0.1         | train --set training.optimizer.learning-rate=0.1",
        "train --learning_rate=0.1         | train --set training.optimizer.learning-rate=0.1",
        "train --batch-size 64             | train --set training.batch-size=64",
        "train --batch_size 64             | train --set training.batch-size=64",
        "train --batchSize 64              | train --set training.batch-size=64",
        "train --bs 64                     | train --set training.batch-size=64",
        "train --seed 7                    | train --set network.seed=7",
        "train --random_state 7            | train --set network.seed=7",
        "train --dropout 0.2               | train --set 'network.layers[0].dropout=0.2'",
        "train --hidden 256                | train --set 'network.layers[0].units=256'",
        "train --activation tanh           | train --set 'network.layers[0].activation=tanh'",
        "train --weight_decay 0.001        | train --set 'network.layers[0].l2=0.001'",
        "train --optimizer adam            | train --set training.optimizer=adam",
        "train --optim sgd                 | train --set training.optimizer=sgd",
        "train --adam                      | train --set training.optimizer=adam",
        "train --momentum 0.9              | train --set 'training.optimizer={name: nesterovs, momentum: 0.9}'",
        "train --beta_1 0.8                | train --set 'training.optimizer={name: adam, beta1: 0.8}'",
        "train --rho 0.8                   | train --set training.optimizer.rho=0.8",
        "train --patience 3                | train --set 'training.callbacks=[{name: early-stopping, monitor: loss, patience: 3}]'",
        "train --early_stopping            | train --set 'training.callbacks=[{name: early-stopping, monitor: loss}]'",
        "train --validation_split 0.1      | train --set training.validation-split=0.1",
        "train --criterion mean-squared-error | train --set training.loss=mean-squared-error",
        "train --no-shuffle                | train --set training.shuffle=false",
        "train --threads 2                 | train --set runtime.threads=2",
        "train --dataset fashion-mnist     | train --set data.dataset=fashion-mnist",
        "train --data images               | train --set data.directory=images",
        "train --data-dir images           | train --set data.directory=images",
        "train fashion-mnist               | train --set data.dataset=fashion-mnist",
        "train my.yaml                     | train --config my.yaml",
        "train --cfg my.yaml               | train --config my.yaml",
        "train my.yaml --epochs 3 --name a | train --config my.yaml --set training.epochs=3 --name a",
        "train training.epochs=3           | train --set training.epochs=3",
        "train --set epochs 3              | train --set training.epochs=3",
        "train --set lr=0.5 --seed 7       | train --set training.optimizer.learning-rate=0.5 --set network.seed=7",
        "train --run-name a                | train --name a",
        "train --epochs 3 --lr 0.1 -q      | train --set training.epochs=3 --set training.optimizer.learning-rate=0.1 -q",
        "--epochs 3                        | train --set training.epochs=3",
        "my.yaml                           | train --config my.yaml",
        "mnist                             | train --set data.dataset=mnist",
        "digit.png                         | predict digit.png",
        "run                               | train",
        "run --epochs 3                    | train --set training.epochs=3",
        "fit                               | train",
        "fit my.yaml                       | train --config my.yaml",
        "test                              | evaluate",
        "eval latest                       | evaluate latest",
        "validate --run a                  | evaluate a",
        "classify a.png                    | predict a.png",
        "tune my.yaml                      | sweep --config my.yaml",
        "ls                                | runs list",
        "download                          | data fetch",
        "version                           | --version",
        "evaluate --run a                  | evaluate a",
        "evaluate --model a                | evaluate a",
        "report --run a                    | report a",
        "predict --model a x.png           | predict --run a x.png",
        "predict --image x.png             | predict x.png",
        "serve --model a -p 80             | serve --run a --port 80",
        "sweep my.yaml                     | sweep --config my.yaml",
        "config check my.yaml              | config check --config my.yaml",
        "data show my.yaml                 | data show --config my.yaml",
        "data fetch fashion-mnist          | data fetch --set data.dataset=fashion-mnist",
        "doctor my.yaml                    | doctor --config my.yaml"
      })
  void namesTheCommandThatIsMeant(String typed, String meant) {
    Output output = Output.of(typed.strip().split(" "));
    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.out()).isEmpty();
    assertThat(output.err().lines()).hasSize(3).contains(MEANT + meant);
    assertCanBeTyped(meant);
  }

  /** Parses what was suggested as a shell and the program would. */
  private static void assertCanBeTyped(String meant) {
    List<String> words = words(meant.replace("…", "3"));
    PROGRAM.parseArgs(words.toArray(String[]::new));
    List<String> overrides = new ArrayList<>();
    for (int i = 1; i < words.size(); i++) {
      if (words.get(i - 1).equals("--set")) {
        overrides.add(words.get(i));
      }
    }
    assertThat(ConfigLoader.parse(AppConfig.class, "", "defaults", overrides)).isNotNull();
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    for (String word : line.split(" (?=(?:[^']*'[^']*')*[^']*$)", -1)) {
      words.add(word.replace("'", ""));
    }
    return words;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "lr: 0.1                    | line 1: lr: unknown key; did you mean training.optimizer.learning-rate? (",
        "learning_rate: 0.1         | learning_rate: unknown key; did you mean training.optimizer.learning-rate? (",
        "epochs: 3                  | epochs: unknown key; did you mean training.epochs? (",
        "batch_size: 64             | batch_size: unknown key; did you mean training.batch-size? (",
        "hidden: 64                 | hidden: unknown key; did you mean network.layers[0].units? (",
        "momentum: 0.9              | momentum: unknown key; did you mean training.optimizer: {name: nesterovs, momentum: …}? (",
        "optimizer: adam            | optimizer: unknown key; did you mean training.optimizer? (",
        "patience: 3                | patience: unknown key; did you mean training.callbacks: [{name: early-stopping, monitor: loss, patience: …}]? (",
        "seed: 3                    | seed: unknown key; did you mean network.seed? (",
        "training: {lr: 0.1}        | training.lr: unknown key; did you mean training.optimizer.learning-rate? (",
        "training: {batch_size: 64} | training.batch_size: unknown key; did you mean batch-size? (",
        "training: {n_epochs: 3}    | training.n_epochs: unknown key; did you mean epochs? (",
        "training: {seed: 3}        | training.seed: unknown key; did you mean network.seed? (",
        "training: {optimizer: {name: adam, lr: 0.1}} | training.optimizer.lr: unknown key; did you mean learning-rate? (",
        "network: {dropout: 0.5}    | network.dropout: unknown key; did you mean network.layers[0].dropout? ("
      })
  void namesTheKeyThatIsMeant(String yaml, String problem, @TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("my.yaml"), yaml);
    Output output = Output.of("train", "--config", file.toString());
    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.err()).contains("my.yaml has a problem:", problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "epochs=3              | did you mean training.epochs?",
        "lr=0.1                | did you mean training.optimizer.learning-rate?",
        "batch-size=3          | did you mean training.batch-size?",
        "training.batch_size=3 | did you mean batch-size?",
        "momentum=0.9          | did you mean training.optimizer={name: nesterovs, momentum: …}?",
        "optimizer.lr=0.1      | did you mean training.optimizer?"
      })
  void namesTheKeyThatAnOverrideMeans(String override, String hint) {
    Output output = Output.of("config", "show", "--set", override);
    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.err()).contains("--set " + override, hint);
  }

  @ParameterizedTest
  @CsvSource({
    "predict,mnist-dl4j predict digit.png",
    "predict --quiet,mnist-dl4j predict digit.png"
  })
  void givesAnExampleWhereArgumentsAreMissing(String typed, String example) {
    Output output = Output.of(typed.split(" "));
    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.err()).startsWith("Missing required parameter").contains(example);
  }

  @ParameterizedTest
  @CsvSource({"evaluate", "predict x.png --run", "serve --run", "report", "train --resume"})
  void saysThatARunIsTheDirectoryAroundItsModel(String command, @TempDir Path runs)
      throws IOException {
    Files.createDirectory(runs.resolve("a"));
    Path model = Files.createFile(runs.resolve("a").resolve("model.zip"));
    for (String run : List.of(model.toString(), "a/model.zip")) {
      List<String> words = new ArrayList<>(List.of(command.split(" ")));
      words.addAll(List.of(run, "--runs-dir", runs.toString()));
      Output output = Output.of(words.toArray(String[]::new));
      assertThat(output.exitCode()).isEqualTo(2);
      assertThat(output.err())
          .startsWith("A run is a directory, but " + model + " is a file. Name the directory")
          .contains(": " + runs.resolve("a"));
    }
  }

  @Test
  void suggestsNothingThatItCannotTell() {
    assertThat(Output.of("train", "--gpu", "1").err()).doesNotContain("Did you mean");
    assertThat(Output.of("predict", "x.png", "--epochs", "3").err()).doesNotContain(MEANT);
    assertThat(Output.of("train", "--name", "a/b").err()).doesNotContain(MEANT);
  }
}
