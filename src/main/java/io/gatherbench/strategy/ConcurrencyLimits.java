package io.gatherbench.strategy;

/** The limits, each 1 or more, of {@link Strategy#THREAD_POOL} and of the BOUNDED strategies. */
public record ConcurrencyLimits(int poolSize, int maxInFlight) {

  /** Returns the limits of a strategy with several callers, which are to be as free as one. */
  public ConcurrencyLimits by(int callers) {
    return new ConcurrencyLimits(poolSize * callers, maxInFlight * callers);
  }
}
