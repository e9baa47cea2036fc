package io.gatherbench.stub.ledger;

import java.util.concurrent.atomic.AtomicInteger;

/** The requests in flight over all event loops, and their peak. Thread-safe. */
final class InFlight {

  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();

  void enter() {
    int count = now.incrementAndGet();
    if (count > peak.get()) {
      peak.accumulateAndGet(count, Math::max);
    }
  }

  void leave() {
    now.getAndDecrement();
  }

  int now() {
    return now.get();
  }

  int peak() {
    return peak.get();
  }

  /** Restarts the peak from what is in flight. */
  void resetPeak() {
    peak.set(now.get());
  }
}
