package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.util.function.Predicate;

/** Looks at a ledger until it shows what it must show sooner or later. */
final class Ledgers {

  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private Ledgers() {}

  static LedgerSnapshot await(StubControl control, Predicate<LedgerSnapshot> expected)
      throws IOException {
    long start = System.nanoTime();
    LedgerSnapshot reading = control.read();
    while (!expected.test(reading) && System.nanoTime() - start < PATIENCE_NANOS) {
      Thread.onSpinWait();
      reading = control.read();
    }
    assertThat(reading).matches(expected);
    return reading;
  }

  /** Every request that was read has ended in exactly one way. */
  static void assertAddsUp(LedgerSnapshot reading) {
    assertThat(reading.inFlight()).isZero();
    assertThat(reading.timers()).isZero();
    assertThat(reading.answered() + reading.aborted() + reading.broken())
        .isEqualTo(reading.requests());
    assertThat(
            reading.endpoints().values().stream()
                .flatMap(ends -> ends.values().stream())
                .mapToLong(Long::longValue)
                .sum())
        .isEqualTo(reading.requests());
    assertThat(reading.loops().stream().mapToLong(LedgerSnapshot.Loop::requests).sum())
        .isEqualTo(reading.requests());
  }
}
