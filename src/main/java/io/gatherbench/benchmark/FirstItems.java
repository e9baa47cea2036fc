package io.gatherbench.benchmark;

import java.util.concurrent.atomic.LongAdder;

/** How long the first items of answers take to arrive, over an iteration. Thread-safe. */
final class FirstItems {

  private final LongAdder nanos = new LongAdder();
  private final LongAdder count = new LongAdder();

  /** One operation; its start is when it was made. */
  final class Operation {

    private final long started = System.nanoTime();

    private Operation() {}

    /** The first item of one of its answers is there. */
    void arrived() {
      nanos.add(System.nanoTime() - started);
      count.increment();
    }
  }

  void reset() {
    nanos.reset();
    count.reset();
  }

  Operation start() {
    return new Operation();
  }

  /** NaN if none has arrived. */
  double meanMillis() {
    return nanos.sum() / 1e6 / count.sum();
  }
}
