package io.gatherbench.benchmark;

import io.gatherbench.benchmark.state.TodosState;
import io.gatherbench.stub.delay.Latency;
import org.openjdk.jmh.annotations.Param;

/** A gather of equal requests. */
public class GatherFixture extends TodosState {

  /** Requests in a gather, 1 to 10,000. */
  @Param({"4", "64"})
  public int requests;

  /** How long the stub holds each answer back. */
  @Param("10ms")
  public String latency;

  /** As JMH wants it. */
  public GatherFixture() {}

  @Override
  protected int count() {
    return requests;
  }

  @Override
  protected String latency(int id) {
    return latency;
  }

  @Override
  protected double boundMillis() {
    return strategy.bound(requests, limits(), Latency.parse(latency).millis());
  }
}
