package io.gatherbench.trace;

import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.client.adapter.NamedClient;
import io.gatherbench.client.decorator.ObservedClientOpener;
import io.gatherbench.report.text.RequestSpan;
import io.gatherbench.report.text.Waterfall;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.RequestStrategy;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.StubProcess;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A run of one gather with each strategy, and its drawing. Not thread-safe. */
public final class TraceRun {

  /** Timeout of the requests that warm up. */
  private static final Duration WARM_UP_TIMEOUT = Duration.ofSeconds(30);

  /** Gathers that load the classes and open the connections before the one that is traced. */
  private static final int WARM_UP_GATHERS = 3;

  private final List<Strategy> strategies;
  private final String client;
  private final List<Request> requests;
  private final ConcurrencyLimits limits;
  private final boolean toStub;
  private final Duration timeout;
  private final List<Gather> gathers = new ArrayList<>();

  /** A gather that was traced, with the bodies of its responses, empty where there was none. */
  record Gather(String title, List<RequestSpan> spans, double totalMillis, List<byte[]> bodies) {}

  /**
   * Creates a run.
   *
   * @param client name of the client, or {@link Compatibility#IDIOMATIC}
   * @param requests of each gather, in order; no two are the same object
   * @param timeout of each request, but not of those that warm up
   */
  public TraceRun(
      List<Strategy> strategies,
      String client,
      List<Request> requests,
      ConcurrencyLimits limits,
      boolean toStub,
      Duration timeout) {
    this.limits = limits;
    this.strategies = strategies;
    this.client = client;
    this.requests = requests;
    this.toStub = toStub;
    this.timeout = timeout;
  }

  /** Makes the gathers; throws if the stub cannot be started, or a gather cannot be made. */
  public void run(EventLog log, Consumer<String> progress) throws UnusableInputException {
    try (StubProcess stub = StubProcess.start()) {
      for (Strategy strategy : strategies) {
        int number = gathers.size() + 1;
        progress.accept("gather " + number + " of " + strategies.size() + ": " + strategy);
        gathers.add(gather(strategy, stub.address(), log));
      }
    } catch (IOException e) {
      throw new UnusableInputException("trace cannot continue: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      throw ofProvidedClient(client, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the main thread", e);
    }
  }

  /** Returns what a client that is not ours did wrong; what is our own mistake is thrown on. */
  static UnusableInputException ofProvidedClient(String client, Throwable e) {
    if (Compatibility.providedNames().contains(client)) {
      return new UnusableInputException("trace cannot continue with " + client + ": " + e);
    }
    if (e instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) e;
  }

  /** Returns whether a request of the run had no response, or status 429, or 500 and above. */
  public boolean anyFailed() {
    return gathers.stream()
        .flatMap(gather -> gather.spans().stream())
        .anyMatch(span -> EndpointRun.isFailure(span.status()));
  }

  /** Returns the drawing, at most 80 columns wide, and how responses of other servers differ. */
  public List<String> lines(Waterfall.Pen pen) {
    return lines(gathers, pen, !toStub);
  }

  static List<String> lines(List<Gather> gathers, Waterfall.Pen pen, boolean compareResponses) {
    double longest = gathers.stream().mapToDouble(Gather::totalMillis).max().orElse(1);
    Waterfall waterfall = new Waterfall(pen, longest);
    List<String> lines = new ArrayList<>();
    for (Gather gather : gathers) {
      lines.addAll(waterfall.lines(gather.title(), gather.spans(), gather.totalMillis()));
      lines.add("");
    }
    if (compareResponses) {
      lines.addAll(ResponseComparison.lines(gathers));
    }
    return lines;
  }

  private Gather gather(Strategy strategy, URI stub, EventLog log)
      throws RequestFailedException, InterruptedException {
    int count = requests.size();
    NamedClient chosen = Compatibility.client(strategy, client);
    ClientSettings settings = new ClientSettings(stub, count, timeout);
    GatherRecorder recorder = new GatherRecorder(requests, log);
    log.begin(strategy + " " + chosen.name());
    if (!toStub) {
      // Servers of others get each request once: the stub's responses load the classes.
      ClientSettings first = new ClientSettings(stub, count, WARM_UP_TIMEOUT);
      try (RequestStrategy unobserved = strategy.open(chosen.opener(first), limits)) {
        warmUp(unobserved, count);
      }
    }
    try (RequestStrategy open =
        strategy.open(new ObservedClientOpener(chosen.opener(settings), recorder), limits)) {
      if (toStub) {
        warmUp(open, count);
      }
      recorder.start();
      List<Response> responses = open.gather(requests);
      double total = recorder.stop();
      int overlap = strategy.overlap(count, limits);
      String bounded = overlap > 1 && overlap < count ? ", at most " + overlap + " in flight" : "";
      String title = strategy + " (" + chosen.name() + bounded + ")";
      List<byte[]> bodies = responses.stream().map(Response::body).toList();
      return new Gather(title, recorder.spans(), total, bodies);
    }
  }

  private static void warmUp(RequestStrategy strategy, int count)
      throws RequestFailedException, InterruptedException {
    List<Request> todos = new ArrayList<>();
    for (int id = 1; id <= count; id++) {
      todos.add(new Request("/todos/" + id + "?latency=1ms"));
    }
    for (int i = 0; i < WARM_UP_GATHERS; i++) {
      strategy.gather(todos);
    }
  }
}
