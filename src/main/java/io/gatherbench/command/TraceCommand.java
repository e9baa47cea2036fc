package io.gatherbench.command;

import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.client.adapter.Client;
import io.gatherbench.client.decorator.ObservedClientOpener;
import io.gatherbench.report.text.RequestSpan;
import io.gatherbench.report.text.Waterfall;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.RequestStrategy;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.StubProcess;
import io.gatherbench.trace.EventLog;
import io.gatherbench.trace.ResponseComparison;
import io.gatherbench.trace.TracedGather;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import picocli.CommandLine;

/** One gather with each strategy, drawn request by request. */
final class TraceCommand {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Gathers that load the classes and open the connections before the one that is drawn. */
  private static final int REHEARSALS = 3;

  private final PrintStream out;

  /** A gather that is over. */
  private record Traced(
      String title, List<RequestSpan> spans, double totalMillis, List<Response> got) {}

  TraceCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs the command line that follows the word {@code trace}.
   *
   * @return the exit status
   */
  int run(List<String> arguments) throws UnusableInputException {
    TraceOptions options = new TraceOptions();
    CommandLine commandLine = new CommandLine(options);
    try {
      commandLine.parseArgs(arguments.toArray(new String[0]));
    } catch (CommandLine.ParameterException e) {
      throw new UnusableInputException("trace: " + e.getMessage() + "; see trace --help");
    }
    if (commandLine.isUsageHelpRequested()) {
      commandLine.usage(out, CommandLine.Help.Ansi.OFF);
      return Main.DONE;
    }
    List<Strategy> strategies = options.strategies();
    List<Request> requests = options.requests();
    try (EventLog log = options.log();
        StubProcess stub = StubProcess.start()) {
      List<Traced> traced = new ArrayList<>();
      for (Strategy strategy : strategies) {
        traced.add(trace(strategy, options, requests, stub.address(), log));
      }
      draw(traced, options.toStub());
      return traced.stream()
              .flatMap(gather -> gather.spans().stream())
              .anyMatch(RequestSpan::failed)
          ? Main.SOMETHING_VOID
          : Main.DONE;
    } catch (IOException e) {
      throw new UnusableInputException("trace cannot go on: " + e.getMessage());
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the main thread", e);
    }
  }

  private static Traced trace(
      Strategy strategy, TraceOptions options, List<Request> requests, URI stub, EventLog log)
      throws RequestFailedException, InterruptedException {
    int count = requests.size();
    ConcurrencyLimits limits = new ConcurrencyLimits(count, (count + 1) / 2);
    Client client = options.client(strategy);
    ClientSettings settings = new ClientSettings(stub, count, TIMEOUT);
    TracedGather observer = new TracedGather(requests, log);
    log.begin(strategy + " " + client);
    if (!options.toStub()) {
      // The user's servers see each request once; the classes are loaded with the stub's help.
      try (RequestStrategy unobserved = strategy.open(client.opener(settings), limits)) {
        rehearse(unobserved, count);
      }
    }
    try (RequestStrategy open =
        strategy.open(new ObservedClientOpener(client.opener(settings), observer), limits)) {
      if (options.toStub()) {
        rehearse(open, count);
      }
      observer.start();
      List<Response> responses = open.gather(requests);
      double total = observer.gathered();
      int overlap = strategy.overlap(count, limits);
      String bounded = overlap > 1 && overlap < count ? ", at most " + overlap + " in flight" : "";
      String title = strategy + " (" + client + bounded + ")";
      return new Traced(title, observer.spans(), total, responses);
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

  private void draw(List<Traced> traced, boolean toStub) {
    double longest = traced.stream().mapToDouble(Traced::totalMillis).max().orElse(1);
    Waterfall waterfall = new Waterfall(pen(), longest);
    for (Traced gather : traced) {
      waterfall.lines(gather.title(), gather.spans(), gather.totalMillis()).forEach(out::println);
      out.println();
    }
    if (!toStub) {
      ResponseComparison comparison = new ResponseComparison();
      for (Traced gather : traced) {
        List<byte[]> bodies = gather.got().stream().map(Response::body).toList();
        comparison.add(gather.title(), gather.spans(), bodies);
      }
      comparison.lines().forEach(out::println);
    }
    out.flush();
  }

  private static Waterfall.Pen pen() {
    String name = System.getProperty("stdout.encoding", Charset.defaultCharset().name());
    boolean blocks = Charset.isSupported(name) && Charset.forName(name).newEncoder().canEncode('█');
    return blocks ? Waterfall.Pen.BLOCKS : Waterfall.Pen.ASCII;
  }
}
