package io.gatherbench.benchmark.memory;

import io.gatherbench.benchmark.evidence.Evidence;
import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.memory.MemoryReading.Resident;
import io.gatherbench.benchmark.state.Bisection;
import io.gatherbench.benchmark.state.StubState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.benchmark.state.Workload;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Request;
import io.gatherbench.results.KernelFiles;
import io.gatherbench.results.Metric;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.RequestStrategy;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.strategy.pending.PendingRequests;
import io.gatherbench.strategy.pending.RequestOutcome;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.regression.SimpleRegression;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a request keeps in memory while it waits.
 *
 * <p><b>Question.</b> A service waits for ten thousand answers at once. How many bytes does each
 * request keep until its answer comes, in the heap and in the process, with each strategy?
 *
 * <p><b>One operation is</b> to start requests until 0, 10, 20, 50 and 100 % of them are in flight,
 * and to read the memory at each of these levels after the garbage was collected. The result is the
 * slope of a line through the five readings, in bytes a request: {@code heap_per_request} of live
 * objects, and {@code process_per_request} of those and all that is resident outside the heap. The
 * time of the operation is no score.
 *
 * <p><b>What is included.</b> All that comes and goes with a request: the request in the client,
 * its thread or what stands for it, and over HTTP/1.1 its connection, which is opened for it. Over
 * H2C connections are shared. Code, classes and what a client has once are not: they are part of
 * each level. Memory of the kernel, such as that of sockets, is not seen.
 *
 * <p><b>Why the number can be trusted.</b> The stub never answers, and each level is read once the
 * stub sees that many in flight. The slope by the collector's count of live bytes must be within 10
 * % of that by the class histogram's totals, or the row is void; the slopes, because JDK 17 counts
 * its shared archive in one of them only. Over all levels, what is resident outside the heap must
 * grow by direct buffers and by platform threads, within 10 % of what the process grows by;
 * otherwise the row is flagged, because the kernel's number is right and only its parts are not
 * known. A thread is its stack and what the JVM keeps for it besides, as much as 500 idle threads
 * take in the end. The resident part of the heap is left out, because that holds what was once used
 * as well. In the end all requests must have ended as cancelled.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Footprint}; on several JDKs {@code jdks --plan
 * Footprint}, with another collector {@code -jvmArgs -XX:+UseSerialGC}. The open files that the
 * system allows limit the requests.
 */
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 0)
@Measurement(iterations = 1, time = FootprintBenchmark.SECONDS)
public class FootprintBenchmark extends StubState {

  /** About what an iteration takes: JMH's mode has no time of its own. */
  static final int SECONDS = 20;

  private static final int SEARCH_SECONDS = 100;

  /** The first size tried and the limit of the search, in MB. */
  private static final int FIRST_HEAP = 64;

  private static final int MOST_HEAP = 1 << 16;

  /** Of 20 s each, until the stub has seen the end of all. */
  private static final int MOST_WAITS = 6;

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  /** Shares of the requests in flight at the levels, in percent. */
  private static final int[] LEVELS = {0, 10, 20, 50, 100};

  /** Requests started together: connections come in bursts that the stub can accept. */
  private static final int BURST = 500;

  /** So few at once while code and classes are loaded that their connections hardly count. */
  private static final int WARM_UP = 8;

  /** Longer than it takes to reach the last level: clients keep a timer for each request. */
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  static final String NEVER = "/todos/1?fault=hang";

  /** Strategies that overlap all requests. */
  @Param({"THREAD_POOL", "VIRTUAL_THREADS", "EVENT_LOOP", "COMPLETABLE_FUTURE"})
  public Strategy strategy;

  /** Requests in flight at the last level, 10 to 10,000. */
  @Param("10000")
  public int requests;

  private final KernelFiles kernel = KernelFiles.ofThisMachine();

  /** The readings of an operation, by the requests in flight. */
  private final Map<Integer, MemoryReading> readings = new LinkedHashMap<>();

  private ClientSettings settings;
  private double besidesStack;
  private int leastHeap;

  @Benchmark
  public int levels() throws IOException, InterruptedException {
    // A pool keeps its threads, and the first level is without any.
    reopenStrategy();
    List<PendingRequests> pending = new ArrayList<>();
    int started = 0;
    for (int percent : LEVELS) {
      int level = requests * percent / 100;
      while (started < level) {
        int burst = Math.min(BURST, level - started);
        pending.add(opened().start(Stream.generate(this::request).limit(burst).toList()));
        started += burst;
        if (!areInFlight(started, () -> true)) {
          throw new IllegalStateException("the stub does not see " + started + " in flight");
        }
      }
      readings.put(level, MemoryReading.read(kernel));
    }
    work().sent(started);
    end(pending);
    // Ten thousand threads that are interrupted take their time to close their connections.
    for (int waited = 0; waited < MOST_WAITS && !areInFlight(0, () -> true); waited++) {
      Thread.onSpinWait();
    }
    return started;
  }

  /** Finds the least {@code -Xmx} with which all requests wait, each size with a JVM of its own. */
  @Benchmark
  @Measurement(iterations = 1, time = SEARCH_SECONDS)
  public int leastHeap() throws Exception {
    if (protocol.isSecure()) {
      throw new IllegalStateException("the least heap is searched without TLS, not " + protocol);
    }
    leastHeap = Bisection.of(FIRST_HEAP, MOST_HEAP, size -> !waitIn(size)).fails();
    if (leastHeap == Bisection.NONE) {
      throw new IllegalStateException("does not fit into " + MOST_HEAP + " MB");
    }
    return leastHeap;
  }

  private boolean waitIn(int megabytes) throws IOException, InterruptedException {
    Process waiting = WaitingClient.start(megabytes, settings, strategy, client);
    try (PrintWriter bursts = new PrintWriter(waiting.outputWriter(StandardCharsets.UTF_8))) {
      for (int started = 0; started < requests; ) {
        int burst = Math.min(BURST, requests - started);
        bursts.println(burst);
        started += burst;
        work().sent(burst);
        // It flushes, and is true where the client has ended and reads no more.
        if (bursts.checkError() || !areInFlight(started, waiting::isAlive)) {
          WaitingClient.checkLacksMemory(waiting);
          return false;
        }
      }
      return true;
    } finally {
      waiting.destroyForcibly().waitFor();
      work().awaitInFlight(0);
    }
  }

  /** Returns a request that is never answered. */
  protected Request request() {
    return new Request(NEVER);
  }

  /** Waits without opening a connection after the other to ask the stub. */
  private boolean areInFlight(int number, BooleanSupplier still) throws IOException {
    BooleanSupplier later =
        () -> {
          LockSupport.parkNanos(POLL_NANOS);
          return still.getAsBoolean();
        };
    return work().awaitInFlight(number, later).inFlight() == number;
  }

  /** Cancels what waits; throws if a request ended otherwise. */
  private void end(List<PendingRequests> pending) throws InterruptedException {
    pending.forEach(PendingRequests::cancel);
    for (PendingRequests some : pending) {
      for (RequestOutcome outcome : some.settled()) {
        if (!(outcome instanceof RequestOutcome.Failed failed) || !failed.failure().cancelled()) {
          throw new IllegalStateException("a request that is never answered ended: " + outcome);
        }
      }
    }
  }

  @Override
  protected void prepare() throws Exception {
    // With a strategy of its own, because the other begins without threads.
    List<Request> few = Todos.of(Math.min(WARM_UP, requests), "0ms").requests();
    ConcurrencyLimits limits = new ConcurrencyLimits(few.size(), few.size());
    try (RequestStrategy once = strategy.open(opener(settings), limits)) {
      // Without it, what the compiler needs meanwhile would grow the process. A gather is of few.
      int most = (int) Math.min(Integer.MAX_VALUE, (long) warmUpRequests * requests / few.size());
      warmUp(() -> once.gather(few), () -> once.gather(few), most);
      // What is made once, at the first level, would count as its requests'.
      end(List.of(once.start(Stream.generate(this::request).limit(few.size()).toList())));
    }
    work().awaitInFlight(0);
    // Before an iteration begins: the threads that it starts would count as the most at once.
    besidesStack = MemoryReading.besidesStack(kernel, MemoryReading.read(kernel));
  }

  @Override
  protected ClientOpener opener(ClientSettings given) {
    settings = given;
    return super.opener(given);
  }

  /** Returns the clients as they are: to time requests takes memory for each. */
  @Override
  protected ClientOpener timed(ClientOpener clients) {
    return clients;
  }

  @Override
  protected Duration timeout() {
    return TIMEOUT;
  }

  @Override
  protected Workload workload() {
    return new Workload(strategy, requests, "0ms");
  }

  @Override
  protected ExpectedWork expectedWork() {
    return new ExpectedWork(overlap(), overlap(), 0, requests);
  }

  @Override
  protected void addEvidence(Evidence evidence, LedgerSnapshot seen) {
    evidence.with(Metric.TIME_BOUND, 0).with(Metric.IN_FLIGHT_REQUIRED, requests);
    if (leastHeap > 0) {
      // The connections and requests of trials that failed are among those that were seen.
      evidence
          .with(Metric.HEAP_LEAST, leastHeap)
          .with(Metric.CONNECTIONS_ALLOWED, evidence.get(Metric.REQUESTS_SENT));
      leastHeap = 0;
      return;
    }
    double heap = slope(MemoryReading::heap);
    double counted = slope(MemoryReading::counted);
    evidence
        .with(Metric.HEAP_PER_REQUEST, heap)
        .with(Metric.HEAP_DIFFERENCE, 100 * Math.abs(heap - counted) / Math.abs(counted));
    if (readings.values().stream().allMatch(reading -> reading.resident().isPresent())) {
      double process =
          slope(reading -> reading.heap() + reading.resident().map(Resident::outside).orElse(0L));
      double direct = slope(MemoryReading::direct);
      double stacks = slope(reading -> reading.resident().map(Resident::stacks).orElse(0L));
      double threads = stacks + besidesStack * slope(MemoryReading::threads);
      double parts = heap + direct + threads;
      evidence
          .with(Metric.PROCESS_PER_REQUEST, process)
          .with(Metric.DIRECT_PER_REQUEST, direct)
          .with(Metric.STACK_PER_REQUEST, stacks)
          .with(Metric.PROCESS_UNEXPLAINED, 100 * Math.abs(process - parts) / Math.abs(process));
    }
    readings.clear();
  }

  /** Returns the slope of the line through the readings, by least squares, in bytes a request. */
  private double slope(ToDoubleFunction<MemoryReading> bytes) {
    SimpleRegression line = new SimpleRegression();
    readings.forEach((level, reading) -> line.addData(level, bytes.applyAsDouble(reading)));
    return line.getSlope();
  }
}
