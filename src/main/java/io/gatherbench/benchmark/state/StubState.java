package io.gatherbench.benchmark.state;

import io.gatherbench.benchmark.evidence.Evidence;
import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.evidence.WorkTracker;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.client.ClientExecutor;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.EventLoop;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.TrustedCertificate;
import io.gatherbench.client.adapter.Client;
import io.gatherbench.client.adapter.NamedClient;
import io.gatherbench.client.adapter.ProvidedClient;
import io.gatherbench.results.Metric;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.RequestStrategy;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** A strategy that makes requests to the stub, by default todos. */
public abstract class StubState extends StrategyState {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** The client that carries the requests, by default the strategy's idiomatic one. */
  @Param(Compatibility.IDIOMATIC)
  public String client;

  @Param("HTTP_1_1")
  public Protocol protocol;

  /**
   * Executor inside java.net.http: cached, virtual, direct, fixed:N; default: the library's own.
   */
  @Param(ClientExecutor.DEFAULT)
  public String executor;

  /** The stub's address; empty for the stub of the run. */
  @Param("")
  public String target;

  private Todos todos;
  private StubControl control;
  private WorkTracker work;

  /** Opens the clients; a scenario that does something around each request decorates them. */
  protected ClientOpener opener(ClientSettings settings) {
    return carrier().opener(settings);
  }

  private NamedClient carrier() {
    return Compatibility.client(workload().strategy(), client);
  }

  /** Returns the longest wait of one request. */
  protected Duration timeout() {
    return TIMEOUT;
  }

  /** Returns clients that have single requests timed; a scenario may have its own times. */
  protected ClientOpener timed(ClientOpener clients) {
    return work.times().around(clients);
  }

  /** Requests in flight at once, as the strategy claims unless the scenario limits it further. */
  protected int overlap() {
    return workload().overlap();
  }

  /** Returns the limit of HTTP/2 streams that the stub sets on a connection; 0 for none. */
  protected int maxConcurrentStreams() {
    return 0;
  }

  @Override
  protected boolean startsVirtualThreads() {
    return super.startsVirtualThreads()
        || ClientExecutor.parse(executor).minimumJdk() >= Strategy.VIRTUAL_THREADS.minimumJdk();
  }

  /** Returns what each iteration must show, for one measuring thread. */
  protected ExpectedWork expectedWork() {
    return ExpectedWork.answered(workload().requests(), overlap());
  }

  /** {@inheritDoc} By default it is the latency in as many turns as the overlap leaves. */
  @Override
  protected double boundMillis() {
    return inTurns(Latency.parse(workload().latency()).millis());
  }

  /** Returns ⌈requests / overlap⌉ times the time of one request. */
  protected final double inTurns(double millis) {
    return (workload().requests() + overlap() - 1) / overlap() * millis;
  }

  protected Todos createTodos() {
    return Todos.of(workload().requests(), workload().latency());
  }

  /** Gathers {@link #todos()} and compares each response with the right one, in order. */
  protected final List<Response> gatherTodos() throws IOException, InterruptedException {
    work.sent(todos.requests().size());
    List<Response> responses = opened().gather(todos.requests());
    todos.check(workload().strategy(), responses);
    return responses;
  }

  @Override
  protected final void open(int threads) throws Exception {
    todos = createTodos();
    URI stub = findStub(target);
    control = new StubControl(stub);
    if (protocol.isHttp2()) {
      // Also without a limit of this benchmark's: another may have left its own.
      control.limitStreams(maxConcurrentStreams());
    }
    work = new WorkTracker(control, stub.getPort(), protocol, expectedWork().by(threads));
    // No more connections than overlap: where Vert.x's pool gets one back just after the next
    // request is sent, it would open another while measuring.
    ClientSettings settings =
        new ClientSettings(
            protocol.at(stub),
            overlap() * threads,
            timeout(),
            protocol,
            ClientExecutor.parse(executor),
            protocol.isSecure() ? new TrustedCertificate(control.certificate()) : null);
    if (carrier() instanceof ProvidedClient provided) {
      proveRequests(provided, settings);
    }
    openStrategy(timed(opener(settings)));
    prepare();
  }

  /** Proves that a provided client sends what a request has in it, as tests do of the others. */
  private void proveRequests(ProvidedClient provided, ClientSettings settings)
      throws IOException, InterruptedException {
    List<Request.Header> headers =
        List.of(new Request.Header("X-First", "1"), new Request.Header("Content-Type", "a/b"));
    Request request = new Request("POST", "/anything?c=d", headers, "é");
    String seen;
    try (RequestStrategy once =
        workload().strategy().open(provided.opener(settings), workload().limits())) {
      byte[] echo = once.gather(List.of(request)).get(0).body();
      seen = new String(echo, StandardCharsets.UTF_8).replaceAll("\\s", "");
    }
    Map<String, String> sent = new TreeMap<>(Map.of("method", "POST", "c", "d", "data", "é"));
    request.forEachHeader(sent::put);
    if (!seen.startsWith("{\"args\":")) {
      throw new WrongAnswerException(
          "client %s returned a wrong answer to %s: %s"
              .formatted(provided.name(), request.target(), seen));
    }
    sent.forEach(
        (name, value) -> {
          String field = "\"" + name + "\":\"" + value + "\"";
          if (!seen.toLowerCase(Locale.ROOT).contains(field.toLowerCase(Locale.ROOT))) {
            throw new WrongAnswerException(
                "client %s sends requests without %s: the stub saw %s"
                    .formatted(provided.name(), field, seen));
          }
        });
  }

  @Setup(Level.Iteration)
  public void startIteration() throws IOException, InterruptedException {
    work.start();
  }

  @TearDown(Level.Iteration)
  public void endIteration() throws IOException {
    work.end(
        this::boundMillis,
        (evidence, seen) -> {
          addTransport(evidence);
          addEvidence(evidence, seen);
        });
  }

  /** Adds what carries the sockets of clients on Netty; those of others are the JDK's. */
  private void addTransport(Evidence evidence) {
    NamedClient carrier = carrier();
    if (carrier == Client.VERTX || carrier == Client.REACTOR_NETTY) {
      EventLoop.onNativeTransport()
          .ifPresent(yes -> evidence.with(Metric.NATIVE_TRANSPORT, yes ? 1 : 0));
    }
  }

  /** Adds what the scenario measures beside the work, given what the stub saw. */
  protected void addEvidence(Evidence evidence, LedgerSnapshot seen) {}

  @Override
  protected final void rehearse(int most) throws IOException, InterruptedException {
    work.rehearse(most);
  }

  /** Opens the connections and warms up. */
  protected void prepare() throws Exception {
    openConnections();
    warmUp(Todos.of(workload().requests(), "0ms").requests());
  }

  /** Warms up by gathers of requests that are answered at once, then of {@link #todos}. */
  protected final void warmUp(List<Request> immediate) throws Exception {
    warmUp(
        () -> opened().gather(immediate), () -> opened().gather(todos.requests()), warmUpRequests);
  }

  /**
   * Opens as many connections as the strategy uses, and proves that it overlaps that many requests.
   *
   * @throws IllegalStateException if the stub sees more than the claim, or never as many
   */
  protected final void openConnections() throws IOException, InterruptedException {
    openConnections(workload().requests());
  }

  /** Opens the connections with fewer requests than those of an operation. */
  protected final void openConnections(int most) throws IOException, InterruptedException {
    int overlap = overlap();
    // One request opens the one connection of a strategy that overlaps nothing.
    proveOverlap(control, overlap == 1 ? 1 : most, overlap);
  }

  protected final Todos todos() {
    return todos;
  }

  /** Returns the counters, which each operation updates before it sends. */
  protected final WorkTracker work() {
    return work;
  }
}
