package io.gatherbench.benchmark.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashCalibrationTest {

  private final HashCalibration calibration = new HashCalibration();

  @Test
  void measuredRunsCount() {
    for (int i = 0; i < 100; i++) {
      assertThat(calibration.timed(() -> "result")).isEqualTo("result");
    }

    assertThat(calibration.leastMillis(() -> calibration.timed(HashCalibrationTest::twoMillis)))
        .isGreaterThan(0)
        .isLessThan(2);
  }

  @Test
  void ownRunsCountWithoutMeasuredOnes() {
    assertThat(calibration.leastMillis(() -> calibration.timed(HashCalibrationTest::twoMillis)))
        .isGreaterThanOrEqualTo(2);
  }

  private static long twoMillis() {
    long end = System.nanoTime() + 2_000_000;
    while (System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return end;
  }
}
