package io.gatherbench.command;

import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.command.OptionValues.WholeNumber;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.jdk.TemporaryFolder;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.HttpUrl;
import io.gatherbench.stub.delay.Latency;
import io.gatherbench.trace.EventLog;
import io.gatherbench.trace.TraceRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** {@code trace}: one gather with each strategy, drawn request by request. */
@Command(
    description = {"Makes one gather with each strategy and draws it, request by request."},
    footer = {"Exit status: 0 done, 1 a request had no response, 2 unusable input."})
final class TraceCommand implements Callable<Integer> {

  private static final int MOST_REQUESTS = 1_000;
  private static final int DEFAULT_REQUESTS = 4;

  /** Headers that clients set themselves and may refuse. */
  private static final List<String> CLIENT_HEADERS =
      List.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private final Console console;

  @Option(
      names = "--requests",
      paramLabel = "N",
      converter = Requests.class,
      description = "Requests in a gather, 1 to 1000; default 4, or one for each URL.")
  private Integer requests;

  @Option(
      names = "--latency",
      paramLabel = "TIME",
      split = ",",
      converter = Latencies.class,
      description =
          "How long the stub delays each response, one or several in turn; default 200ms.")
  private List<String> latencies = List.of();

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
      names = "--url",
      paramLabel = "URL",
      converter = Url.class,
      description = "Your own endpoint instead of the stub; several are taken in turn.")
  private List<String> urls = List.of();

  @Option(names = "--header", paramLabel = "'K: V'", description = "Sent with each request.")
  private List<String> headers = List.of();

  @Option(names = "--method", paramLabel = "NAME", description = "Default: GET.")
  private String method = "GET";

  @Option(names = "--body", paramLabel = "TEXT", description = "Sent with each request.")
  private String body = "";

  @Option(names = "--log", paramLabel = "FILE", description = "New file for a log of all events.")
  private Path log;

  TraceCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws UnusableInputException {
    UsageErrors.conflict("--latency", !latencies.isEmpty(), "--url", !urls.isEmpty());
    TemporaryFolder.check();
    TraceRun run = new TraceRun(strategies(), client, requests(), urls.isEmpty());
    try (EventLog events = log == null ? EventLog.nowhere() : EventLog.into(log)) {
      run.run(events);
      run.lines(console.pen()).forEach(console.out()::println);
      console.out().flush();
    }
    return run.anyFailed() ? Main.SOMETHING_VOID : Main.DONE;
  }

  private List<Request> requests() throws UnusableInputException {
    checkMethod();
    List<Request.Header> parsedHeaders = headers();
    List<String> targets = urls.isEmpty() ? stubTargets() : urls;
    int usual = urls.isEmpty() ? DEFAULT_REQUESTS : urls.size();
    int count = requests == null ? usual : requests;
    List<Request> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String target = targets.get(i % targets.size());
      String path = urls.isEmpty() ? "/todos/" + (i + 1) + target : target;
      made.add(new Request(method, path, parsedHeaders, body));
    }
    return made;
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
    return chosen.isEmpty()
        ? Arrays.stream(Strategy.values())
            .filter(strategy -> strategy.minimumJdk() <= Runtime.version().feature())
            .filter(this::exists)
            .toList()
        : chosen;
  }

  private boolean exists(Strategy strategy) {
    return Compatibility.exists(strategy, client, Protocol.HTTP_1_1.name());
  }

  private List<String> stubTargets() {
    List<String> given = latencies.isEmpty() ? List.of("200ms") : latencies;
    return given.stream().map(latency -> "?latency=" + latency).toList();
  }

  private void checkMethod() throws UnusableInputException {
    if (!method.matches("[A-Z]{1,20}") || method.equals("CONNECT")) {
      throw new UnusableInputException("--method", method, "such as GET or POST, in capitals");
    }
    if (!body.isEmpty() && (method.equals("GET") || method.equals("HEAD"))) {
      throw new UnusableInputException("--body", body, "with another --method than " + method);
    }
  }

  private List<Request.Header> headers() throws UnusableInputException {
    List<Request.Header> parsed = new ArrayList<>();
    for (String header : headers) {
      String[] parts = header.split(":", 2);
      boolean form =
          parts.length == 2
              && parts[0].matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")
              && parts[1].strip().matches("[\\x20-\\x7e]*");
      if (!form || CLIENT_HEADERS.contains(parts[0].toLowerCase(Locale.ROOT))) {
        throw new UnusableInputException(
            "--header",
            header,
            "'Name: value' in ASCII, but for " + String.join(", ", CLIENT_HEADERS));
      }
      parsed.add(new Request.Header(parts[0], parts[1].strip()));
    }
    return parsed;
  }

  private static void check(String name, String value, List<String> allowed)
      throws UnusableInputException {
    if (!allowed.contains(value)) {
      throw new UnusableInputException(name, value, String.join(", ", allowed));
    }
  }

  static final class Requests extends WholeNumber {
    Requests() {
      super(1, MOST_REQUESTS);
    }
  }

  static final class Latencies implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      Latency.parse(value);
      return value;
    }
  }

  static final class Url implements ITypeConverter<String> {
    @Override
    public String convert(String value) {
      try {
        return HttpUrl.parse(value).toString();
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "http:// or https://, host and path (" + e.getMessage() + ")", e);
      }
    }
  }
}
