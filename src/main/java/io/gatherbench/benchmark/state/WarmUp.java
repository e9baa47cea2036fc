package io.gatherbench.benchmark.state;

import io.gatherbench.strategy.RequestStrategy;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.client.StubControl;
import java.io.IOException;
import java.time.Duration;

/** The steps before a strategy is measured: connections opened, code compiled. */
public final class WarmUp {

  /** Limit of the warm-up: one request at a time takes longest. */
  private static final Duration LIMIT = Duration.ofMillis(3500);

  private static final Duration BURST = Duration.ofMillis(150);

  /** Gathers to open the connections, each with twice the latency of the last. */
  private static final int ATTEMPTS = 8;

  /** Longest latency of such a gather, below the timeout of a request. */
  private static final long LONGEST_LATENCY_MILLIS = 20_000;

  private WarmUp() {}

  /**
   * Opens as many connections as the strategy uses by making it overlap that many requests, which
   * proves that it can.
   *
   * <p>The latency must outlast the sending, which is slow in a cold JVM: it starts at 20 ms and 1
   * ms a request, and doubles until all requests overlap. At the longest latency another gather
   * still helps: it finds connections open and code compiled.
   *
   * @param count requests in a gather
   * @param overlap requests that the strategy claims to have in flight at once
   * @throws IllegalStateException if the stub sees more, or never as many
   */
  static void openConnections(
      Strategy name, RequestStrategy strategy, StubControl control, int count, int overlap)
      throws IOException, InterruptedException {
    long millis = overlap == 1 ? 0 : 20 + overlap;
    for (int attempt = 1; ; attempt++) {
      control.reset();
      // One request opens the one connection of a strategy that overlaps nothing.
      strategy.gather(Todos.of(overlap == 1 ? 1 : count, millis + "ms").requests());
      int peak = control.read().peakInFlight();
      if (peak == overlap) {
        return;
      }
      if (overlap == 1 || peak > overlap || attempt == ATTEMPTS) {
        throw new IllegalStateException(
            name + " claims " + overlap + " requests in flight, and the stub saw " + peak);
      }
      millis = Math.min(2 * millis, LONGEST_LATENCY_MILLIS);
    }
  }

  /**
   * Warms up by work instead of by time. Requests that wait 10 ms are few: a fork that makes one
   * after the other sees some 500 in six seconds, runs them in the interpreter, and takes about
   * half a millisecond longer for each. Without the latency the same code is compiled in seconds.
   *
   * <p>Between bursts of requests the compiler has the processors to itself until its queue is
   * empty. Where client, stub and compiler share two cores, it falls behind otherwise: while its
   * queue is long, HotSpot raises the thresholds, and the rest is compiled while measuring.
   *
   * @param requests in an operation
   * @param operation makes requests that are answered at once
   * @param limit requests in all, or as many as fit into three and a half seconds
   */
  static void run(int requests, Operation operation, int limit)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    int made = 0;
    while (made < limit && System.nanoTime() - end < 0) {
      long endOfBurst = System.nanoTime() + BURST.toNanos();
      do {
        operation.run();
        made += requests;
      } while (made < limit && System.nanoTime() - endOfBurst < 0);
      JitQueue.awaitIdle(Duration.ofNanos(end - System.nanoTime()));
    }
  }

  /** An operation that makes requests. */
  @FunctionalInterface
  public interface Operation {
    void run() throws IOException, InterruptedException;
  }
}
