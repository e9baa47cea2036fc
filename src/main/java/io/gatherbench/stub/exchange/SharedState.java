package io.gatherbench.stub.exchange;

import io.gatherbench.stub.ledger.Ledger;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The state that event loops share; {@code arrivals} numbers requests, {@code plantedNanos} is by
 * how much two in ten responses are late. Thread-safe.
 */
public record SharedState(
    Ledger ledger, AtomicLong arrivals, RateLimits limits, MemoryBudget memory, long plantedNanos) {

  public SharedState(String transport, Duration plantedLateness) {
    this(
        new Ledger(transport),
        new AtomicLong(),
        new RateLimits(),
        new MemoryBudget(),
        plantedLateness.toNanos());
  }

  /** Returns how late the response to a request of that number has to be. */
  long plantedNanos(long number) {
    return number % 10 < 2 ? plantedNanos : 0;
  }

  /** Returns what the ledger has seen, and resets everything. */
  public CompletableFuture<LedgerSnapshot> reset() {
    return ledger
        .read(true)
        .whenComplete(
            (snapshot, failure) -> {
              arrivals.set(0);
              limits.reset();
            });
  }
}
