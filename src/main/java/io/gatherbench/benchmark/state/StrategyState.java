package io.gatherbench.benchmark.state;

import io.gatherbench.client.ClientOpener;
import io.gatherbench.strategy.RequestStrategy;
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

  /** Requests without latency before measuring, 0 to 1,000,000; at most 3.5 s of them. */
  @Param("40000")
  public int warmUpRequests;

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

  /** Repeats an operation whose requests are answered at once. */
  protected final void warmUp(Callable<?> operation, int requests) throws Exception {
    WarmUp.run(workload().requests(), operation, requests);
  }

  protected final RequestStrategy opened() {
    return opened;
  }

  final void openStrategy(ClientOpener clients) {
    opened = workload().strategy().open(clients, workload().limits());
    closeLater(opened::close);
  }
}
