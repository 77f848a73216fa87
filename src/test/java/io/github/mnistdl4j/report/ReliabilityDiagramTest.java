package io.github.mnistdl4j.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mnistdl4j.evaluation.Calibration;
import io.github.mnistdl4j.evaluation.Calibration.Bin;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReliabilityDiagramTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1, as often as it claims",
    "0.93, 0.9, overconfident",
    "0.9, 0.93, underconfident",
    "0.93004, 0.93, as often as it claims",
  })
  void saysWhetherTheClaimsHold(double claimed, double right, String verdict) {
    Calibration calibration = new Calibration(List.of(new Bin(0.9, 1, 50, claimed, right)), 50);
    assertThat(ReliabilityDiagram.verdict(calibration)).contains(verdict);
  }
}
