package io.gatherbench.stub.ledger;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests are in flight over all event loops, and the most there were. Thread-safe: the
 * peak is that of the whole stub, which no sum over loops could tell.
 */
public final class InFlight {

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

  /** Lets the peak start anew from what is in flight. */
  void resetPeak() {
    peak.set(now.get());
  }
}
