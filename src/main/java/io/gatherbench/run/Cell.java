package io.gatherbench.run;

import io.gatherbench.strategy.Strategy;

/**
 * One combination of the headline plan's parameters.
 *
 * @param strategy how the gather is executed
 * @param requests requests in a gather
 * @param latency the stub's latency, as a parameter value
 */
public record Cell(Strategy strategy, int requests, String latency) {

  /** For a progress line: {@code EVENT_LOOP, 64 requests}. */
  @Override
  public String toString() {
    return strategy + ", " + requests + " requests";
  }
}
