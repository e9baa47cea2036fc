package io.gatherbench.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivalProcessTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void evenArrivalsAreEvenlySpaced() {
    assertThat(ArrivalProcess.of("even").instants(4, SECOND, 1))
        .containsExactly(0, 250_000_000, 500_000_000, 750_000_000);
    assertThat(ArrivalProcess.EVEN.instants(3, SECOND, 1))
        .containsExactly(0, 333_333_333, 666_666_666);
  }

  /** The numbers are part of the contract: every JDK and every fork has to give them. */
  @Test
  void poissonArrivalsAreTheSameEverywhere() {
    long[] instants = ArrivalProcess.of("poisson").instants(1_000, 8 * SECOND, 1);
    assertThat(Arrays.copyOf(instants, 4)).containsExactly(FIRST);
    assertThat(instants).hasSize(NUMBER);
    assertThat(Arrays.hashCode(instants)).isEqualTo(HASH);
  }

  @Test
  void gapsOfPoissonArrivalsAreExponential() {
    long[] instants = ArrivalProcess.POISSON.instants(1_000, 100 * SECOND, 7);
    double[] gaps =
        IntStream.range(1, instants.length)
            .mapToDouble(i -> (instants[i] - instants[i - 1]) / 1e6)
            .sorted()
            .toArray();
    assertThat(Arrays.stream(gaps).average().orElseThrow()).isCloseTo(1, within(0.02));
    assertThat(gaps[gaps.length / 2]).isCloseTo(Math.log(2), within(0.02));
    assertThat(gaps[gaps.length * 9 / 10]).isCloseTo(Math.log(10), within(0.05));
  }

  @Test
  void anotherSeedGivesOtherInstants() {
    assertThat(ArrivalProcess.POISSON.instants(100, SECOND, 1))
        .isNotEqualTo(ArrivalProcess.POISSON.instants(100, SECOND, 2));
  }

  private static final long[] FIRST = {999_157, 1_057_247, 4_152_644, 4_404_396};
  private static final int NUMBER = 8_064;
  private static final int HASH = -1_268_999_448;
}
