package io.gatherbench.stub.exchange;

import io.gatherbench.stub.ledger.InFlight;
import io.gatherbench.stub.ledger.Ledger;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import io.gatherbench.stub.ledger.StubIdentity;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The little that event loops share. Thread-safe.
 *
 * @param ledger all loops' counts together
 * @param inFlight requests in flight over all loops
 * @param arrivals how many requests were numbered by the order of their arrival
 * @param limits what {@code /limited} keeps
 */
public record SharedState(
    Ledger ledger, InFlight inFlight, AtomicLong arrivals, RateLimits limits) {

  public static SharedState of(StubIdentity identity) {
    InFlight inFlight = new InFlight();
    return new SharedState(
        new Ledger(identity, inFlight), inFlight, new AtomicLong(), new RateLimits());
  }

  /** Reads the ledger and lets everything that counts start anew. */
  public CompletableFuture<LedgerSnapshot> reset() {
    return ledger
        .reset()
        .thenApply(
            reading -> {
              arrivals.set(0);
              limits.reset();
              return reading;
            });
  }
}
