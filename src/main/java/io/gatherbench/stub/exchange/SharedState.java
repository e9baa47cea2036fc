package io.gatherbench.stub.exchange;

import io.gatherbench.stub.ledger.Ledger;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The state that event loops share; {@code arrivals} numbers requests, {@code streams} limits those
 * of HTTP/2 on a connection, {@code plantedNanos} is by how much two in ten responses are late.
 * Thread-safe.
 */
public record SharedState(
    Ledger ledger,
    AtomicLong arrivals,
    RateLimits limits,
    MemoryBudget memory,
    StreamLimit streams,
    long plantedNanos) {

  public SharedState(String transport, int maxConcurrentStreams, Duration plantedLateness) {
    this(
        new Ledger(transport),
        new AtomicLong(),
        new RateLimits(),
        new MemoryBudget(),
        new StreamLimit(maxConcurrentStreams, new AtomicInteger(maxConcurrentStreams)),
        plantedLateness.toNanos());
  }

  /** Limit of streams of new connections, which starts as an option says. */
  public record StreamLimit(int initial, AtomicInteger current) {

    /** Sets another limit; 0 for the initial one. */
    public void set(int limit) {
      current.set(limit == 0 ? initial : limit);
    }
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
