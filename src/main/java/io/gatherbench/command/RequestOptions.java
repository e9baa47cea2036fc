package io.gatherbench.command;

import io.gatherbench.client.Request;
import io.gatherbench.command.OptionValues.WholeNumber;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.stub.HttpUrl;
import io.gatherbench.stub.delay.Latency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Options for the requests of a gather, to the stub or to endpoints of the user's. */
final class RequestOptions {

  private static final int MOST_REQUESTS = 1_000;
  private static final int DEFAULT_REQUESTS = 4;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /** The stub delays a response by a minute at most. */
  private static final Duration STUB_TIMEOUT = Duration.ofSeconds(90);

  /** Headers that clients set themselves and may refuse. */
  private static final List<String> CLIENT_HEADERS =
      List.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  @Option(
      names = "--requests",
      paramLabel = "N",
      converter = Requests.class,
      description = "Requests in a gather, 1 to 1000; default 4, or one for each of several URLs.")
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
      names = "--url",
      paramLabel = "URL",
      converter = Url.class,
      description = "Your own endpoint instead of the stub; several are taken in turn.")
  private List<String> urls = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Timeout.class,
      description = "With --url: how long a request may take, 1ms to 10m; default 30s.")
  private Duration timeout;

  @Option(names = "--header", paramLabel = "'K: V'", description = "Sent with each request.")
  private List<String> headers = List.of();

  @Option(names = "--method", paramLabel = "NAME", description = "Default: GET.")
  private String method = "GET";

  @Option(names = "--body", paramLabel = "TEXT", description = "Sent with each request.")
  private String body = "";

  /** Returns whether no endpoint is given. */
  boolean toStub() {
    return urls.isEmpty();
  }

  void check() throws UnusableInputException {
    UsageErrors.conflict("--latency", !latencies.isEmpty(), "--url", !urls.isEmpty());
    if (timeout != null && toStub()) {
      throw new UnusableInputException("--timeout is for --url");
    }
  }

  /** Returns how long a request may take. */
  Duration timeout() {
    return toStub() ? STUB_TIMEOUT : timeout == null ? DEFAULT_TIMEOUT : timeout;
  }

  /** Returns the requests of a gather, no two of which are the same object. */
  List<Request> requests() throws UnusableInputException {
    checkMethod();
    List<Request.Header> parsedHeaders = headers();
    List<String> targets = urls.isEmpty() ? stubTargets() : urls;
    int usual = urls.size() < 2 ? DEFAULT_REQUESTS : urls.size();
    int count = requests == null ? usual : requests;
    List<Request> made = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String target = targets.get(i % targets.size());
      String path = urls.isEmpty() ? "/todos/" + (i + 1) + target : target;
      made.add(new Request(method, path, parsedHeaders, body));
    }
    return made;
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

  private static final class Timeout extends OptionValues.Time {
    Timeout() {
      super("ms|s|m", 1, 600_000, "a whole number with ms, s or m, from 1ms to 10m");
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
