package io.gatherbench.run.jmh;

import io.gatherbench.plan.TargetJdk;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.StubProcess;
import io.gatherbench.stub.delay.Latency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks the values of benchmarks' parameters. */
public final class ParameterCheck {

  /** Most requests, well below the number of ephemeral ports. */
  private static final int MOST_REQUESTS = 10_000;

  /** The longest body that the stub accepts. */
  private static final int MOST_BODY_BYTES = 1_000_000;

  private static final String A_SECOND = "/s";
  private static final int MOST_RATE = 1_000_000;
  private static final int MOST_ARRIVALS = 2_000_000;
  private static final String RATE_FORM =
      "arrivals a second, such as 1000/s, or several in each fork, such as 100+500/s";

  private ParameterCheck() {}

  /** Checks that the clients that the class path brings, if any, can be used. */
  static void checkProvidedClients() throws UnusableInputException {
    Optional<String> fault = Compatibility.faultOfClassPath();
    if (fault.isPresent()) {
      throw new UnusableInputException(fault.get());
    }
  }

  /** Checks one parameter's given values; some parameters allow no others than the declared. */
  public static void check(String name, Collection<String> values, List<String> declared)
      throws UnusableInputException {
    for (String value : values) {
      try {
        check(name, value, declared);
      } catch (IllegalArgumentException e) {
        throw new UnusableInputException(name, value, e.getMessage());
      }
    }
  }

  /** Checks that a JDK has what one parameter's values stand for, which exist. */
  static void check(String name, Collection<String> values, TargetJdk jdk)
      throws UnusableInputException {
    for (String value : values) {
      int least =
          switch (name) {
            case "strategy" -> Strategy.valueOf(value).minimumJdk();
            case "executor" -> Compatibility.executorJdk(value);
            case "place" -> leastJdk(value);
            default -> 0;
          };
      if (least > jdk.feature()) {
        String allowed =
            "with JDK %d or later, and this is %s; name another JDK with -jvm or --jdk";
        throw new UnusableInputException(name, value, allowed.formatted(least, jdk.version()));
      }
    }
  }

  /** Checks that the largest bodies of the largest gathers fit into a run's stub at once. */
  static void checkBodies(Collection<String> requests, Collection<String> bodyBytes, int threads)
      throws UnusableInputException {
    long bytes = largest(requests) * largest(bodyBytes) * threads;
    if (bytes > StubProcess.MAX_GATHER_BYTES) {
      throw new UnusableInputException(
          "requests × bodyBytes" + (threads > 1 ? " × threads" : ""),
          Long.toString(bytes),
          "up to %d in the stub of a run, or any with a stub that has more memory and -p target="
              .formatted(StubProcess.MAX_GATHER_BYTES));
    }
  }

  /** Checks that the requests of the largest schedule fit into a fork's memory. */
  static void checkArrivals(Collection<String> rates, Collection<String> durations)
      throws UnusableInputException {
    long rate = largest(rates.stream().flatMap(value -> Arrays.stream(numbers(value))).toList());
    long nanos = durations.stream().mapToLong(d -> Latency.parse(d).nanos()).max().orElse(0);
    double arrivals = rate * (nanos / 1e9);
    if (arrivals > MOST_ARRIVALS) {
      throw new UnusableInputException(
          "rate × duration",
          String.format(Locale.ROOT, "%.0f", arrivals),
          "up to " + MOST_ARRIVALS);
    }
  }

  /** Takes {@code 100+500/s} apart. */
  private static String[] numbers(String rates) {
    return rates.replace(A_SECOND, "").split("\\+", -1);
  }

  /** Checks that a limit of streams is given with a protocol that has some; either may be null. */
  static void checkStreams(Collection<String> streams, Collection<String> protocols)
      throws UnusableInputException {
    boolean limited = streams != null && !streams.stream().allMatch("0"::equals);
    if (limited
        && (protocols == null || protocols.stream().noneMatch(name -> name.startsWith("H2")))) {
      throw new UnusableInputException(
          "streams", String.join(",", streams), "0, or more with -p protocol=H2C or H2");
    }
  }

  private static long largest(Collection<String> values) {
    return values.stream().mapToLong(Long::parseLong).max().orElse(0);
  }

  private static void check(String name, String value, List<String> declared) {
    switch (name) {
      case "strategy" -> oneOf(value, Arrays.stream(Strategy.values()).map(Enum::name).toList());
      case "client" -> {
        List<String> names = new ArrayList<>(Compatibility.clientNames());
        names.add(Compatibility.IDIOMATIC);
        String own =
            Compatibility.providedNames().isEmpty()
                ? ", or your own on the class path (-cp, which -jar ignores)"
                : "";
        require(names.contains(value), String.join(", ", names) + own);
      }
      case "protocol" -> oneOf(value, Compatibility.protocolNames());
      case "executor" -> Compatibility.executorJdk(value);
      case "delivery", "method", "onFailure", "place", "reuse", "session", "where" ->
          oneOf(value, declared);
      case "requests", "maxInFlight", "connections" -> count(value, 1, MOST_REQUESTS, "");
      case "bodyBytes" -> count(value, 64, MOST_BODY_BYTES, "");
      case "streams", "warmUpRequests" -> count(value, 0, 1_000_000, "");
      case "poolSize" -> {
        if (!value.equals("requests")) {
          count(value, 1, MOST_REQUESTS, ", or 'requests' for as many as requests");
        }
      }
      case "parts" -> count(value, 1, 100, "");
      case "items", "tokens" -> count(value, 1, 10_000, "");
      case "rate" -> {
        if (declared.stream().anyMatch(rate -> rate.endsWith(A_SECOND))) {
          require(value.endsWith(A_SECOND), RATE_FORM);
          for (String each : numbers(value)) {
            count(each, 1, MOST_RATE, A_SECOND);
          }
        } else {
          count(value, 1, MOST_RATE, "");
        }
      }
      case "slo" ->
          require(
              value.equals("none")
                  || value.matches("p(50|90|99|99\\.9)=.*")
                      && isTime(value.replaceFirst(".*=", "")),
              "none, or p50, p90, p99 or p99.9 with a time above 0ms up to 60s, such as p99=50ms");
      case "arrivals" -> oneOf(value, List.of("poisson", "even"));
      case "duration", "timeout" ->
          require(isTime(value), "a number with a unit (ns, us, ms or s), above 0ms up to 60s");
      case "burst", "rounds" -> count(value, 1, 1_000_000, "");
      case "blockFor", "failsAfter", "latency", "pause", "settle", "straggler" ->
          // A bound needs a latency that is always the same.
          require(isFixedLatency(value), "a number with a unit (ns, us, ms or s) from 0ms to 60s");
      case "sigma" -> Latency.parse("lognormal:1ms," + value);
      case "seed" -> require(value.matches("-?\\d{1,18}"), "a whole number");
      default -> {
        // The target is checked when the run is set up; any text fits the others.
      }
    }
  }

  /** Returns the first JDK feature release that has a value of a parameter other than strategy. */
  static int leastJdk(String value) {
    return value.equals("VIRTUAL_THREAD") ? Strategy.VIRTUAL_THREADS.minimumJdk() : 0;
  }

  private static void require(boolean holds, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(allowed);
    }
  }

  private static void oneOf(String value, List<String> allowed) {
    require(allowed.contains(value), String.join(", ", allowed));
  }

  private static void count(String value, int least, int most, String orElse) {
    int count = value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
    require(
        count >= least && count <= most, "a whole number from " + least + " to " + most + orElse);
  }

  private static boolean isTime(String value) {
    return isFixedLatency(value) && Latency.parse(value).nanos() > 0;
  }

  private static boolean isFixedLatency(String value) {
    try {
      return Latency.parse(value).isFixed();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
