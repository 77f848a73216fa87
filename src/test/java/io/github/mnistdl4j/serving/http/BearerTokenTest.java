package io.github.mnistdl4j.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerTokenTest {
  @TempDir private Path folder;

  private static Optional<BearerToken> find(Optional<Path> file, String variable) {
    return BearerToken.find(file, Map.of(BearerToken.VARIABLE, variable));
  }

  @Test
  void isNotNeededWhereThereIsNone() {
    assertThat(BearerToken.find(Optional.empty(), Map.of())).isEmpty();
  }

  @Test
  void isReadFromAFileOrElseTheEnvironment() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "from-file\n");
    assertThat(find(Optional.of(file), "other").orElseThrow().allows("Bearer from-file")).isTrue();
    assertThat(find(Optional.empty(), "other").orElseThrow().allows("bearer other")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret",
        "Bearer",
        "Bearer ",
        "Bearer Secret",
        "Bearer secret2",
        "Basic secret"
      })
  void allowsNothingElse(String authorization) {
    assertThat(new BearerToken("secret", "").allows(authorization)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two words", "zwölf", "a\u0000b"})
  void mustNotBeEmptyOrUnsendable(String token) {
    assertThatThrownBy(() -> find(Optional.empty(), token))
        .isInstanceOf(ServingException.class)
        .hasMessage(
            "The environment variable MNIST_DL4J_TOKEN holds no valid token: it must be one line of"
                + " letters, digits and punctuation, without spaces.");
  }

  @Test
  void saysThatItsFileCannotBeRead() {
    Path file = folder.resolve("missing");
    assertThatThrownBy(() -> find(Optional.of(file), "other"))
        .isInstanceOf(ServingException.class)
        .hasMessageStartingWith("Cannot read serving.token-file " + file);
  }
}
