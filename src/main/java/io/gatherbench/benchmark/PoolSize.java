package io.gatherbench.benchmark;

import io.gatherbench.strategy.ConcurrencyLimits;

/** The pool size as the parameter gives it: a number, or as many as there are requests. */
public final class PoolSize {

  private static final String AS_REQUESTS = "requests";

  private PoolSize() {}

  public static ConcurrencyLimits limits(String poolSize, int requests, int maxInFlight) {
    int threads = poolSize.equals(AS_REQUESTS) ? requests : Integer.parseInt(poolSize);
    return new ConcurrencyLimits(threads, maxInFlight);
  }
}
