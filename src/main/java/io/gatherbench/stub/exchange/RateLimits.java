package io.gatherbench.stub.exchange;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The limits that {@code /limited} keeps, one for each rate and burst that was asked for; all
 * clients share it. At most {@value #MOST} are remembered, the least recently used is forgotten.
 * Thread-safe: a limit holds for all event loops together.
 */
public final class RateLimits {

  private static final int MOST = 1024;

  private final Map<Limit, Long> nextFree =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Limit, Long> eldest) {
          return size() > MOST;
        }
      };

  /**
   * A token bucket.
   *
   * @param rate tokens a second that it regains
   * @param burst tokens that it holds when full
   */
  public record Limit(double rate, long burst) {}

  /**
   * Takes a token if there is one.
   *
   * @param nowNanos a time of {@code System.nanoTime}
   * @return 0 if it was taken, else nanoseconds until there is one
   */
  public synchronized long take(Limit limit, long nowNanos) {
    // Instead of tokens, the time at which the bucket will be full again is kept: each token taken
    // moves it on by 1/rate, and it may lie at most burst/rate ahead.
    double interval = 1e9 / limit.rate();
    Long known = nextFree.get(limit);
    long full = known == null || known - nowNanos < 0 ? nowNanos : known;
    double missing = full - nowNanos + interval - limit.burst() * interval;
    if (missing > 0.5) {
      return (long) Math.ceil(missing);
    }
    nextFree.put(limit, full + (long) interval);
    return 0;
  }

  /** Fills all buckets. */
  synchronized void reset() {
    nextFree.clear();
  }
}
