package io.github.mnistdl4j.serving.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.config.AppConfig;
import io.github.mnistdl4j.config.binding.ConfigLoader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {
  @Test
  void leaveTimeToAnswerThatOnlyARequestsTimeBounds() {
    AppConfig config =
        ConfigLoader.parse(AppConfig.class, "", "test", List.of("serving.request-timeout=3600"));
    ServerSettings settings =
        new ServerSettings("127.0.0.1", 0, config.serving(), Optional.empty(), "1");
    assertThat(settings.timeToAnswer()).isEqualTo(Duration.ofSeconds(3605));
  }
}
