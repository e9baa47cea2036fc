package io.gatherbench.benchmark.state;

import io.gatherbench.client.ClientOpener;
import io.gatherbench.results.WarmUp;
import io.gatherbench.strategy.RequestStrategy;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.HttpUrl;
import io.gatherbench.stub.StubProcess;
import io.gatherbench.stub.client.StubControl;
import java.io.IOException;
import java.net.URI;
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

  /** Gathers that prove the overlap, each with twice the latency of the last. */
  private static final int ATTEMPTS = 8;

  private static final long LONGEST_LATENCY_MILLIS = 20_000;

  /** The longest warm-up is {@value} s, and more by each request, but twice that at most. */
  private static final int LONGEST_WARM_UP_SECONDS = 20;

  private static final int MORE_MILLIS_A_REQUEST = 20;

  /** 64 requests of 10 ms at once make the 5,000 calls in it that HotSpot's C2 waits for. */
  private static final Duration MEASURED_BURST = Duration.ofMillis(800);

  /**
   * Most requests in each part of the warm-up, 0 to 1,000,000: fewer if the code has settled
   * before, and at most 20 s of both and 20 ms more for each request of an operation, or 40 s.
   */
  @Param("1000000")
  public int warmUpRequests;

  /** An operation that takes longer is only warmed up with requests that are answered at once. */
  private static final double LONGEST_OPERATION_MILLIS = 1_000;

  private final Deque<Runnable> resources = new ArrayDeque<>();
  private ClientOpener opener;
  private RequestStrategy opened;
  private int callers = 1;

  protected abstract Workload workload();

  /** Returns the least time that the arithmetic allows for one operation, in ms. */
  protected abstract double boundMillis();

  /** Opens everything; closes what is open if a later step fails. */
  @Setup(Level.Trial)
  public void open(BenchmarkParams benchmark) throws Exception {
    try {
      if (startsVirtualThreads() && StarvationWatch.isFork()) {
        closeLater(StarvationWatch.ofThisFork()::close);
      }
      callers = benchmark.getThreads();
      if (callers > 1 && isForOneCaller()) {
        throw new IllegalStateException(
            "%s of %s is for one caller: measure it with -t 1"
                .formatted(workload().strategy(), benchmark.getBenchmark()));
      }
      open(callers);
    } catch (Exception | Error e) {
      try {
        close();
      } catch (RuntimeException | Error more) {
        e.addSuppressed(more);
      }
      throw e;
    }
  }

  /** Opens what the operations of that number of measuring threads need. */
  protected abstract void open(int threads) throws Exception;

  /** Tells whether callers would share more than the strategy, by default a limit. */
  protected boolean isForOneCaller() {
    return workload().overlap() > 1 && workload().overlap() < workload().requests();
  }

  /** Tells whether operations start virtual threads, which then are watched. */
  protected boolean startsVirtualThreads() {
    return workload().strategy().minimumJdk() >= Strategy.VIRTUAL_THREADS.minimumJdk();
  }

  /** Has the code that reads evidence compiled, by reading it so often at most. */
  protected abstract void rehearse(int most) throws IOException, InterruptedException;

  /** Closes everything, also what is left when something does not close. */
  @TearDown(Level.Trial)
  public void close() {
    if (!resources.isEmpty()) {
      try {
        resources.pop().run();
      } finally {
        close();
      }
    }
  }

  /**
   * Finds the stub of the run by a system property, unless another is given; without a run, starts
   * one.
   */
  protected final URI findStub(String target) throws IOException {
    String given = target.isEmpty() ? System.getProperty(StubProcess.ADDRESS_PROPERTY) : target;
    if (given != null) {
      return HttpUrl.parse(given);
    }
    StubProcess stub = StubProcess.startWarm();
    closeLater(stub::close);
    return stub.address();
  }

  protected final void closeLater(Runnable resource) {
    resources.push(resource);
  }

  /**
   * Repeats an operation until its code has settled, first with requests that are answered at once,
   * because waiting compiles nothing, then as it is measured, unless that takes over a second,
   * because waiting takes other paths. Threads over java.net.http need over 20 s for 1,024 requests
   * on JDK 21 and 27, so the limit of both parts rises with the requests.
   *
   * <p>A shorter warm-up was tried on two cores: with one settled burst of the first part instead
   * of two, or with bursts of half a second in the second part, it saved a second of 15, and twice
   * as many forks still compiled while they were measured.
   *
   * @param requests the most in each part
   */
  protected final void warmUp(Callable<?> immediate, Callable<?> measured, int requests)
      throws Exception {
    int most = (requests + workload().requests() - 1) / workload().requests();
    // Before the rest: threads of a pool that sleep meanwhile have some code compiled anew.
    rehearse(requests);
    Duration longest = longestWarmUp(workload().requests());
    long end = System.nanoTime() + longest.toNanos();
    WarmUp.settle(immediate::call, 0, WarmUp.BURST, most, longest.dividedBy(2));
    if (boundMillis() <= LONGEST_OPERATION_MILLIS) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      WarmUp.settle(measured::call, boundMillis(), MEASURED_BURST, most, left);
    }
  }

  static Duration longestWarmUp(int requests) {
    long more = Math.min(LONGEST_WARM_UP_SECONDS * 1000L, (long) MORE_MILLIS_A_REQUEST * requests);
    return Duration.ofSeconds(LONGEST_WARM_UP_SECONDS).plusMillis(more);
  }

  /**
   * Gathers until the stub has seen as many requests in flight as the strategy claims.
   *
   * <p>The latency must outlast the sending, which is slow in a cold JVM: it starts at 20 ms and 1
   * ms a request, and doubles until all overlap. A gather at the longest latency may be repeated,
   * because it finds connections open and code compiled.
   *
   * @throws IllegalStateException if the stub sees more than the claim, or never as many
   */
  protected final void proveOverlap(StubControl control, int requests, int overlap)
      throws IOException, InterruptedException {
    long millis = overlap == 1 ? 0 : 20 + overlap;
    for (int attempt = 1; ; attempt++) {
      control.reset();
      opened().gather(Todos.of(requests, millis + "ms").requests());
      int peak = control.read().peakInFlight();
      if (peak == overlap) {
        return;
      }
      if (overlap == 1 || peak > overlap || attempt == ATTEMPTS) {
        throw new IllegalStateException(
            "%s claims %d requests in flight, and the stub saw %d"
                .formatted(workload().strategy(), overlap, peak));
      }
      millis = Math.min(2 * millis, LONGEST_LATENCY_MILLIS);
    }
  }

  protected final RequestStrategy opened() {
    return opened;
  }

  /** Opens the strategy of the workload; it is closed at the end. */
  protected final void openStrategy(ClientOpener clients) {
    opener = clients;
    opened = workload().strategy().open(opener, workload().limits().by(callers));
    closeLater(() -> opened.close());
  }

  /** Closes the strategy with its client and connections, and opens it anew. */
  protected final void reopenStrategy() {
    opened.close();
    opened = workload().strategy().open(opener, workload().limits().by(callers));
  }
}
