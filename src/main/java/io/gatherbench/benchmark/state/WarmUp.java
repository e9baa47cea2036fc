package io.gatherbench.benchmark.state;

import io.gatherbench.strategy.RequestStrategy;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.client.StubControl;
import java.io.IOException;
import java.time.Duration;

/** What is done with a strategy before it is measured: connections opened, code compiled. */
public final class WarmUp {

  /** The warm-up gives up after so long: one request at a time takes longest. */
  private static final Duration WARM_UP_LIMIT = Duration.ofMillis(3500);

  private static final Duration BURST = Duration.ofMillis(150);

  /** How often the opening gather is repeated, each time with twice the latency. */
  private static final int ATTEMPTS = 8;

  /** Less than the time after which a request is given up. */
  private static final long LONGEST_LATENCY_MILLIS = 20_000;

  private WarmUp() {}

  /**
   * Opens as many connections as the strategy will use, by making it overlap that many requests,
   * and so proves that it can. The latency must outlast the sending, which in a cold JVM is slow:
   * it starts at 20 ms and 1 ms a request, and doubles until all overlapped. Even where it may not
   * become longer another gather helps: it finds connections open and code compiled.
   *
   * @param count requests in a gather
   * @param overlap how many of them the strategy claims to have in flight at once
   * @throws IllegalStateException if the stub sees more, or never as many
   */
  public static void openConnections(
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
   * <p>Between bursts of requests the compiler gets the processors to itself until its queue is
   * empty. Where client, stub and compiler share two cores, it falls behind otherwise: while its
   * queue is long, HotSpot raises the thresholds for more, and catches up during the measurement.
   *
   * @param requests how many requests an operation makes
   * @param operation makes requests that are answered at once
   * @param most how many requests to make, or as many as fit into three and a half seconds
   */
  public static void warmUp(int requests, Operation operation, int most)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + WARM_UP_LIMIT.toNanos();
    int made = 0;
    while (made < most && System.nanoTime() - end < 0) {
      long endOfBurst = System.nanoTime() + BURST.toNanos();
      do {
        operation.run();
        made += requests;
      } while (made < most && System.nanoTime() - endOfBurst < 0);
      JitQueue.awaitIdle(Duration.ofNanos(end - System.nanoTime()));
    }
  }

  /** Something that makes requests. */
  @FunctionalInterface
  public interface Operation {
    void run() throws IOException, InterruptedException;
  }
}
