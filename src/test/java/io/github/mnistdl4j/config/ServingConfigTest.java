package io.github.mnistdl4j.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.binding.ConfigLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ServingConfigTest {
  static final String REJECTED =
      """
      serving: {max-batch: 0, max-delay: -1, max-queue: 0}
      => line 1: serving.max-batch: must be a whole number from 1 to 4096, but is 0
      => line 1: serving.max-delay: must be a number from 0 to 1000, but is -1
      => line 1: serving.max-queue: must be a whole number from 1 to 100000, but is 0

      serving:
        max-body: 1 MB
        max-connections: unlimited
        request-timeout: 0.5
      => line 2: serving.max-body: must be a whole number from 1024 to 67108864, but is 1 MB
      => line 3: serving.max-connections: must be a whole number from 1 to 100000, but is unlimited
      => line 4: serving.request-timeout: must be a whole number from 1 to 3600, but is 0.5

      serving: {reload: yes, token: secret}
      => line 1: serving.token: unknown key (allowed here: max-batch, max-delay, max-queue, max-body, max-picture, max-connections, request-timeout, reload, token-file, allowed-origins, access-log, tls, corrections)
      => line 1: serving.reload: must be true or false, but is yes

      serving: {access-log: none}
      => line 1: serving.access-log: must be one of text, json, off, but is none

      serving: {tls: {certificate: fullchain.pem}}
      => line 1: serving.tls.key: is missing; it has no default

      serving: {tls: fullchain.pem}
      => line 1: serving.tls: must be a section of keys and values, but is fullchain.pem

      serving: {allowed-origins: "*"}
      => line 1: serving.allowed-origins: must be a list, each item starting with "- ", but is the text "*"
      """;

  static final String REJECTED_BY_THE_LOADER_ONLY =
      """
      serving: {allowed-origins: ["*", "https://example.com/", "https://example.com:443", "http://localhost:3000"]}
      => line 1: serving.allowed-origins[0]: must be as browsers send it, such as https://example.com or http://localhost:3000, in lower case, without path and without port 80 of http or 443 of https, but is *
      => line 1: serving.allowed-origins[1]: must be as browsers send it, such as https://example.com or http://localhost:3000, in lower case, without path and without port 80 of http or 443 of https, but is https://example.com/
      => line 1: serving.allowed-origins[2]: must be as browsers send it, such as https://example.com or http://localhost:3000, in lower case, without path and without port 80 of http or 443 of https, but is https://example.com:443
      """;

  @Test
  void hasDefaults() {
    assertThat(AppConfig.defaults().serving())
        .isEqualTo(
            new ServingConfig(
                64,
                0.0,
                1024,
                1_048_576,
                16_777_216,
                1024,
                10,
                false,
                Optional.empty(),
                List.of(),
                AccessLogFormat.TEXT,
                Optional.empty(),
                Optional.empty()));
  }

  @Test
  void readsEveryKey() {
    String yaml =
        """
        serving:
          max-batch: 8
          max-delay: 0.5
          max-queue: 16
          max-body: 4096
          max-picture: 8192
          max-connections: 32
          request-timeout: 2
          reload: true
          token-file: /run/secrets/token
          allowed-origins: [https://example.com, "http://[::1]:3000"]
          access-log: json
          tls: {certificate: fullchain.pem, key: privkey.pem}
          corrections: /data/corrections
        """;
    ServingConfig serving =
        ConfigLoader.parse(AppConfig.class, yaml, "my.yaml", List.of()).serving();
    assertThat(serving)
        .isEqualTo(
            new ServingConfig(
                8,
                0.5,
                16,
                4096,
                8192,
                32,
                2,
                true,
                Optional.of(Path.of("/run/secrets/token")),
                List.of("https://example.com", "http://[::1]:3000"),
                AccessLogFormat.JSON,
                Optional.of(new TlsConfig(Path.of("fullchain.pem"), Path.of("privkey.pem"))),
                Optional.of(Path.of("/data/corrections"))));
    FullMapping.differs(serving, AppConfig.defaults().serving());
  }

  static Stream<InvalidYaml> mistakes() {
    return InvalidYaml.table(REJECTED, REJECTED_BY_THE_LOADER_ONLY);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void rejects(InvalidYaml mistake) {
    mistake.isRejected();
  }
}
