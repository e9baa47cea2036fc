package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.function.Predicate;

/** Looks at a ledger until it shows what it must show sooner or later. */
final class Ledgers {

  private static final long PATIENCE_NANOS = 120_000_000_000L;

  private Ledgers() {}

  static LedgerSnapshot await(StubControl control, Predicate<LedgerSnapshot> expected)
      throws IOException {
    long start = System.nanoTime();
    while (true) {
      boolean last = System.nanoTime() - start > PATIENCE_NANOS;
      try {
        LedgerSnapshot reading = control.read();
        if (expected.test(reading)) {
          return reading;
        }
        assertThat(last).as(reading.toString()).isFalse();
      } catch (SocketTimeoutException e) {
        // The machine is busy.
        assertThat(last).isFalse();
      }
      Thread.onSpinWait();
    }
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
