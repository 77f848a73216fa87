package io.github.mnistdl4j.config.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.InvalidYaml;
import io.github.mnistdl4j.config.Optimizer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTreeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | training.epochs=10 | training: {epochs: 10}
          training: {epochs: 3} | training.epochs=10 | training: {epochs: 10}
          training: {epochs: 3, shuffle: no} | training.shuffle=false | training: {epochs: 3, shuffle: false}
          training: | training.epochs = 10 | training: {epochs: 10}
          --- | ` training . epochs=10` | training: {epochs: 10}
          training: {epochs: ten} | training.epochs=10 | training: {epochs: 10}
          {} | training.validation-split=.1 | training: {validation-split: 0.1}
          {} | training={epochs: 2, shuffle: false} | training: {epochs: 2, shuffle: false}
          data: {directory: a} | data.directory= | {}
          {} | data.directory=/a=b | data: {directory: /a=b}
          {} | data.directory='2026' | data: {directory: '2026'}
          {} | network.layers.0.units=64 | network: {layers: [{units: 64, activation: relu}, {activation: softmax}]}
          {} | network.layers[0].l1=1 | network: {layers: [{units: 512, activation: relu, l1: 1}, {activation: softmax}]}
          network: {layers: [{units: 10}]} | network.layers.0.activation=softmax | network: {layers: [{units: 10, activation: softmax}]}
          {} | network.layers=[{units: 10, activation: softmax}] | network: {layers: [{units: 10, activation: softmax}]}
          {} | network.layers.0={units: 3} | network: {layers: [{units: 3}, {activation: softmax}]}
          {} | training.optimizer=adam | training: {optimizer: adam}
          {} | training.optimizer.name=adam | training: {optimizer: adam}
          {} | training.optimizer.rho=.5 | training: {optimizer: {name: rmsprop, rho: .5}}
          training: {optimizer: adam} | training.optimizer.beta1=.5 | training: {optimizer: {name: adam, beta1: .5}}
          training: {optimizer: {name: adam, beta1: .1}} | training.optimizer.beta1=.5 | training: {optimizer: {name: adam, beta1: .5}}
          training: {optimizer: {name: sgd, learning-rate: 1}} | training.optimizer=adam | training: {optimizer: adam}
          """)
  void replacesOneValue(String yaml, String override, String expected) {
    assertThat(ConfigLoader.parse(AppConfig.class, yaml, "my.yaml", List.of(override)))
        .isEqualTo(ConfigLoader.parse(AppConfig.class, expected, "my.yaml", List.of()));
  }

  @Test
  void appliesOverridesInTheirOrder() {
    List<String> overrides =
        List.of(
            "training.epochs=3",
            "training.optimizer=adam",
            "training.optimizer.beta1=0.5",
            "training.epochs=4");
    AppConfig config = ConfigLoader.load(AppConfig.class, Path.of("config/mnist.yaml"), overrides);
    assertThat(config.run().training().epochs()).isEqualTo(4);
    assertThat(config.run().training().optimizer())
        .isEqualTo(new Optimizer.Adam(0.001, 0.5, 0.999, 1e-7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          training.epochs=0 | training.epochs: must be a whole number from 1 to 100000, but is 0
          training.epochs= | training.epochs: must be a whole number from 1 to 100000, but is empty
          training.epochs='5' | training.epochs: must be a whole number from 1 to 100000, but is the text "5"
          training.epochs.x=5 | training.epochs: must be a whole number from 1 to 100000, but is a section of keys
          training.epoch=5 | training.epoch: unknown key; did you mean epochs? (allowed here: epochs, batch-size, optimizer, loss, shuffle, validation-split, validation-shuffle, evaluate, engine, max-time, learning-rate-schedule, callbacks, augmentation, rejection-rate, temperature-scaling, checkpoint)
          epochs=5 | epochs: unknown key; did you mean training.epochs? (allowed here: data, network, training, runtime, serving, spark)
          training.shuffle=yes | training.shuffle: must be true or false, but is yes
          training=5 | training: must be a section of keys and values, but is 5
          data.directory=~/x | data.directory: must be the path of a file or folder (in full, without ~ or $; a number in quotes), but is ~/x
          data.dataset=idx | data.directory: is missing: dataset idx needs the folder with your IDX files
          network.layers=5 | network.layers: must be a list, each item starting with "- ", but is 5
          network.layers[1].units=9 | network.layers[1].units: is 9, but mnist has 10 classes, and the last layer needs a unit for each: remove it, or set it to 10
          network.layers.1.activation=tanh | network.layers[1].activation: is tanh, but the loss categorical-crossentropy needs probabilities: use softmax, or training.loss: mean-squared-error
          training.optimizer=adamw | training.optimizer: must be one of adadelta, adagrad, adam, adamax, momentum, nadam, nesterovs, rmsprop, sgd, but is adamw; did you mean adam?
          training.optimizer.beta1=0.5 | training.optimizer.beta1: unknown key; did you mean training.optimizer={name: adam, beta1: …}? (allowed here: learning-rate, rho, epsilon)
          """)
  void saysWhichOverrideIsWrong(String override, String problem) {
    new InvalidYaml("", List.of("--set " + override + ": " + problem)).isRejected(override);
  }

  @Test
  void listsTheFilesProblemsFirst() {
    InvalidYaml.table(
            """
            data: {}
            training:
              shuffle: maybe
            => line 3: training.shuffle: must be true or false, but is maybe
            => --set network.seed=x: network.seed: must be a whole number from 0 to 9007199254740991, but is x
            => --set training.epochs=0: training.epochs: must be a whole number from 1 to 100000, but is 0
            """)
        .forEach(mistake -> mistake.isRejected("training.epochs=0", "network.seed=x"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "=",
        "=5",
        "training.epochs",
        ".=5",
        ".epochs=5",
        "training..epochs=5",
        "training.=5",
        " =5"
      })
  void rejectsAnotherForm(String override) {
    assertRejected(override, "it is not of the form path.to.key=value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "-1", "first", "9999999", "01x"})
  void rejectsAPlaceOutsideTheList(String place) {
    assertRejected(
        "network.layers." + place + ".units=5",
        "\"" + place + "\" names no item: the list has 2, counted from 0");
  }

  @Test
  void rejectsAValueThatIsNotYaml() {
    assertRejected(
        "training.epochs=[1",
        "line 1: this is not YAML: while parsing a flow sequence, expected ',' or ']', but got"
            + " <stream end>; check indentation, brackets and quotes");
  }

  private static void assertRejected(String override, String problem) {
    assertThatExceptionOfType(InvalidConfigException.class)
        .isThrownBy(() -> ConfigLoader.parse(AppConfig.class, "{}", "my.yaml", List.of(override)))
        .withMessage(new InvalidYaml("{}", List.of(problem)).message("--set " + override));
  }
}
