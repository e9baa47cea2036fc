package io.gatherbench.trace;

import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.client.adapter.NamedClient;
import io.gatherbench.client.decorator.ObservedClientOpener;
import io.gatherbench.client.decorator.ObservedClientOpener.RequestObserver;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.TextTable;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.RequestStrategy;
import io.gatherbench.strategy.Strategy;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Repeated gathers to an endpoint of the user's, the strategies in turns, each over connections of
 * its own that stay open. It stops sending at the first status 429 and after {@value
 * #MOST_FAILURES} failures: no response, or a status of 500 and above. Not thread-safe.
 */
public final class EndpointRun {

  private static final int MOST_FAILURES = 5;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final int NO_RESPONSE = 0;
  private static final int FEWEST_FOR_P99 = 100;

  private final List<StrategyTimes> strategies = new ArrayList<>();
  private final List<Request> requests;
  private final ConcurrencyLimits limits;
  private final String client;
  private final int repeat;
  private final Duration timeout;
  private final Deque<RequestStrategy> open = new ArrayDeque<>();

  /** What the requests of one strategy took; counted where responses arrive. */
  private final class StrategyTimes implements RequestObserver {
    private final Strategy strategy;
    private final NamedClient client;
    private final Map<Request, Long> sentNanos = new IdentityHashMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final List<Double> requestMillis = new ArrayList<>();
    private final List<Double> gatherMillis = new ArrayList<>();
    private volatile boolean counts;

    private StrategyTimes(Strategy strategy, String client) {
      this.strategy = strategy;
      this.client = Compatibility.client(strategy, client);
    }

    @Override
    public synchronized boolean sending(Request request) {
      if (isStopped()) {
        return false;
      }
      sentNanos.put(request, System.nanoTime());
      return true;
    }

    @Override
    public void answered(Request request, Response response) {
      ended(request, response.status(), "status " + response.status());
    }

    @Override
    public void failed(Request request, Throwable cause) {
      ended(
          request,
          NO_RESPONSE,
          String.valueOf(cause.getCause() == null ? cause : cause.getCause()));
    }

    private synchronized void ended(Request request, int status, String outcome) {
      double millis = (System.nanoTime() - sentNanos.get(request)) / 1e6;
      statuses.merge(status, 1, Integer::sum);
      if (isFailure(status)) {
        // A refusal may be quick, and is no answer.
        trouble(status, outcome);
      } else if (counts) {
        requestMillis.add(millis);
      }
    }

    private synchronized int failures() {
      return statuses.entrySet().stream()
          .filter(entry -> isFailure(entry.getKey()))
          .mapToInt(Map.Entry::getValue)
          .sum();
    }

    /** Returns the statuses, with their numbers if there are several. */
    private synchronized String shownStatuses() {
      return statuses.entrySet().stream()
          .map(
              entry ->
                  (entry.getKey() == NO_RESPONSE ? "none" : entry.getKey())
                      + (statuses.size() > 1 ? " × " + entry.getValue() : ""))
          .collect(Collectors.joining(", "));
    }

    private double medianGather() {
      return percentile(gatherMillis, 50);
    }
  }

  private int failures;
  private String stopped = "";

  /**
   * Creates a run.
   *
   * @param client name of the client, or {@link Compatibility#IDIOMATIC}
   * @param requests of each gather, in order; no two are the same object
   * @param repeat gathers of each strategy that count, after one that opens the connections
   * @param timeout of each request
   */
  public EndpointRun(
      List<Strategy> chosen,
      String client,
      List<Request> requests,
      ConcurrencyLimits limits,
      int repeat,
      Duration timeout) {
    chosen.forEach(strategy -> strategies.add(new StrategyTimes(strategy, client)));
    this.client = client;
    this.requests = requests;
    this.limits = limits;
    this.repeat = repeat;
    this.timeout = timeout;
  }

  /** Makes the gathers, or those until it stops; throws if one cannot be made. */
  public void run(Consumer<String> progress) throws UnusableInputException {
    try {
      List<RequestStrategy> opened = new ArrayList<>();
      for (StrategyTimes times : strategies) {
        opened.add(open(times));
      }
      int all = (repeat + 1) * strategies.size();
      for (int i = 0; i < all && !isStopped(); i++) {
        int round = i / strategies.size();
        // Each round begins with another strategy: what begins differs from what follows.
        int next = (i + round) % strategies.size();
        StrategyTimes times = strategies.get(next);
        progress.accept("gather " + (i + 1) + " of " + all + ": " + times.strategy);
        times.counts = round > 0;
        int failed = times.failures();
        long started = System.nanoTime();
        opened.get(next).gather(requests);
        if (times.counts && times.failures() == failed) {
          times.gatherMillis.add((System.nanoTime() - started) / 1e6);
        }
      }
    } catch (RequestFailedException e) {
      throw new IllegalStateException("observed requests do not fail", e);
    } catch (RuntimeException | Error e) {
      throw TraceRun.ofProvidedClient(client, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the main thread", e);
    } finally {
      closeAll();
    }
  }

  private RequestStrategy open(StrategyTimes times) {
    URI base = URI.create(requests.get(0).target());
    int connections = times.strategy.overlap(requests.size(), limits);
    ClientSettings settings = new ClientSettings(base, connections, timeout);
    RequestStrategy strategy =
        times.strategy.open(new ObservedClientOpener(times.client.opener(settings), times), limits);
    open.push(strategy);
    return strategy;
  }

  private void closeAll() {
    if (!open.isEmpty()) {
      try {
        open.pop().close();
      } finally {
        closeAll();
      }
    }
  }

  /** Tells whether a request failed: no response, status 429, or 500 and above. */
  static boolean isFailure(int status) {
    return status == NO_RESPONSE || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
  }

  private synchronized void trouble(int status, String outcome) {
    failures++;
    if (stopped.isEmpty() && (status == TOO_MANY_REQUESTS || failures >= MOST_FAILURES)) {
      stopped =
          status == TOO_MANY_REQUESTS
              ? "the endpoint asked for fewer requests (status 429)"
              : failures + " requests failed, the last with " + outcome;
    }
  }

  /** Returns whether requests were left unsent, or one had no response. */
  public synchronized boolean anyFailed() {
    return failures > 0;
  }

  private synchronized boolean isStopped() {
    return !stopped.isEmpty();
  }

  /** Returns the answer in a sentence, the table, and what the times are. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (isStopped()) {
      lines.addAll(
          LineWrap.lines("Stopped: " + stopped + "; what follows is of the requests before."));
    }
    List<StrategyTimes> whole =
        strategies.stream()
            .filter(times -> !times.gatherMillis.isEmpty())
            .sorted(Comparator.comparingDouble(StrategyTimes::medianGather))
            .toList();
    if (!whole.isEmpty()) {
      StrategyTimes first = whole.get(0);
      StrategyTimes last = whole.get(whole.size() - 1);
      String most = whole.size() < 2 ? "" : ", longest with " + gathered(last);
      String sentence = "A gather of %d took shortest with %s%s.";
      lines.addAll(LineWrap.lines(sentence.formatted(requests.size(), gathered(first), most)));
    }
    lines.add("");
    lines.addAll(table());
    lines.add("");
    lines.addAll(
        LineWrap.lines(
            "median, p99: of single requests that did not fail; gather: median of "
                + repeat
                + " without such a one, after one that opened the connections; status, failed: of all"
                + " requests. Failed are no response, status 429, and 500 and above. This measures the endpoint and the"
                + " network too, as they are now: to compare strategies, take the stub."));
    return lines;
  }

  private static String gathered(StrategyTimes times) {
    return times.strategy + ", " + Numbers.significant(times.medianGather()) + " ms";
  }

  private List<String> table() {
    TextTable table = new TextTable().text("strategy").text("client");
    List.of("measured", "status", "median ms", "p99 ms", "gather ms", "failed")
        .forEach(table::number);
    for (StrategyTimes times : strategies) {
      int count = times.requestMillis.size();
      table.add(
          List.of(
              times.strategy.name(),
              times.client.name(),
              Integer.toString(count),
              times.shownStatuses(),
              count == 0 ? "" : Numbers.significant(percentile(times.requestMillis, 50)),
              count < FEWEST_FOR_P99
                  ? ""
                  : Numbers.significant(percentile(times.requestMillis, 99)),
              times.gatherMillis.isEmpty() ? "" : Numbers.significant(times.medianGather()),
              Integer.toString(times.failures())));
    }
    return table.lines(0);
  }

  private static double percentile(List<Double> values, double percent) {
    return StatUtils.percentile(
        values.stream().mapToDouble(Double::doubleValue).toArray(), percent);
  }
}
