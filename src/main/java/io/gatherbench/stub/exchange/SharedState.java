package io.gatherbench.stub.exchange;

import io.gatherbench.stub.ledger.Ledger;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** The state that event loops share; {@code arrivals} numbers requests. Thread-safe. */
public record SharedState(Ledger ledger, AtomicLong arrivals, RateLimits limits) {

  public SharedState(String transport) {
    this(new Ledger(transport), new AtomicLong(), new RateLimits());
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
