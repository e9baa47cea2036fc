package io.gatherbench.trace;

import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.client.adapter.Client;
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
import java.util.stream.IntStream;

/** One gather with each strategy, and its drawing, request by request. Not thread-safe. */
public final class TraceRun {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Gathers that load the classes and open the connections before the one that is drawn. */
  private static final int REHEARSALS = 3;

  private final List<Strategy> strategies;
  private final String client;
  private final List<Request> requests;
  private final boolean toStub;
  private final List<Gather> gathers = new ArrayList<>();

  private record Gather(
      String title, List<RequestSpan> spans, double totalMillis, List<Response> responses) {}

  /**
   * Creates a run.
   *
   * @param client name of the client, or {@link Compatibility#IDIOMATIC}
   * @param requests of each gather, in order; no two are the same object
   * @param toStub whether they go to the stub
   */
  public TraceRun(
      List<Strategy> strategies, String client, List<Request> requests, boolean toStub) {
    this.strategies = strategies;
    this.client = client;
    this.requests = requests;
    this.toStub = toStub;
  }

  /**
   * Makes the gathers.
   *
   * @throws UnusableInputException if the stub cannot be started, or a gather cannot be made
   */
  public void run(EventLog log) throws UnusableInputException {
    try (StubProcess stub = StubProcess.start()) {
      for (Strategy strategy : strategies) {
        gathers.add(gather(strategy, stub.address(), log));
      }
    } catch (IOException e) {
      throw new UnusableInputException("trace cannot continue: " + e.getMessage());
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the main thread", e);
    }
  }

  /** Returns true if a request of the run had no response. */
  public boolean anyFailed() {
    return gathers.stream()
        .flatMap(gather -> gather.spans().stream())
        .anyMatch(RequestSpan::failed);
  }

  /** Returns the drawing of the run, and how responses differ by strategy unless the stub's. */
  public List<String> lines(Waterfall.Pen pen) {
    double longest = gathers.stream().mapToDouble(Gather::totalMillis).max().orElse(1);
    Waterfall waterfall = new Waterfall(pen, longest);
    List<String> lines = new ArrayList<>();
    ResponseComparison comparison = new ResponseComparison();
    for (Gather gather : gathers) {
      lines.addAll(waterfall.lines(gather.title(), gather.spans(), gather.totalMillis()));
      lines.add("");
      List<byte[]> bodies = gather.responses().stream().map(Response::body).toList();
      comparison.add(gather.title(), gather.spans(), bodies);
    }
    if (!toStub) {
      lines.addAll(comparison.lines());
    }
    return lines;
  }

  private Gather gather(Strategy strategy, URI stub, EventLog log)
      throws RequestFailedException, InterruptedException {
    int count = requests.size();
    ConcurrencyLimits limits = new ConcurrencyLimits(count, (count + 1) / 2);
    Client chosen = Compatibility.client(strategy, client);
    ClientSettings settings = new ClientSettings(stub, count, TIMEOUT);
    TracedGather observer = new TracedGather(requests, log);
    log.begin(strategy + " " + chosen);
    if (!toStub) {
      // The user's servers see each request once; the classes are loaded with the stub's help.
      try (RequestStrategy unobserved = strategy.open(chosen.opener(settings), limits)) {
        rehearse(unobserved, count);
      }
    }
    try (RequestStrategy open =
        strategy.open(new ObservedClientOpener(chosen.opener(settings), observer), limits)) {
      if (toStub) {
        rehearse(open, count);
      }
      observer.start();
      List<Response> responses = open.gather(requests);
      double total = observer.gathered();
      int overlap = strategy.overlap(count, limits);
      String bounded = overlap > 1 && overlap < count ? ", at most " + overlap + " in flight" : "";
      String title = strategy + " (" + chosen + bounded + ")";
      return new Gather(title, observer.spans(), total, responses);
    }
  }

  private static void rehearse(RequestStrategy strategy, int count)
      throws RequestFailedException, InterruptedException {
    List<Request> todos =
        IntStream.rangeClosed(1, count)
            .mapToObj(id -> new Request("/todos/" + id + "?latency=1ms"))
            .toList();
    for (int i = 0; i < REHEARSALS; i++) {
      strategy.gather(todos);
    }
  }
}
