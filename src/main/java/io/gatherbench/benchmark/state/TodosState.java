package io.gatherbench.benchmark.state;

import io.gatherbench.benchmark.PoolSize;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.Strategy;
import org.openjdk.jmh.annotations.Param;

/** A gather of todos with any of the strategies. Subclasses say of how many, and how late. */
public abstract class TodosState extends AnsweredState {

  /** How the requests are made. */
  @Param public Strategy strategy;

  /** Threads in the pool of THREAD_POOL, 1 to 10,000, or {@code requests}: as many as requests. */
  @Param("requests")
  public String poolSize;

  /** The most requests in flight of the BOUNDED strategies, 1 to 10,000. */
  @Param("16")
  public int maxInFlight;

  /**
   * How long the stub holds an answer back, as it goes into the request.
   *
   * @param id the todo that is asked for, 1 to {@link #count}
   */
  protected abstract String latency(int id);

  @Override
  public Todos todos() {
    return Todos.of(count(), this::latency);
  }

  @Override
  protected Strategy strategy() {
    return strategy;
  }

  @Override
  protected ConcurrencyLimits limits() {
    return PoolSize.limits(poolSize, count(), maxInFlight);
  }
}
