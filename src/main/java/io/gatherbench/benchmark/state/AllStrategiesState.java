package io.gatherbench.benchmark.state;

import io.gatherbench.strategy.Strategy;
import org.openjdk.jmh.annotations.Param;

/** Requests to the stub with any of the strategies. */
public abstract class AllStrategiesState extends StubState {

  @Param public Strategy strategy;

  /** Threads in the pool of THREAD_POOL, 1 to 10,000, or {@code requests}: as many as requests. */
  @Param("requests")
  public String poolSize;

  /** Limit of requests in flight of the BOUNDED strategies, 1 to 10,000. */
  @Param("16")
  public int maxInFlight;

  /** Returns a number of requests, each with the same latency. */
  protected final Workload workload(int requests, String latency) {
    return new Workload(strategy, poolSize, maxInFlight, requests, latency);
  }
}
