package io.gatherbench.benchmark.state;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Supplier;

/**
 * SHA-256 as work, with the shortest time that it takes on one processor. Thread-safe.
 *
 * <p>Measured runs count too, because the machine may have been slower in the others (a neighbour
 * on the same core halves it), and code becomes faster once compiled. Runs of its own are needed
 * where more threads than processors compute and none may run through undisturbed.
 */
public final class HashCalibration {

  private static final long NANOS = Duration.ofMillis(30).toNanos();

  private final LongAccumulator least = new LongAccumulator(Math::min, Long.MAX_VALUE);

  /** Returns SHA-256 of SHA-256 of some bytes, {@code rounds} times: its result proves the work. */
  public static byte[] hash(byte[] bytes, int rounds) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] hash = bytes;
      for (int round = 0; round < rounds; round++) {
        hash = sha256.digest(hash);
      }
      return hash;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Does the work once; reading the clock twice costs some 50 ns. */
  public <T> T timed(Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    least.accumulate(System.nanoTime() - start);
    return result;
  }

  /** Repeats work that calls {@link #timed} for 30 ms; returns the shortest time so far, in ms. */
  public double leastMillis(Runnable work) {
    long end = System.nanoTime() + NANOS;
    do {
      work.run();
    } while (System.nanoTime() < end);
    return least.get() / 1e6;
  }
}
