package io.github.mnistdl4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations as editors mangle them and as attackers write them, by the command line. */
class HostileConfigTest {
  @TempDir private Path folder;

  private Output show(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("my.yaml"), yaml);
    return Output.of("config", "show", "-c", file.toString());
  }

  private static void assertRejected(Output output, String... words) {
    assertThat(output.exitCode()).isEqualTo(2);
    assertThat(output.out()).isEmpty();
    assertThat(output.err()).contains(words).doesNotContain("\tat ", "Unexpected error");
    assertThat(output.err().length()).isLessThan(2000);
  }

  @Test
  void readsWhatEditorsOnWindowsWrite() throws IOException {
    Output output = show("\ufefftraining:\r\n  epochs: 77\r\n");
    assertThat(output.exitCode()).isZero();
    assertThat(output.out()).contains("epochs: 77");
  }

  @Test
  void saysThatTabsDoNotIndent() throws IOException {
    assertRejected(show("training:\n\tepochs: 5\n"), "my.yaml", "line 2", "(TAB) for indentation");
  }

  @Test
  void ignoresKeysAtTheTopThatBeginWithX() throws IOException {
    Output output =
        show(
            "x-ten: &ten {units: 10, activation: softmax}\nnetwork: {layers: [*ten]}\nx-a: {b: 1}");
    assertThat(output.err()).isEmpty();
    assertThat(output.out()).contains("units: 10").doesNotContain("x-ten", "512");
    assertRejected(show("network: {x-ten: 1}"), "network.x-ten: unknown key");
  }

  @Test
  void refusesNetworksThatNoFileCouldHold() throws IOException {
    String layers = "{units: 100000}, {units: 100000}, {units: 10, activation: softmax}";
    assertRejected(
        show("network: {layers: [%s]}".formatted(layers)),
        "network.layers: have 10,079,600,010 weights and biases (38,450 MiB), but a network may"
            + " have at most 536,870,911 (2 GiB)");
    assertThat(
            show("network: {layers: [%s]}".formatted(layers.replace("100000", "22000"))).exitCode())
        .isZero();
  }

  @Test
  void readsAliases() throws IOException {
    Output output =
        show("network: {layers: [&ten {units: 10, activation: softmax, l2: 0.125}, *ten]}");
    assertThat(output.exitCode()).isZero();
    assertThat(output.out()).containsPattern("(?s)l2: 0\\.125.*l2: 0\\.125");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "network: &a {layers: [*a]}",
        "network: {layers: &a [*a]}",
        "network: {layers: [&a {units: 10}, {<<: *a}]}",
        "&a {data: *a, network: *a}",
        "? &a [*a]\n: 1"
      })
  void rejectsAliasesOfThemselvesAndMergedKeys(String yaml) throws IOException {
    assertRejected(show(yaml), "my.yaml", "line 1: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void rejectsDeepNestingOfAnySize(String opening) throws IOException {
    assertRejected(show(opening.repeat(900_000 / opening.length())), "it is nested too deeply");
    assertRejected(show(opening.repeat(10_000_000 / opening.length())), "is larger than 1 MB");
  }

  @Test
  void rejectsDeepNestingThatEnds() throws IOException {
    assertRejected(show("[".repeat(20_000) + "]".repeat(20_000)), "my.yaml has a problem");
  }

  @Test
  void rejectsDeepNestingInAnOverride() {
    assertRejected(Output.of("config", "show", "-s", "training=" + "[".repeat(100_000)), "--set");
    assertRejected(
        Output.of("config", "show", "-s", "a.".repeat(50_000) + "a=1"),
        "--set a.a.a.a",
        "it is not of the form path.to.key=value");
  }

  @Test
  void rejectsAPathThatIsNone() {
    assertRejected(
        Output.of("runs", "list", "--runs-dir", "a\0b"), "'--runs-dir'", "is not a path");
  }
}
