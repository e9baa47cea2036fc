package io.gatherbench.benchmark;

import io.gatherbench.benchmark.state.AnsweredState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.FollowUpClientOpener;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.delay.Latency;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.BenchmarkParams;

/** A gather from an event loop, with a call that blocks after each answer. */
public class BlockedLoopFixture extends AnsweredState {

  /** Only an event loop can be blocked. */
  @Param("EVENT_LOOP")
  public Strategy strategy;

  /** Where the call that blocks is made. */
  @Param public CallbackExecutor place;

  /** How long it blocks. */
  @Param("5ms")
  public String blockFor;

  /** Requests in a gather, 1 to 10,000. */
  @Param("64")
  public int requests;

  /** How long the stub holds each answer back. */
  @Param("10ms")
  public String latency;

  private ExecutorService executor;

  /** As JMH wants it. */
  public BlockedLoopFixture() {}

  @Override
  public void open(BenchmarkParams benchmark) throws IOException, InterruptedException {
    executor = place.open();
    super.open(benchmark);
  }

  @Override
  public void close() {
    super.close();
    if (executor != null) {
      executor.shutdownNow();
      executor = null;
    }
  }

  @Override
  public ClientOpener opener(ClientSettings settings) {
    long nanos = Latency.parse(blockFor).nanos();
    return new FollowUpClientOpener(
        super.opener(settings), response -> blocked(response, nanos), executor);
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
  protected Todos todos() {
    return Todos.of(requests, latency);
  }

  /** One latency, and then as many turns of calls as cannot be made at once. */
  @Override
  protected double boundMillis() {
    int atOnce = place.atOnce(requests);
    int turns = (requests + atOnce - 1) / atOnce;
    return Latency.parse(latency).millis() + turns * Latency.parse(blockFor).millis();
  }

  /** Holds the thread for the whole time: {@code Thread.sleep} rounds before JDK 21. */
  private static Response blocked(Response response, long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        return response;
      }
    }
    return response;
  }
}
