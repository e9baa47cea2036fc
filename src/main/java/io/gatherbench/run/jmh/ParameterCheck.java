package io.gatherbench.run.jmh;

import io.gatherbench.plan.TargetJdk;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.delay.Latency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Checks the values of benchmarks' parameters. */
final class ParameterCheck {

  /** Most requests, well below the number of ephemeral ports. */
  static final int MOST_REQUESTS = 10_000;

  private static final int MOST_WARM_UP_REQUESTS = 1_000_000;

  /** The longest body that the stub accepts. */
  private static final int MOST_BODY_BYTES = 1_000_000;

  private static final int MOST_PARTS = 100;
  private static final int MOST_ITEMS = 10_000;
  private static final int MOST_PERMITS = 1_000_000;
  private static final int MOST_ROUNDS = 1_000_000;

  private static final String FIXED_LATENCY =
      "a number with a unit (ns, us, ms or s) from 0ms to 60s";

  private ParameterCheck() {}

  /**
   * Checks the values that the user gave to one parameter.
   *
   * @param declared the values that the parameter has by default; for some that is all there are
   * @throws UnusableInputException if one is not allowed
   */
  static void check(String name, Collection<String> values, List<String> declared, TargetJdk jdk)
      throws UnusableInputException {
    for (String value : values) {
      switch (name) {
        case "strategy" -> checkStrategy(value, jdk);
        case "client" -> checkName(name, value, clients());
        case "protocol" -> checkName(name, value, Compatibility.protocolNames());
        case "delivery", "method", "onFailure", "reuse", "where" ->
            checkName(name, value, declared);
        case "place" -> {
          checkName(name, value, declared);
          if (leastJdk(value) > jdk.feature()) {
            throw needsLaterJdk(name, value, leastJdk(value), jdk);
          }
        }
        case "requests", "maxInFlight" -> checkCount(name, value, 1, MOST_REQUESTS, "");
        case "bodyBytes" -> checkCount(name, value, 64, MOST_BODY_BYTES, "");
        case "warmUpRequests" -> checkCount(name, value, 0, MOST_WARM_UP_REQUESTS, "");
        case "poolSize" -> {
          if (!value.equals("requests")) {
            checkCount(name, value, 1, MOST_REQUESTS, ", or 'requests' for as many as requests");
          }
        }
        case "parts" -> checkCount(name, value, 1, MOST_PARTS, "");
        case "items", "tokens" -> checkCount(name, value, 1, MOST_ITEMS, "");
        case "rate", "burst" -> checkCount(name, value, 1, MOST_PERMITS, "");
        case "rounds" -> checkCount(name, value, 1, MOST_ROUNDS, "");
        case "blockFor", "failsAfter", "latency", "pause", "straggler" ->
            checkFixedLatency(name, value);
        case "sigma" -> checkLatency(name, value, "lognormal:1ms," + value);
        case "seed" -> checkSeed(value);
        default -> {
          // The target is checked when the run is set up; any text fits the others.
        }
      }
    }
  }

  private static void checkStrategy(String value, TargetJdk jdk) throws UnusableInputException {
    checkName("strategy", value, Arrays.stream(Strategy.values()).map(Enum::name).toList());
    Strategy strategy = Strategy.valueOf(value);
    if (strategy.minimumJdk() > jdk.feature()) {
      throw needsLaterJdk("strategy", value, strategy.minimumJdk(), jdk);
    }
  }

  /** The first JDK feature release that has a value of a parameter other than the strategy. */
  static int leastJdk(String value) {
    return value.equals("VIRTUAL_THREAD") ? Strategy.VIRTUAL_THREADS.minimumJdk() : 0;
  }

  private static UnusableInputException needsLaterJdk(
      String name, String value, int least, TargetJdk jdk) {
    return new UnusableInputException(
        name,
        value,
        "with JDK "
            + least
            + " or later, and this is "
            + jdk.version()
            + "; name another JDK with -jvm or --jdk");
  }

  private static void checkName(String name, String value, List<String> allowed)
      throws UnusableInputException {
    if (!allowed.contains(value)) {
      throw new UnusableInputException(name, value, String.join(", ", allowed));
    }
  }

  private static List<String> clients() {
    List<String> clients = new ArrayList<>(Compatibility.clientNames());
    clients.add(Compatibility.IDIOMATIC);
    return clients;
  }

  private static void checkCount(String name, String value, int least, int most, String orElse)
      throws UnusableInputException {
    int count;
    try {
      count = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      count = -1;
    }
    if (count < least || count > most) {
      throw new UnusableInputException(
          name, value, "a whole number from " + least + " to " + most + orElse);
    }
  }

  /**
   * @param latency what the value makes of a latency
   */
  private static void checkLatency(String name, String value, String latency)
      throws UnusableInputException {
    try {
      Latency.parse(latency);
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException(name, value, e.getMessage());
    }
  }

  /**
   * A bound needs a latency that is always the same; distributions have parameters of their own.
   */
  private static void checkFixedLatency(String name, String value) throws UnusableInputException {
    try {
      if (Latency.parse(value).isFixed()) {
        return;
      }
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException(name, value, FIXED_LATENCY);
    }
    throw new UnusableInputException(name, value, FIXED_LATENCY);
  }

  private static void checkSeed(String value) throws UnusableInputException {
    if (!value.matches("-?\\d{1,18}")) {
      throw new UnusableInputException("seed", value, "a whole number");
    }
  }
}
