package io.gatherbench.benchmark.state;

import java.time.Duration;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Supplier;

/**
 * The least time that some work takes on one processor: that of its fastest run so far, be it one
 * of those that are measured or one of its own. Those that are measured count, because a bound from
 * other runs alone could be beaten: the machine may be slower in the moment of those (a neighbour
 * on the same core halves it), and code becomes faster as it is compiled. Own runs are needed where
 * more threads than processors compute, of which none may run through undisturbed.
 *
 * <p>Thread-safe.
 */
public final class HashCalibration {

  private static final long NANOS = Duration.ofMillis(30).toNanos();

  private final LongAccumulator least = new LongAccumulator(Math::min, Long.MAX_VALUE);

  /** Does the work once; its two looks at the clock cost some 50 ns. */
  public <T> T timed(Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    least.accumulate(System.nanoTime() - start);
    return result;
  }

  /**
   * Repeats the work for a moment, and tells the fastest of all runs so far.
   *
   * @param work calls {@link #timed}
   * @return in ms
   */
  public double leastMillis(Runnable work) {
    long end = System.nanoTime() + NANOS;
    do {
      work.run();
    } while (System.nanoTime() < end);
    return least.get() / 1e6;
  }
}
