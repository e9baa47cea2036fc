package io.gatherbench.stub.exchange;

import java.util.HashMap;
import java.util.Map;

/**
 * The rate limits of {@code /limited}, one for each rate and burst, shared by all clients and event
 * loops. Beyond {@value #MAX_LIMITS} all of them start anew. Thread-safe.
 */
public final class RateLimits {

  private static final int MAX_LIMITS = 1024;

  private final Map<Limit, Long> fullAt = new HashMap<>();

  /** A bucket that regains {@code rate} tokens a second, and holds {@code burst} when full. */
  public record Limit(double rate, long burst) {}

  /** Takes a token at {@code System.nanoTime}; returns 0, or else nanoseconds to wait for one. */
  public synchronized long take(Limit limit, long nowNanos) {
    // The bucket is kept as the time at which it will be full again: each token that is taken
    // moves it on by 1/rate, and it may lie at most burst/rate ahead.
    double interval = 1e9 / limit.rate();
    Long known = fullAt.get(limit);
    long full = known == null || known - nowNanos < 0 ? nowNanos : known;
    double missing = full - nowNanos + interval - limit.burst() * interval;
    if (missing > 0.5) {
      return (long) Math.ceil(missing);
    }
    if (fullAt.size() == MAX_LIMITS) {
      fullAt.clear();
    }
    fullAt.put(limit, full + (long) interval);
    return 0;
  }

  synchronized void reset() {
    fullAt.clear();
  }
}
