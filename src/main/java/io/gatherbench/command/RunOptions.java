package io.gatherbench.command;

import io.gatherbench.results.UnusableInputException;
import io.gatherbench.run.Pinning;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * gatherbench's own options of a measuring command line, apart from what is JMH's.
 *
 * @param out the folder for results, or null for the default place
 * @param seed of the order of forks, or null for a random one
 * @param costs whether to measure what the work costs besides time
 * @param precision how far intervals may reach, as a share of the median; 0 if that does not matter
 * @param maxTime how long a run that is to be so precise may take
 * @param pinning which processors the forks and the stub get
 * @param remaining everything else, for JMH
 */
public record RunOptions(
    Path out,
    Long seed,
    boolean costs,
    double precision,
    Duration maxTime,
    Pinning pinning,
    List<String> remaining) {

  private static final String OUT = "--out";
  private static final String SEED = "--seed";
  private static final String PRECISION = "--precision";
  private static final String MAX_TIME = "--max-time";
  private static final Set<String> WITH_VALUE = Set.of(OUT, SEED, PRECISION, MAX_TIME);
  private static final String NO_COSTS = "--no-costs";
  private static final String PIN = "--pin";

  private static final Duration DEFAULT_MAX_TIME = Duration.ofMinutes(30);
  private static final String A_SHARE = "a percentage from 0.1% to 50%, such as 3%";
  private static final String A_TIME = "a whole number with s, m or h, such as 20m";

  static RunOptions parse(List<String> arguments) throws UnusableInputException {
    Map<String, String> values = new HashMap<>();
    boolean costs = true;
    Pinning pinning = Pinning.NONE;
    List<String> remaining = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      String name = argument.startsWith("--") ? argument.split("=", 2)[0] : argument;
      if (argument.equals(NO_COSTS)) {
        costs = false;
      } else if (name.equals(PIN)) {
        List<String> words = new ArrayList<>();
        if (argument.contains("=")) {
          words.addAll(List.of(argument.split("=", 2)[1].split(" +")));
        }
        while (i + 1 < arguments.size() && arguments.get(i + 1).matches("(client|stub)=.*")) {
          words.addAll(List.of(arguments.get(++i).split(" +")));
        }
        pinning = Pinning.parse(words);
      } else if (!WITH_VALUE.contains(name)) {
        remaining.add(argument);
      } else if (argument.contains("=")) {
        values.put(name, argument.split("=", 2)[1]);
      } else {
        values.put(name, i + 1 < arguments.size() ? arguments.get(++i) : "");
      }
    }
    if (values.containsKey(MAX_TIME) && !values.containsKey(PRECISION)) {
      throw new UnusableInputException(MAX_TIME, values.get(MAX_TIME), "with " + PRECISION);
    }
    String out = values.get(OUT);
    String seed = values.get(SEED);
    String precision = values.get(PRECISION);
    String maxTime = values.get(MAX_TIME);
    return new RunOptions(
        out == null ? null : folder(out),
        seed == null ? null : number(seed),
        costs,
        precision == null ? 0 : share(precision),
        maxTime == null ? DEFAULT_MAX_TIME : time(maxTime),
        pinning,
        List.copyOf(remaining));
  }

  /**
   * That no option is given that only the headline plan has.
   *
   * @throws UnusableInputException if one is
   */
  void checkForJmh() throws UnusableInputException {
    if (precision > 0) {
      throw new UnusableInputException(
          PRECISION, precision * 100 + "%", "in the headline plan; with a benchmark, set -f");
    }
  }

  private static Path folder(String value) throws UnusableInputException {
    try {
      if (!value.isEmpty()) {
        return Path.of(value);
      }
    } catch (InvalidPathException e) {
      throw new UnusableInputException(OUT, value, "a folder's path");
    }
    throw new UnusableInputException(OUT, value, "a folder's path");
  }

  private static Long number(String value) throws UnusableInputException {
    try {
      return Long.valueOf(value);
    } catch (NumberFormatException e) {
      throw new UnusableInputException(SEED, value, "a whole number");
    }
  }

  private static double share(String value) throws UnusableInputException {
    if (value.matches("\\d{1,2}(\\.\\d{1,3})?%")) {
      double percent = Double.parseDouble(value.substring(0, value.length() - 1));
      if (percent >= 0.1 && percent <= 50) {
        return percent / 100;
      }
    }
    throw new UnusableInputException(PRECISION, value, A_SHARE);
  }

  private static Duration time(String value) throws UnusableInputException {
    if (!value.matches("[1-9]\\d{0,5}[smh]")) {
      throw new UnusableInputException(MAX_TIME, value, A_TIME);
    }
    long count = Long.parseLong(value.substring(0, value.length() - 1));
    return switch (value.charAt(value.length() - 1)) {
      case 's' -> Duration.ofSeconds(count);
      case 'm' -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }
}
