package io.gatherbench.benchmark.state;

import io.gatherbench.benchmark.evidence.Evidence;
import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.evidence.WorkTracker;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.RequestStrategy;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.client.StubControl;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A strategy ready to make requests: stub found, connections open, overlap proved, code warm.
 *
 * <p>Subclasses name the strategies, the requests of an operation, and the work that is expected.
 */
@State(Scope.Benchmark)
public abstract class StrategyState {

  /** Limit of a single request. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * The client that carries the requests; by default the one that is idiomatic for the strategy.
   */
  @Param(Compatibility.IDIOMATIC)
  public String client;

  /** The version of HTTP. */
  @Param("HTTP_1_1")
  public Protocol protocol;

  /** Requests without latency before measuring, 0 to 1,000,000; at most 3.5 seconds of them. */
  @Param("40000")
  public int warmUpRequests;

  /** The stub's address; empty for the stub of the run. */
  @Param("")
  public String target;

  private final Deque<Runnable> resources = new ArrayDeque<>();
  private StubControl control;
  private RequestStrategy opened;
  private WorkTracker work;

  /** How the requests are made. */
  protected abstract Strategy strategy();

  /** Requests in an operation, 1 to 10,000; the same at each call. */
  protected abstract int count();

  /** Returns what each iteration must show, for one measuring thread. */
  protected abstract ExpectedWork expectedWork();

  /** Limits of the strategies that have one; by default as many as there are requests. */
  protected ConcurrencyLimits limits() {
    return new ConcurrencyLimits(count(), count());
  }

  /** Requests in flight at once, as the strategy claims unless the scenario limits it further. */
  protected int overlap() {
    return strategy().overlap(count(), limits());
  }

  /** Opens the clients; a scenario that does something around each request decorates them. */
  protected ClientOpener opener(ClientSettings settings) {
    return Compatibility.client(strategy(), client).opener(settings);
  }

  /** Opens everything; closes what is open if a later step fails. */
  @Setup(Level.Trial)
  public void open(BenchmarkParams benchmark) throws IOException, InterruptedException {
    try {
      StubLocation stub = StubLocation.find(target);
      closeLater(stub::close);
      control = new StubControl(stub.address());
      work =
          new WorkTracker(
              control, stub.address().getPort(), expectedWork().by(benchmark.getThreads()));
      // As many connections as overlap. Vert.x's pool gets a connection back at about the time at
      // which the next request is sent, sometimes before and sometimes after; with more to take, a
      // request that comes too early would open one while measuring.
      ClientSettings settings = new ClientSettings(stub.address(), overlap(), TIMEOUT, protocol);
      opened = strategy().open(work.times().around(opener(settings)), limits());
      closeLater(opened::close);
      prepare();
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Resets the stub's ledger and the counters. */
  @Setup(Level.Iteration)
  public void startIteration() throws IOException {
    work.start();
  }

  /** Hands in the evidence of the iteration. */
  @TearDown(Level.Iteration)
  public void endIteration() throws IOException {
    work.end(this::addEvidence);
  }

  /** Closes what is open, the last first. */
  @TearDown(Level.Trial)
  public void close() {
    while (!resources.isEmpty()) {
      resources.pop().run();
    }
  }

  /** Adds what the scenario measures beside the work. */
  protected void addEvidence(Evidence evidence) {}

  /** Opens the connections and warms up. */
  protected void prepare() throws IOException, InterruptedException {
    openConnections();
    List<Request> immediate = Todos.of(count(), "0ms").requests();
    warmUp(() -> opened.gather(immediate), warmUpRequests);
  }

  /** Opens the connections, which proves the overlap. */
  protected final void openConnections() throws IOException, InterruptedException {
    WarmUp.openConnections(strategy(), opened, control, count(), overlap());
  }

  /** Repeats an operation of {@link #count} requests that are answered at once. */
  protected final void warmUp(WarmUp.Operation operation, int requests)
      throws IOException, InterruptedException {
    WarmUp.run(count(), operation, requests);
  }

  /** Registers what {@link #close} closes. */
  protected final void closeLater(Runnable resource) {
    resources.push(resource);
  }

  /** Returns the open strategy. */
  protected final RequestStrategy opened() {
    return opened;
  }

  /** Returns the counters, which each operation updates before it sends. */
  protected final WorkTracker work() {
    return work;
  }
}
