package io.gatherbench.plan;

import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.delay.Latency;

/**
 * One combination of the headline plan's parameters.
 *
 * @param strategy how the gather is executed
 * @param requests requests in a gather
 * @param latency the stub's latency, as a parameter value
 */
public record Cell(Strategy strategy, int requests, String latency) {

  /**
   * The least time that the arithmetic allows, in ms, with a pool of as many threads as requests.
   */
  public double boundMillis() {
    return strategy.bound(
        requests, new ConcurrencyLimits(requests, requests), Latency.parse(latency).millis());
  }

  /** For a progress line: {@code EVENT_LOOP, 64 requests}. */
  @Override
  public String toString() {
    return strategy + ", " + requests + " requests";
  }
}
