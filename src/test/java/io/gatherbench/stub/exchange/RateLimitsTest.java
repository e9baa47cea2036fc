package io.gatherbench.stub.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitsTest {

  private static final long SECOND = 1_000_000_000;
  private static final RateLimits.Limit TEN_A_SECOND = new RateLimits.Limit(10, 3);

  private final RateLimits limits = new RateLimits();

  @Test
  void requestBeyondTheBurstIsToldWhenToRetry() {
    assertThat(IntStream.range(0, 3).mapToLong(i -> limits.take(TEN_A_SECOND, 0))).containsOnly(0L);

    assertThat(limits.take(TEN_A_SECOND, 0)).isEqualTo(SECOND / 10);
    assertThat(limits.take(TEN_A_SECOND, SECOND / 10 - 1)).isEqualTo(1);
    assertThat(limits.take(TEN_A_SECOND, SECOND / 10)).isZero();
    assertThat(limits.take(TEN_A_SECOND, SECOND / 10)).isEqualTo(SECOND / 10);
  }

  @Test
  void rateHoldsOverALongTime() {
    long passed =
        IntStream.range(0, 100_000)
            .filter(i -> limits.take(TEN_A_SECOND, i * SECOND / 1000) == 0)
            .count();

    assertThat(passed).isBetween(1000L, 1003L);
  }

  @Test
  void idleTimeFillsTheBucketOnce() {
    IntStream.range(0, 4).forEach(i -> limits.take(TEN_A_SECOND, 0));

    assertThat(IntStream.range(0, 4).mapToLong(i -> limits.take(TEN_A_SECOND, 60 * SECOND)))
        .containsExactly(0L, 0L, 0L, SECOND / 10);
  }

  @Test
  void resetFillsIndependentLimits() {
    RateLimits.Limit other = new RateLimits.Limit(1, 1);
    assertThat(limits.take(other, 0)).isZero();
    assertThat(limits.take(other, 0)).isEqualTo(SECOND);
    assertThat(limits.take(TEN_A_SECOND, 0)).isZero();

    limits.reset();

    assertThat(limits.take(other, 0)).isZero();
  }

  @Test
  void timesMayBeNegative() {
    long start = Long.MIN_VALUE + 5;
    assertThat(limits.take(new RateLimits.Limit(1, 1), start)).isZero();
    assertThat(limits.take(new RateLimits.Limit(1, 1), start)).isEqualTo(SECOND);
  }
}
