package io.gatherbench.run;

import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.Latency;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** What values the parameters of benchmarks may have. */
final class ParameterCheck {

  /** More connections than this would come near the number of ports that a system lends out. */
  static final int MOST_REQUESTS = 10_000;

  private ParameterCheck() {}

  /**
   * Checks the values that the user gave to one parameter.
   *
   * @throws UnusableInputException if one is not allowed
   */
  static void check(String name, Collection<String> values, TargetJdk jdk)
      throws UnusableInputException {
    for (String value : values) {
      switch (name) {
        case "strategy" -> checkStrategy(value, jdk);
        case "requests" -> checkCount(name, value, "");
        case "poolSize" -> {
          if (!value.equals("requests")) {
            checkCount(name, value, ", or 'requests' for as many as requests");
          }
        }
        case "latency" -> checkLatency(value);
        case "target" -> {
          if (!value.isEmpty()) {
            StubLease.check(value);
          }
        }
        default -> {
          // A parameter that any text fits.
        }
      }
    }
  }

  /** Whether a JDK has what a strategy needs; true for a name that is no strategy's. */
  static boolean runsOn(String strategy, TargetJdk jdk) {
    return Arrays.stream(Strategy.values())
        .noneMatch(known -> known.name().equals(strategy) && known.minimumJdk() > jdk.feature());
  }

  private static void checkStrategy(String value, TargetJdk jdk) throws UnusableInputException {
    Strategy strategy =
        Arrays.stream(Strategy.values())
            .filter(known -> known.name().equals(value))
            .findFirst()
            .orElse(null);
    if (strategy == null) {
      throw new UnusableInputException(
          "strategy",
          value,
          Arrays.stream(Strategy.values()).map(Enum::name).collect(Collectors.joining(", ")));
    }
    if (strategy.minimumJdk() > jdk.feature()) {
      throw new UnusableInputException(
          "strategy",
          value,
          "with JDK "
              + strategy.minimumJdk()
              + " or later, and this is "
              + jdk.version()
              + "; name another JDK's java with -jvm");
    }
  }

  private static void checkCount(String name, String value, String orElse)
      throws UnusableInputException {
    int count;
    try {
      count = Integer.parseInt(value);
    } catch (NumberFormatException e) {
      count = 0;
    }
    if (count < 1 || count > MOST_REQUESTS) {
      throw new UnusableInputException(
          name, value, "a whole number from 1 to " + MOST_REQUESTS + orElse);
    }
  }

  private static void checkLatency(String value) throws UnusableInputException {
    try {
      Latency.parse(value);
    } catch (IllegalArgumentException e) {
      throw new UnusableInputException("latency", value, e.getMessage());
    }
  }
}
