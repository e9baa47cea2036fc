package io.gatherbench.benchmark.state;

import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.Strategy;
import org.openjdk.jmh.annotations.Param;

/** Requests that any of the strategies starts together, without awaiting them as a gather. */
public abstract class PendingState extends StrategyState {

  /** How the requests are made. */
  @Param public Strategy strategy;

  /** Threads in the pool of THREAD_POOL, 1 to 10,000, or {@code requests}: as many as requests. */
  @Param("requests")
  public String poolSize;

  /** Limit of requests in flight of the BOUNDED strategies, 1 to 10,000. */
  @Param("16")
  public int maxInFlight;

  /** Requests in an operation, 1 to 10,000. */
  @Param("64")
  public int requests;

  @Override
  protected Strategy strategy() {
    return strategy;
  }

  @Override
  protected ConcurrencyLimits limits() {
    return PoolSize.limits(poolSize, requests, maxInFlight);
  }

  @Override
  protected int count() {
    return requests;
  }
}
