package io.gatherbench.benchmark.load;

import io.gatherbench.stub.delay.Latency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;

/** A way in which arrivals follow one another. */
enum ArrivalProcess {
  /** One every 1/rate. */
  EVEN,
  /** Independent of each other, as of many users: gaps are exponential, drawn from a seed. */
  POISSON;

  private static final int NANOS_A_SECOND = 1_000_000_000;

  /** Returns the process of that name in small letters. */
  static ArrivalProcess of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /**
   * Returns the instants of all arrivals, in nanoseconds from the start, ascending. They are the
   * same on every JVM: the logarithms are those of {@code StrictMath}.
   *
   * @param rate arrivals a second, 1 or more
   * @param durationNanos all arrivals are before it
   */
  long[] instants(int rate, long durationNanos, long seed) {
    BigDecimal mean =
        BigDecimal.valueOf(NANOS_A_SECOND)
            .divide(BigDecimal.valueOf(rate), 6, RoundingMode.HALF_EVEN);
    Latency gap = Latency.parse("exponential:" + mean + "ns");
    long[] instants = new long[1024];
    long at = 0;
    for (int i = 0; ; i++) {
      at = this == EVEN ? (long) i * NANOS_A_SECOND / rate : at + gap.nanos(seed, i);
      if (at >= durationNanos) {
        return Arrays.copyOf(instants, i);
      }
      if (i == instants.length) {
        instants = Arrays.copyOf(instants, 2 * i);
      }
      instants[i] = at;
    }
  }
}
