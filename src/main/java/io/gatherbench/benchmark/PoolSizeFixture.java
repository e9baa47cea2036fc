package io.gatherbench.benchmark;

import io.gatherbench.benchmark.state.AnsweredState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.delay.Latency;
import org.openjdk.jmh.annotations.Param;

/** A gather of equal requests on pools of different sizes. */
public class PoolSizeFixture extends AnsweredState {

  /** Only a pool has a size. */
  @Param("THREAD_POOL")
  public Strategy strategy;

  /** Threads in the pool, 1 to 10,000, or {@code requests}: as many as requests. */
  @Param({"8", "16", "32", "64", "128", "requests"})
  public String poolSize;

  /** Requests in a gather, 1 to 10,000. */
  @Param("256")
  public int requests;

  /** How long the stub holds each answer back. */
  @Param("10ms")
  public String latency;

  /** As JMH wants it. */
  public PoolSizeFixture() {}

  @Override
  protected Strategy strategy() {
    return strategy;
  }

  @Override
  protected ConcurrencyLimits limits() {
    return PoolSize.limits(poolSize, requests, requests);
  }

  @Override
  protected int count() {
    return requests;
  }

  @Override
  protected Todos todos() {
    return Todos.of(requests, latency);
  }

  @Override
  protected double boundMillis() {
    return strategy.bound(requests, limits(), Latency.parse(latency).millis());
  }
}
