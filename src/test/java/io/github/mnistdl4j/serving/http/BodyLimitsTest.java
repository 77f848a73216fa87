package io.github.mnistdl4j.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BodyLimitsTest {
  private final BodyLimits limits = new BodyLimits(1000, 8 * 2500L);

  private static void assertRefused(Runnable reservation, int status) {
    assertThatThrownBy(reservation::run)
        .isInstanceOfSatisfying(
            RequestException.class, refusal -> assertThat(refusal.status()).isEqualTo(status));
  }

  @Test
  void boundTheBytesOfARequest() {
    assertThatCode(() -> limits.require(1000)).doesNotThrowAnyException();
    assertRefused(() -> limits.require(1001), 413);
  }

  @Test
  void boundTheBytesOfAllRequestsByAnEighthOfTheMemory() {
    limits.reserve(2000);
    assertRefused(() -> limits.reserve(501), 429);
    limits.reserve(500);
    limits.release(1000);
    assertThatCode(() -> limits.reserve(1000)).doesNotThrowAnyException();
  }

  @Test
  void leaveRoomForOneRequestThatGrowsWhateverTheMemory() {
    assertThatCode(() -> new BodyLimits(1000, 8).reserve(2000)).doesNotThrowAnyException();
  }
}
