package io.gatherbench.benchmark.state;

import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.Strategy;

/**
 * The requests of an operation and how they are made.
 *
 * @param limits of the strategies that have one
 * @param requests in an operation, 1 to 10,000
 * @param latency the stub's delay of each response, unless a benchmark makes requests of its own
 */
public record Workload(Strategy strategy, ConcurrencyLimits limits, int requests, String latency) {

  public Workload(Strategy strategy, int requests, String latency) {
    this(strategy, new ConcurrencyLimits(requests, requests), requests, latency);
  }

  public Workload(
      Strategy strategy, String poolSize, int maxInFlight, int requests, String latency) {
    this(strategy, limits(poolSize, maxInFlight, requests), requests, latency);
  }

  /** Returns how many requests are in flight at once, as the strategy claims. */
  public int overlap() {
    return strategy.overlap(requests, limits);
  }

  private static ConcurrencyLimits limits(String poolSize, int maxInFlight, int requests) {
    int threads = poolSize.equals("requests") ? requests : Integer.parseInt(poolSize);
    return new ConcurrencyLimits(threads, maxInFlight);
  }
}
