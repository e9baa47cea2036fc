package io.gatherbench.benchmark.state;

import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.Strategy;
import org.openjdk.jmh.annotations.Param;

/** Gathers of todos with any of the strategies. */
public abstract class AllStrategiesState extends GatherState {

  /** How the requests are made. */
  @Param public Strategy strategy;

  /** Threads in the pool of THREAD_POOL, 1 to 10,000, or {@code requests}: as many as requests. */
  @Param("requests")
  public String poolSize;

  /** Limit of requests in flight of the BOUNDED strategies, 1 to 10,000. */
  @Param("16")
  public int maxInFlight;

  @Override
  protected Strategy strategy() {
    return strategy;
  }

  @Override
  protected ConcurrencyLimits limits() {
    return PoolSize.limits(poolSize, count(), maxInFlight);
  }
}
