package io.gatherbench.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Estimates and tests of values that may be 0. */
class ArithmeticMeanTest {

  private static final Estimate NOTHING = Estimate.arithmetic(0, 0, 0, 0);
  private static final Estimate TEN = Estimate.arithmetic(9, 10, 11);
  private static final Estimate TWENTY = Estimate.arithmetic(19, 20, 21);

  /** By hand: s = 1, so with t(0.975; 2) = 4.302653 the interval reaches 4.302653/√3. */
  @Test
  void intervalIsStudentsOnTheScaleOfValues() {
    assertThat(TEN.value()).isEqualTo(10);
    assertThat(TEN.low()).isCloseTo(10 - 2.484138, within(1e-5));
    assertThat(TEN.high()).isCloseTo(10 + 2.484138, within(1e-5));
  }

  @Test
  void intervalEndsAtZero() {
    Estimate estimate = Estimate.arithmetic(0, 1, 1, 1);
    assertThat(estimate.value()).isEqualTo(0.75);
    assertThat(estimate.low()).isZero();
    assertThat(Estimate.arithmetic(0).hasInterval()).isFalse();
    assertThat(NOTHING.reach()).isZero();
  }

  /** By hand: t = 10/√(2/3) = 12.247 with 4 degrees of freedom. */
  @Test
  void pIsWelchs() {
    assertThat(new FiellerTest(TEN, TWENTY).p()).isCloseTo(0.000255, within(5e-6));
    assertThat(new FiellerTest(TEN, TEN).p()).isEqualTo(1);
  }

  /** By hand: at r = 1.5 the difference is 5 and t·se 3.1; at 1.8 they are 2 and 3.7. */
  @Test
  void ratioIsAboveWhatTheDifferenceProves() {
    FiellerTest test = new FiellerTest(TEN, TWENTY);
    assertThat(test.isAbove(1.5)).isTrue();
    assertThat(test.isAbove(1.8)).isFalse();
    assertThat(test.isBelow(2.2)).isFalse();
    assertThat(test.isBelow(2.9)).isTrue();
  }

  @Test
  void zeroIsBelowAndMoreThanZeroAboveAnyRatio() {
    assertThat(new FiellerTest(TEN, NOTHING).isBelow(0.9)).isTrue();
    assertThat(new FiellerTest(NOTHING, TEN).isAbove(100)).isTrue();
    assertThat(new FiellerTest(NOTHING, NOTHING).isAbove(0.9)).isFalse();
    assertThat(new FiellerTest(NOTHING, NOTHING).p()).isEqualTo(1);
  }
}
