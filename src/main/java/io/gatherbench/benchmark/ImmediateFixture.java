package io.gatherbench.benchmark;

import io.gatherbench.benchmark.state.TodosState;
import org.openjdk.jmh.annotations.Param;

/** A gather of requests that the stub answers at once. */
public class ImmediateFixture extends TodosState {

  /** Requests in a gather, 1 to 10,000. */
  @Param({"1", "64"})
  public int requests;

  /** As JMH wants it. */
  public ImmediateFixture() {}

  @Override
  protected int count() {
    return requests;
  }

  @Override
  protected String latency(int id) {
    return "0ms";
  }

  @Override
  protected double boundMillis() {
    return 0;
  }
}
