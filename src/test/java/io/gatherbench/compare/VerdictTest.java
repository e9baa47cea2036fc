package io.gatherbench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.PowerAnalysis;
import io.gatherbench.stats.Ratio;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

  @ParameterizedTest
  @CsvSource({
    "1.05, 1.12, true, SLOWER",
    "0.90, 0.95, true, FASTER",
    "0.98, 1.02, false, SAME",
    "1.01, 1.02, true, SAME",
    "1.01, 1.05, true, UNDECIDED",
    "0.95, 1.05, false, UNDECIDED",
    "1.05, 1.12, false, UNDECIDED",
    "0.90, 0.95, false, UNDECIDED",
    "1.03, 1.05, true, UNDECIDED"
  })
  void theIntervalAndTheTestDecide(double low, double high, boolean proven, Verdict expected) {
    assertThat(Verdict.of(low, high, proven, 0.03, false)).isEqualTo(expected);
  }

  @Test
  void moreThroughputIsBetter() {
    assertThat(Verdict.of(1.05, 1.15, true, 0.03, true)).isEqualTo(Verdict.FASTER);
    assertThat(Verdict.of(0.85, 0.95, true, 0.03, true)).isEqualTo(Verdict.SLOWER);
  }

  /** What is faster one way is slower the other way round. */
  @ParameterizedTest
  @CsvSource({"1.04, 1.2", "1.0305, 1.2", "1.0295, 1.2", "0.972, 1.0295", "0.96, 1.02"})
  void exchangingTheSidesExchangesTheVerdict(double low, double high) {
    Verdict one = Verdict.of(low, high, true, 0.03, false);
    Verdict other = Verdict.of(1 / high, 1 / low, true, 0.03, true);
    assertThat(one).isEqualTo(other);
  }

  @Test
  void forksWithoutAnySpread() {
    Estimate ten = Estimate.of(10, 10, 10, 10);
    Estimate eleven = Estimate.of(11, 11, 11, 11);
    assertThat(Ratio.of(ten, ten))
        .extracting(Ratio::value, Ratio::low, Ratio::high, Ratio::p)
        .containsExactly(1.0, 1.0, 1.0, 1.0);
    assertThat(Ratio.of(ten, eleven).p()).isZero();
    assertThat(Ratio.of(ten, eleven).low()).isEqualTo(Ratio.of(ten, eleven).high());
  }

  @Test
  void oneForkGivesARatioWithoutAnInterval() {
    Ratio ratio = Ratio.of(Estimate.of(10), Estimate.of(12, 12));
    assertThat(ratio.value()).isEqualTo(1.2);
    assertThat(ratio.hasInterval()).isFalse();
  }

  @Test
  void nearTheThresholdNoNumberOfForksDecides() {
    Estimate base = Estimate.of(9.9, 10, 10.1, 10);
    Estimate other = Estimate.of(10.2, 10.3, 10.4, 10.3);
    assertThat(PowerAnalysis.estimate(Ratio.of(base, other), 0.03, 1)).isEmpty();
  }

  @Test
  void theWiderTheSpreadTheMoreForks() {
    int few = more(0.2);
    int many = more(0.6);
    assertThat(few).isPositive();
    assertThat(many).isGreaterThan(4 * few);
  }

  @Test
  void nothingAndNothingPositiveAreRefused() {
    assertThatThrownBy(Estimate::of).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Estimate.of(1, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Estimate.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }

  private static int more(double d) {
    Estimate base = Estimate.of(10 - d, 10, 10 + d, 10);
    Estimate other = Estimate.of(10.8 - d, 10.8, 10.8 + d, 10.8);
    return PowerAnalysis.estimate(Ratio.of(base, other), 0.03, 15).orElseThrow();
  }
}
