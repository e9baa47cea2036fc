package io.gatherbench.command;

import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.command.OptionValues.WholeNumber;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.ProgressLine;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.TemporaryFolder;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.ConcurrencyLimits;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.trace.EndpointRun;
import io.gatherbench.trace.EventLog;
import io.gatherbench.trace.LibraryLog;
import io.gatherbench.trace.TraceRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code trace}: one gather with each strategy, drawn request by request. */
@Command(
    description = {"Makes one gather with each strategy and draws it, request by request."},
    footer = {
      "Exit status: 0 done, 1 a request had no response, or status 429 or from 500 on, 2 unusable input."
    })
final class TraceCommand implements Callable<Integer> {

  private static final String REPEAT = "--repeat";
  private static final String MAX_IN_FLIGHT = "--max-in-flight";
  private static final int MOST_REPEATS = 100;
  private static final int DEFAULT_MAX_IN_FLIGHT = 16;

  private final Console console;

  @Mixin private RequestOptions requested;

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      split = ",",
      description = "Default: all that this JDK has.")
  private List<String> strategies = List.of();

  @Option(
      names = "--client",
      paramLabel = "NAME",
      description =
          "JDK, VERTX, APACHE, OKHTTP, JETTY, REACTOR_NETTY; default: the one that each strategy"
              + " is idiomatic with.")
  private String client = Compatibility.IDIOMATIC;

  @Option(
      names = REPEAT,
      paramLabel = "N",
      converter = Repeats.class,
      description =
          "With --url: N gathers of each strategy, in turns, and a table instead of the drawing.")
  private Integer repeat;

  @Option(
      names = MAX_IN_FLIGHT,
      paramLabel = "N",
      converter = RequestOptions.Requests.class,
      description = "With --url: leaves out strategies with more requests in flight; default 16.")
  private Integer maxInFlight;

  @Option(names = "--log", paramLabel = "FILE", description = "New file for a log of all events.")
  private Path log;

  /** What is left out and why. */
  private final List<String> leftOut = new ArrayList<>();

  TraceCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws UnusableInputException {
    check();
    TemporaryFolder.check();
    List<Request> made = requested.requests();
    ConcurrencyLimits limits = limits(made.size());
    List<Strategy> chosen = polite(strategies(), made.size(), limits);
    try (LibraryLog libraries = LibraryLog.open()) {
      try {
        return repeat == null ? draw(chosen, made, limits) : measure(chosen, made, limits);
      } finally {
        libraries
            .file()
            .ifPresent(log -> console.err().println("Log of the HTTP libraries: " + log));
      }
    }
  }

  private void check() throws UnusableInputException {
    requested.check();
    UsageErrors.conflict("--log", log != null, REPEAT, repeat != null);
    if (requested.toStub() && (repeat != null || maxInFlight != null)) {
      throw new UnusableInputException(
          (repeat != null ? REPEAT : MAX_IN_FLIGHT)
              + " is for --url; the stub is measured by benchmarks, such as Gather");
    }
  }

  private ConcurrencyLimits limits(int count) {
    int most =
        requested.toStub() ? count : maxInFlight == null ? DEFAULT_MAX_IN_FLIGHT : maxInFlight;
    return new ConcurrencyLimits(Math.min(count, most), Math.min((count + 1) / 2, most));
  }

  /**
   * Leaves out, and says so, strategies with more requests in flight than an endpoint should get.
   */
  private List<Strategy> polite(List<Strategy> chosen, int count, ConcurrencyLimits limits)
      throws UnusableInputException {
    if (requested.toStub()) {
      return chosen;
    }
    int most = Math.max(limits.poolSize(), limits.maxInFlight());
    List<Strategy> left =
        chosen.stream().filter(strategy -> strategy.overlap(count, limits) <= most).toList();
    List<Strategy> out = new ArrayList<>(chosen);
    out.removeAll(left);
    String takesThem = MAX_IN_FLIGHT + " " + count + " or more";
    if (left.isEmpty()) {
      String value = most + (maxInFlight == null ? ", by default" : "");
      throw new UnusableInputException(MAX_IN_FLIGHT, value, "for these strategies " + takesThem);
    }
    leftOut(out, "they have %d in flight; %s takes them in".formatted(count, takesThem));
    return left;
  }

  private void leftOut(List<Strategy> strategies, String why) {
    if (!strategies.isEmpty()) {
      String names = strategies.stream().map(Enum::name).collect(Collectors.joining(", "));
      leftOut.addAll(LineWrap.lines("Left out: " + names + ": " + why));
    }
  }

  private int measure(List<Strategy> chosen, List<Request> made, ConcurrencyLimits limits)
      throws UnusableInputException {
    EndpointRun run = new EndpointRun(chosen, client, made, limits, repeat, requested.timeout());
    leftOut.forEach(console.err()::println);
    try (ProgressLine progress = console.progress()) {
      run.run(progress);
    }
    run.lines().forEach(console.out()::println);
    console.out().flush();
    return run.anyFailed() ? Main.SOMETHING_VOID : Main.DONE;
  }

  private int draw(List<Strategy> chosen, List<Request> made, ConcurrencyLimits limits)
      throws UnusableInputException {
    TraceRun run =
        new TraceRun(chosen, client, made, limits, requested.toStub(), requested.timeout());
    try (EventLog events = log == null ? EventLog.nowhere() : EventLog.into(log)) {
      leftOut.forEach(console.err()::println);
      try (ProgressLine progress = console.progress()) {
        // The stub answers in time.
        run.run(events, requested.toStub() ? gather -> {} : progress);
      }
      run.lines(console.pen()).forEach(console.out()::println);
      console.out().flush();
    }
    return run.anyFailed() ? Main.SOMETHING_VOID : Main.DONE;
  }

  private List<Strategy> strategies() throws UnusableInputException {
    Optional<String> fault = Compatibility.faultOfClassPath();
    if (fault.isPresent()) {
      throw new UnusableInputException(fault.get());
    }
    List<String> clients = new ArrayList<>(Compatibility.clientNames());
    clients.add(Compatibility.IDIOMATIC);
    check("--client", client, clients);
    List<Strategy> chosen = new ArrayList<>();
    for (String name : strategies) {
      check("--strategy", name, Arrays.stream(Strategy.values()).map(Enum::name).toList());
      Strategy strategy = Strategy.valueOf(name);
      if (strategy.minimumJdk() > Runtime.version().feature()) {
        throw new UnusableInputException(
            "--strategy", name, "with JDK " + strategy.minimumJdk() + " or later");
      }
      if (!exists(strategy)) {
        throw new UnusableInputException("combination", name + " " + client, Compatibility.grid());
      }
      chosen.add(strategy);
    }
    if (!chosen.isEmpty()) {
      return chosen;
    }
    Map<Boolean, List<Strategy>> byJdk =
        Arrays.stream(Strategy.values())
            .filter(this::exists)
            .collect(
                Collectors.partitioningBy(
                    strategy -> strategy.minimumJdk() <= Runtime.version().feature()));
    leftOut(byJdk.get(false), "they need a later JDK than " + Runtime.version().feature());
    return byJdk.get(true);
  }

  private boolean exists(Strategy strategy) {
    return Compatibility.exists(strategy, client, Protocol.HTTP_1_1.name());
  }

  private static void check(String name, String value, List<String> allowed)
      throws UnusableInputException {
    if (!allowed.contains(value)) {
      throw new UnusableInputException(name, value, String.join(", ", allowed));
    }
  }

  static final class Repeats extends WholeNumber {
    Repeats() {
      super(1, MOST_REPEATS);
    }
  }
}
