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
    "1.05, 1.12, 0.01, SLOWER",
    "0.90, 0.95, 0.01, FASTER",
    "0.98, 1.02, 0.90, SAME",
    "1.01, 1.02, 0.001, SAME",
    "1.01, 1.05, 0.01, UNDECIDED",
    "0.95, 1.05, 0.90, UNDECIDED",
    "1.05, 1.12, 0.06, UNDECIDED",
    "0.90, 0.95, 0.06, UNDECIDED",
    "1.03, 1.05, 0.001, UNDECIDED"
  })
  void theIntervalAndTheAdjustedValueDecide(
      double low, double high, double adjusted, Verdict expected) {
    Ratio ratio = new Ratio(Math.sqrt(low * high), low, high, adjusted);
    assertThat(Verdict.of(ratio, adjusted, 0.03, false)).isEqualTo(expected);
  }

  @Test
  void moreThroughputIsBetter() {
    assertThat(Verdict.of(new Ratio(1.1, 1.05, 1.15, 0), 0, 0.03, true)).isEqualTo(Verdict.FASTER);
    assertThat(Verdict.of(new Ratio(0.9, 0.85, 0.95, 0), 0, 0.03, true)).isEqualTo(Verdict.SLOWER);
  }

  /** What is faster one way is slower the other way round. */
  @ParameterizedTest
  @CsvSource({"1.04, 1.2", "1.0305, 1.2", "1.0295, 1.2", "0.972, 1.0295", "0.96, 1.02"})
  void exchangingTheSidesExchangesTheVerdict(double low, double high) {
    Verdict one = Verdict.of(new Ratio(1, low, high, 0), 0, 0.03, false);
    Verdict other = Verdict.of(new Ratio(1, 1 / high, 1 / low, 0), 0, 0.03, true);
    assertThat(one).isEqualTo(other);
  }

  @Test
  void forksWithoutAnySpread() {
    Estimate ten = Estimate.of(10, 10, 10, 10);
    Estimate eleven = Estimate.of(11, 11, 11, 11);
    assertThat(Ratio.of(ten, ten)).isEqualTo(new Ratio(1, 1, 1, 1));
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
    assertThat(PowerAnalysis.estimate(base, other, 0.03, 1)).isEmpty();
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
    return PowerAnalysis.estimate(base, other, 0.03, 15).orElseThrow();
  }
}
