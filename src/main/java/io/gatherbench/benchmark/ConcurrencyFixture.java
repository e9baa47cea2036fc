package io.gatherbench.benchmark;

import io.gatherbench.benchmark.state.AnsweredState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.delay.Latency;
import org.openjdk.jmh.annotations.Param;

/** A gather of equal requests, from one to very many, all of them in flight at once. */
public class ConcurrencyFixture extends AnsweredState {

  /** The strategies that overlap all requests; the pool has as many threads as requests. */
  @Param({
    "THREAD_POOL",
    "PLATFORM_THREADS",
    "VIRTUAL_THREADS",
    "COMPLETABLE_FUTURE",
    "EVENT_LOOP",
    "EVENT_LOOP_AWAIT"
  })
  public Strategy strategy;

  /** Requests in a gather, 1 to 10,000. */
  @Param({"1", "10", "100", "1000", "10000"})
  public int requests;

  /** How long the stub holds each answer back. */
  @Param("100ms")
  public String latency;

  /** As JMH wants it. */
  public ConcurrencyFixture() {}

  @Override
  protected Strategy strategy() {
    return strategy;
  }

  @Override
  protected ConcurrencyLimits limits() {
    return new ConcurrencyLimits(requests, requests);
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
