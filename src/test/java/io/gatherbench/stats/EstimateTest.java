package io.gatherbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EstimateTest {

  /**
   * By hand: the logarithms are 0, 1, 2, 3, 4, whose mean is 2 and standard deviation √2.5. With
   * the tabled quantile t(0.975; 4) = 2.776445 the interval is exp(2 ± 2.776445·√(2.5/5)).
   */
  @Test
  void theIntervalIsStudentsOnTheLogarithmicScale() {
    Estimate estimate = Estimate.of(1, Math.E, Math.exp(2), Math.exp(3), Math.exp(4));
    assertThat(estimate.value()).isCloseTo(Math.exp(2), within(1e-9));
    assertThat(estimate.low()).isCloseTo(Math.exp(2 - 1.963243), within(1e-4));
    assertThat(estimate.high()).isCloseTo(Math.exp(2 + 1.963243), within(2e-3));
    assertThat(estimate.forks()).isEqualTo(5);
  }

  @Test
  void twoForksHaveAVeryWideInterval() {
    // t(0.975; 1) = 12.7062; the logarithms are ±0.01 about their mean, so s/√n = 0.01.
    Estimate estimate = Estimate.of(100 * Math.exp(-0.01), 100 * Math.exp(0.01));
    assertThat(estimate.low()).isCloseTo(100 * Math.exp(-0.127062), within(1e-3));
    assertThat(estimate.high()).isCloseTo(100 * Math.exp(0.127062), within(1e-3));
  }

  @Test
  void oneForkHasNoInterval() {
    Estimate estimate = Estimate.of(7);
    assertThat(estimate.hasInterval()).isFalse();
    assertThat(estimate.value()).isEqualTo(7);
  }

  @Test
  void equalForksHaveAnIntervalOfNoWidth() {
    Estimate estimate = Estimate.of(5, 5, 5);
    assertThat(estimate.low()).isCloseTo(5, within(1e-12));
    assertThat(estimate.high()).isCloseTo(5, within(1e-12));
  }

  @Test
  void nothingAndNothingPositiveAreRefused() {
    assertThatThrownBy(Estimate::of).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Estimate.of(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Estimate.of(1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
