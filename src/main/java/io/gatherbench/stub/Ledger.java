package io.gatherbench.stub;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the stub has seen since the last reset. Requests to the ledger itself, and connections that
 * carry nothing else, are not counted.
 *
 * <p>Thread-safe. A reading taken while requests arrive is not one instant's; taken while the
 * client waits for nothing, as the fixtures do, it is exact.
 */
final class Ledger {

  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong aborted = new AtomicLong();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger peakInFlight = new AtomicInteger();
  private final AtomicLong connectionsOpened = new AtomicLong();
  private final AtomicInteger connectionsOpen = new AtomicInteger();

  /** A request has been read. */
  void requestRead() {
    requests.getAndIncrement();
    int now = inFlight.incrementAndGet();
    if (now > peakInFlight.get()) {
      peakInFlight.accumulateAndGet(now, Math::max);
    }
  }

  /**
   * The answer is about to be written. Called before the write, not after: the client may send its
   * next request as soon as the bytes are out, and must not meet its own last one still in flight.
   */
  void answering() {
    inFlight.getAndDecrement();
    answered.getAndIncrement();
  }

  /** The client went away before the answer. */
  void requestAborted() {
    inFlight.getAndDecrement();
    aborted.getAndIncrement();
  }

  void connectionOpened() {
    connectionsOpened.getAndIncrement();
    connectionsOpen.getAndIncrement();
  }

  void connectionClosed() {
    connectionsOpen.getAndDecrement();
  }

  /** A connection that was counted has turned out to be one for reading the ledger. */
  void connectionIsControl() {
    connectionsOpened.getAndDecrement();
    connectionsOpen.getAndDecrement();
  }

  /** Starts counting anew. What is in flight or open stays in flight or open. */
  void reset() {
    requests.set(0);
    answered.set(0);
    aborted.set(0);
    connectionsOpened.set(0);
    peakInFlight.set(inFlight.get());
  }

  LedgerReading read(StubIdentity identity) {
    return new LedgerReading(
        identity,
        requests.get(),
        answered.get(),
        aborted.get(),
        inFlight.get(),
        peakInFlight.get(),
        connectionsOpened.get(),
        connectionsOpen.get());
  }
}
