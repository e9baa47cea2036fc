package io.gatherbench.command;

import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.adapter.Client;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.delay.Latency;
import io.gatherbench.trace.EventLog;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code trace} can be told; picocli fills it in, and the methods check it. */
@Command(
    name = "java -jar benchmarks.jar trace",
    sortOptions = false,
    usageHelpWidth = 80,
    description = {
      "",
      "Makes one gather with each strategy and draws it, request by request.",
      "Exit status: 0 done, 1 a request was not answered, 2 unusable input.",
      ""
    })
final class TraceOptions {

  private static final int MOST_REQUESTS = 1_000;

  /** Set by the clients themselves, each in its way; some refuse them. */
  private static final Set<String> OF_THE_CLIENTS =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "requests in a gather, 1 to 1000; default 4, or one for each URL")
  private Integer requests;

  @Option(
      names = "--latency",
      paramLabel = "TIME",
      split = ",",
      description = "how long the stub holds each answer back, one or several in turn; 200ms")
  private List<String> latencies = List.of("200ms");

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      split = ",",
      description = "default: all that this JDK has")
  private List<String> strategies = List.of();

  @Option(
      names = "--client",
      paramLabel = "NAME",
      description = "JDK, VERTX, APACHE; default: the one each strategy is idiomatic with")
  private String client = Compatibility.IDIOMATIC;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "your own endpoint instead of the stub; several are taken in turn")
  private List<String> urls = List.of();

  @Option(names = "--header", paramLabel = "'K: V'", description = "sent with each request")
  private List<String> headers = List.of();

  @Option(names = "--method", paramLabel = "NAME", description = "default: GET")
  private String method = "GET";

  @Option(names = "--body", paramLabel = "TEXT", description = "sent with each request")
  private String body = "";

  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "where a log of all events goes; a file that is there is not overwritten")
  private Path log;

  @Option(names = "--help", usageHelp = true, description = "this text")
  private boolean help;

  /** The requests of a gather, in order; no two are the same object. */
  List<Request> requests() throws UnusableInputException {
    checkMethod();
    List<Request.Header> parsedHeaders = headers();
    List<String> targets = urls.isEmpty() ? stubTargets() : urlTargets();
    int count = count(urls.isEmpty() ? 4 : targets.size());
    List<Request> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String target = targets.get(i % targets.size());
      String path = urls.isEmpty() ? "/todos/" + (i + 1) + target : target;
      made.add(new Request(method, path, parsedHeaders, body));
    }
    return made;
  }

  /** The strategies to trace, each with its client, which exist on this JDK. */
  List<Strategy> strategies() throws UnusableInputException {
    check("--client", client, clientNames());
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

  /** The client that a strategy is to use. */
  Client client(Strategy strategy) {
    return Compatibility.client(strategy, client);
  }

  /** Whether requests go to the stub. */
  boolean toStub() {
    return urls.isEmpty();
  }

  /** The event log, opened. */
  EventLog log() throws UnusableInputException {
    return log == null ? EventLog.nowhere() : EventLog.into(log);
  }

  private boolean exists(Strategy strategy) {
    return Compatibility.exists(strategy, client, Protocol.HTTP_1_1.name());
  }

  private int count(int otherwise) throws UnusableInputException {
    int count = requests == null ? otherwise : requests;
    if (count < 1 || count > MOST_REQUESTS) {
      throw new UnusableInputException(
          "--requests", Integer.toString(count), "a whole number from 1 to " + MOST_REQUESTS);
    }
    return count;
  }

  private List<String> stubTargets() throws UnusableInputException {
    List<String> queries = new ArrayList<>();
    for (String latency : latencies) {
      try {
        Latency.parse(latency);
      } catch (IllegalArgumentException e) {
        throw new UnusableInputException("--latency", latency, e.getMessage());
      }
      queries.add("?latency=" + latency);
    }
    return queries;
  }

  private List<String> urlTargets() throws UnusableInputException {
    for (String url : urls) {
      try {
        URI parsed = new URI(url);
        boolean web = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
        if (!web || parsed.getHost() == null || parsed.getRawFragment() != null) {
          throw new UnusableInputException("--url", url, "http:// or https://, host and path");
        }
      } catch (URISyntaxException e) {
        throw new UnusableInputException("--url", url, "http:// or https://, host and path");
      }
    }
    return urls;
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
      if (!form || OF_THE_CLIENTS.contains(parts[0].toLowerCase(Locale.ROOT))) {
        throw new UnusableInputException(
            "--header", header, "'Name: value' in ASCII, but for " + sorted(OF_THE_CLIENTS));
      }
      parsed.add(new Request.Header(parts[0], parts[1].strip()));
    }
    return parsed;
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }

  private static List<String> clientNames() {
    List<String> names = new ArrayList<>(Compatibility.clientNames());
    names.add(Compatibility.IDIOMATIC);
    return names;
  }

  private static void check(String name, String value, List<String> allowed)
      throws UnusableInputException {
    if (!allowed.contains(value)) {
      throw new UnusableInputException(name, value, String.join(", ", allowed));
    }
  }
}
