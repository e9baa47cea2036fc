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
import java.util.List;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A strategy ready to make requests: stub found, client and connections open, the claim to overlap
 * proved once before anything is measured, code warm. Subclasses say which strategies there are,
 * what requests an operation makes, and what is claimed of them.
 */
@State(Scope.Benchmark)
public abstract class StrategyState {

  /** The longest that one request may take. */
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** The library that carries the requests, or the one that the strategy is idiomatic with. */
  @Param(Compatibility.IDIOMATIC)
  public String client;

  /** The version of HTTP. */
  @Param("HTTP_1_1")
  public Protocol protocol;

  /** Requests without latency made before measuring, 0 to 1,000,000, or 3.5 seconds of them. */
  @Param("40000")
  public int warmUpRequests;

  /** The stub's address; empty for the stub of the run. */
  @Param("")
  public String target;

  private StubLocation stub;
  private StubControl control;
  private RequestStrategy open;
  private WorkTracker work;

  /** How the requests are made. */
  protected abstract Strategy strategy();

  /** Of the strategies that have one. */
  protected abstract ConcurrencyLimits limits();

  /** Requests in a gather, 1 to 10,000; the same at each call. */
  protected abstract int count();

  /**
   * How many requests are in flight at once: what the strategy claims, unless something in the
   * scenario bounds it further.
   */
  protected int overlap() {
    return strategy().overlap(count(), limits());
  }

  /** What is claimed of each iteration, for one thread that measures. */
  protected abstract ExpectedWork claim();

  /** Opens the clients; a scenario that does something around each request says it here. */
  public ClientOpener opener(ClientSettings settings) {
    return Compatibility.client(strategy(), client).opener(settings);
  }

  /** Opens everything; what was opened is closed again if a later step fails. */
  @Setup(Level.Trial)
  public void open(BenchmarkParams benchmark) throws IOException, InterruptedException {
    try {
      stub = StubLocation.find(target);
      control = new StubControl(stub.address());
      work = new WorkTracker(control, stub.address().getPort(), claim().by(benchmark.getThreads()));
      // As many connections as overlap. The pool of Vert.x gets a connection back at about the time
      // at which the next request is sent, sometimes before and sometimes after; with more to take,
      // a request that comes too early would open one while measuring.
      ClientSettings settings = new ClientSettings(stub.address(), overlap(), TIMEOUT, protocol);
      open = strategy().open(work.times().around(opener(settings)), limits());
      prepare();
    } catch (IOException | InterruptedException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Starts the ledger anew. */
  @Setup(Level.Iteration)
  public void startIteration() throws IOException {
    work.start();
  }

  /** Certifies the iteration. */
  @TearDown(Level.Iteration)
  public void endIteration() throws IOException {
    work.certify(this::certifyMore);
  }

  /** Adds what the scenario measures beside the work. */
  protected void certifyMore(Evidence certificate) {}

  /** Closes what is open. */
  @TearDown(Level.Trial)
  public void close() {
    if (open != null) {
      open.close();
      open = null;
    }
    if (stub != null) {
      stub.close();
      stub = null;
    }
  }

  /** Opens the connections and warms up. */
  public void prepare() throws IOException, InterruptedException {
    WarmUp.openConnections(strategy(), open, control, count(), overlap());
    List<Request> immediate = Todos.of(count(), "0ms").requests();
    WarmUp.warmUp(count(), () -> open.gather(immediate), warmUpRequests);
  }

  /** The strategy, open. */
  protected RequestStrategy strategyOpen() {
    return open;
  }

  /** Reads the stub's ledger. */
  protected StubControl control() {
    return control;
  }

  /** To be told of the requests of each operation before they are sent. */
  protected WorkTracker work() {
    return work;
  }
}
