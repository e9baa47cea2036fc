package io.gatherbench.benchmark.state;

import org.openjdk.jmh.annotations.Param;

/** 64 requests by default, with any of the strategies, each request with a latency of its own. */
public abstract class PendingState extends AllStrategiesState {

  /** Requests in an operation, 1 to 10,000. */
  @Param("64")
  public int requests;

  @Override
  protected Workload workload() {
    return workload(requests, "0ms");
  }
}
