package io.github.mnistdl4j.serving.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BodyLimitsTest {
  private final BodyLimits limits = new BodyLimits(1000, 8 * 1500L);

  private static void assertRefused(Runnable reservation, int status) {
    assertThatThrownBy(reservation::run)
        .isInstanceOfSatisfying(
            RequestException.class, refusal -> assertThat(refusal.status()).isEqualTo(status));
  }

  @Test
  void boundTheBytesOfARequest() {
    limits.reserve(0, 600);
    limits.reserve(600, 400);
    assertRefused(() -> limits.reserve(1000, 1), 413);
  }

  @Test
  void boundTheBytesOfAllRequestsByAnEighthOfTheMemory() {
    limits.reserve(0, 1000);
    assertRefused(() -> limits.reserve(0, 501), 503);
    limits.reserve(0, 500);
    limits.release(1000);
    assertThatCode(() -> limits.reserve(0, 1000)).doesNotThrowAnyException();
  }

  @Test
  void leaveRoomForOneRequestWhateverTheMemory() {
    assertThatCode(() -> new BodyLimits(1000, 8).reserve(0, 1000)).doesNotThrowAnyException();
  }
}
