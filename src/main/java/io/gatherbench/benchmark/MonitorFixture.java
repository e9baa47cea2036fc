package io.gatherbench.benchmark;

import io.gatherbench.benchmark.state.AnsweredState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.decorator.MonitorClientOpener;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.delay.Latency;
import org.openjdk.jmh.annotations.Param;

/** A gather of requests each of which is made while a monitor is held. */
public class MonitorFixture extends AnsweredState {

  /** JEP 491: from here on a virtual thread that holds a monitor leaves its carrier. */
  private static final int NO_LONGER_PINS = 24;

  /** The strategies whose threads wait, and can hold a monitor meanwhile. */
  @Param({"THREAD_POOL", "PLATFORM_THREADS", "VIRTUAL_THREADS", "EVENT_LOOP_AWAIT"})
  public Strategy strategy;

  /** Requests in a gather, 1 to 10,000. */
  @Param("16")
  public int requests;

  /** How long the stub holds each answer back. */
  @Param("10ms")
  public String latency;

  /** As JMH wants it. */
  public MonitorFixture() {}

  @Override
  public ClientOpener opener(ClientSettings settings) {
    return new MonitorClientOpener(super.opener(settings));
  }

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
  protected int overlap() {
    return overlap(Runtime.version().feature(), carriers());
  }

  /**
   * What the strategy claims, unless its threads are virtual and pinned: then as many as there are
   * carriers.
   *
   * @param jdk feature release of the JDK
   * @param carriers platform threads that carry virtual ones
   */
  protected int overlap(int jdk, int carriers) {
    int claimed = strategy.overlap(requests, limits());
    boolean virtual = strategy.minimumJdk() == Strategy.VIRTUAL_THREADS.minimumJdk();
    return virtual && jdk < NO_LONGER_PINS ? Math.min(claimed, carriers) : claimed;
  }

  @Override
  protected Todos todos() {
    return Todos.of(requests, latency);
  }

  @Override
  protected double boundMillis() {
    int turns = (requests + overlap() - 1) / overlap();
    return turns * Latency.parse(latency).millis();
  }

  /** As many as processors, unless the JVM was told otherwise. */
  private static int carriers() {
    return Integer.getInteger(
        "jdk.virtualThreadScheduler.parallelism", Runtime.getRuntime().availableProcessors());
  }
}
