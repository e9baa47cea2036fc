package io.gatherbench.benchmark.state;

import io.gatherbench.client.ClientOpener;
import io.gatherbench.results.WarmUp;
import io.gatherbench.strategy.RequestStrategy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

/** A strategy that is open and warm, with JMH's usual settings; benchmarks extend a subclass. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public abstract class StrategyState {

  /** The longest warm-up: that of threads over java.net.http at 1,024 requests, and some more. */
  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(20);

  /** Requests that wait are few: in less time, code that needs 5,000 of them is not compiled. */
  private static final Duration MEASURED_BURST = Duration.ofMillis(800);

  /**
   * Most requests without latency before measuring, 0 to 1,000,000: fewer if the code has settled
   * before, and at most 20 s of them.
   */
  @Param("1000000")
  public int warmUpRequests;

  /** An operation that takes longer is only warmed up with requests that are answered at once. */
  private static final double LONGEST_OPERATION_MILLIS = 1_000;

  private final Deque<Runnable> resources = new ArrayDeque<>();
  private RequestStrategy opened;

  protected abstract Workload workload();

  /** Returns the least time that the arithmetic allows for one operation, in ms. */
  protected abstract double boundMillis();

  /** Opens everything; closes what is open if a later step fails. */
  @Setup(Level.Trial)
  public void open(BenchmarkParams benchmark) throws Exception {
    try {
      open(benchmark.getThreads());
    } catch (Exception e) {
      close();
      throw e;
    }
  }

  abstract void open(int threads) throws Exception;

  @TearDown(Level.Trial)
  public void close() {
    while (!resources.isEmpty()) {
      resources.pop().run();
    }
  }

  protected final void closeLater(Runnable resource) {
    resources.push(resource);
  }

  /**
   * Repeats an operation until its code has settled: first with requests that are answered at once,
   * because waiting compiles nothing, then as it is measured, because waiting takes other paths.
   */
  protected final void warmUp(Callable<?> immediate, Callable<?> measured, int requests)
      throws Exception {
    int most = (requests + workload().requests() - 1) / workload().requests();
    long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
    WarmUp.settle(immediate::call, 0, WarmUp.BURST, most, LONGEST_WARM_UP);
    if (boundMillis() <= LONGEST_OPERATION_MILLIS) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      WarmUp.settle(measured::call, boundMillis(), MEASURED_BURST, most, left);
    }
  }

  protected final RequestStrategy opened() {
    return opened;
  }

  final void openStrategy(ClientOpener clients) {
    opened = workload().strategy().open(clients, workload().limits());
    closeLater(opened::close);
  }
}
