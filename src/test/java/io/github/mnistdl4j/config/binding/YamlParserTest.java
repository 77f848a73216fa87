package io.github.mnistdl4j.config.binding;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.mnistdl4j.config.InvalidYaml;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlParserTest {
  private static final String TABLE =
      """
      training:
      \tepochs: 5
      => line 2: this is not YAML: while scanning for the next token, found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation); CHECK

      training:
        epochs: 5
       loss: mean-squared-error
      => line 3: this is not YAML: while parsing a block mapping from line 1, expected <block end>, but found '<block mapping start>'; CHECK

      training:
        epochs: 5
          loss: mean-squared-error
      => line 3: this is not YAML: mapping values are not allowed here; CHECK

      network:
        layers: [
          {units: 10}
      training: {}
      => line 4: this is not YAML: while parsing a flow sequence from line 2, expected ',' or ']', but got <scalar>; CHECK

      network: {layers: [{units: 10]}
      => line 1: this is not YAML: while parsing a flow mapping, expected ',' or '}', but got ]; CHECK

      training:
        loss: "mean-squared-error
        epochs: 5
      => line 3: this is not YAML: while scanning a quoted scalar from line 2, found unexpected end of stream; CHECK

      training: loss: mean-squared-error
      => line 1: this is not YAML: mapping values are not allowed here; CHECK

      training
      data: {}
      => line 2: this is not YAML: mapping values are not allowed here; CHECK

      training: {}
      ---
      data: {}
      => line 2: this is not YAML: expected a single document in the stream from line 1, but found another document; CHECK

      training: *unknown
      => line 1: this is not YAML: found undefined alias unknown; CHECK

      data: {directory: @home}
      => line 1: this is not YAML: while scanning for the next token, found character '@' that cannot start any token. (Do not use @ for indentation); CHECK

      data: {directory: "C:\\data"}
      => line 1: this is not YAML: while scanning a double-quoted scalar, found unknown escape character d(100); CHECK

      data: {directory: "\\UFFFFFFFF"}
      => this is not YAML: a \\U in double quotes names no character
      """
          .replace("CHECK", "check indentation, brackets and quotes");

  static Stream<InvalidYaml> mistakes() {
    return InvalidYaml.table(TABLE);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void rejects(InvalidYaml mistake) {
    mistake.isRejected();
  }

  static Stream<Arguments> hostileTexts() {
    String bomb =
        IntStream.range(1, 30)
            .mapToObj(i -> "a%d: &a%d [%s]\n".formatted(i, i, "*a%d,".formatted(i - 1).repeat(9)))
            .collect(Collectors.joining("", "a0: &a0 [x]\n", ""));
    return Stream.of(
        arguments(
            "# ok\ndata:\0", "line 2: this is not YAML: it contains the control character U+0000"),
        arguments("PK\3\4", "line 1: this is not YAML: it contains the control character U+0003"),
        arguments("\ud800", "line 1: this is not YAML: it contains the control character U+D800"),
        arguments("[".repeat(100_000), "this is not YAML: it is nested too deeply"),
        arguments("- ".repeat(100_000), "this is not YAML: it is nested too deeply"),
        arguments("{a: ".repeat(100_000), "this is not YAML: it is nested too deeply"),
        arguments(
            bomb,
            "this is not YAML: Number of aliases for non-scalar nodes exceeds the specified"
                + " max=50"),
        arguments(
            "text ".repeat(800_000),
            "this is not YAML: The incoming YAML document exceeds the limit: 3145728 code points."),
        arguments(
            "text ".repeat(200_000),
            "line 1: must be a section of keys and values, but is " + "text ".repeat(12) + "…"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("hostileTexts")
  void rejectsHostileText(String yaml, String problem) {
    new InvalidYaml(yaml, List.of(problem)).isRejected();
  }
}
