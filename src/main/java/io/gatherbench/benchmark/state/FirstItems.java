package io.gatherbench.benchmark.state;

import java.util.concurrent.atomic.LongAdder;

/** Times from the start of an operation to the first item of each response. Thread-safe. */
public final class FirstItems {

  private final LongAdder nanos = new LongAdder();
  private final LongAdder count = new LongAdder();

  /** Forgets the times so far. */
  public void reset() {
    nanos.reset();
    count.reset();
  }

  /**
   * Adds the first item of one response.
   *
   * @param start of its operation, by {@link System#nanoTime}
   */
  public void add(long start) {
    nanos.add(System.nanoTime() - start);
    count.increment();
  }

  /** Returns the mean in ms, NaN without items. */
  public double meanMillis() {
    return nanos.sum() / 1e6 / count.sum();
  }
}
