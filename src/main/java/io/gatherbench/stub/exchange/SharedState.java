package io.gatherbench.stub.exchange;

import io.gatherbench.stub.ledger.Ledger;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The state that event loops share. Thread-safe.
 *
 * @param ledger the counts of all loops together
 * @param arrivals how many requests were numbered by the order of their arrival
 * @param limits the rate limits of {@code /limited}
 */
public record SharedState(Ledger ledger, AtomicLong arrivals, RateLimits limits) {

  public SharedState(String transport) {
    this(new Ledger(transport), new AtomicLong(), new RateLimits());
  }

  /** Returns what the ledger has seen, and resets everything. */
  public CompletableFuture<LedgerSnapshot> reset() {
    return ledger
        .reset()
        .thenApply(
            snapshot -> {
              arrivals.set(0);
              limits.reset();
              return snapshot;
            });
  }
}
