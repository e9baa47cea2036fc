package io.gatherbench.benchmark.state;

import io.gatherbench.strategy.ConcurrencyLimits;

/** The parameter {@code poolSize}: a number, or as many threads as requests. */
public final class PoolSize {

  private static final String AS_REQUESTS = "requests";

  private PoolSize() {}

  /** Returns the limits that the parameters give. */
  public static ConcurrencyLimits limits(String poolSize, int requests, int maxInFlight) {
    int threads = poolSize.equals(AS_REQUESTS) ? requests : Integer.parseInt(poolSize);
    return new ConcurrencyLimits(threads, maxInFlight);
  }
}
