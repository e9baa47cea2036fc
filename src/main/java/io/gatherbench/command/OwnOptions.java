package io.gatherbench.command;

import io.gatherbench.run.UnusableInputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * gatherbench's own options of a measuring command line, apart from what is JMH's.
 *
 * @param out the folder for results, or null for the default place
 * @param seed of the order of forks, or null for a random one
 * @param costs whether to measure what the work costs besides time
 * @param remaining everything else, for JMH
 */
record OwnOptions(Path out, Long seed, boolean costs, List<String> remaining) {

  static OwnOptions parse(List<String> arguments) throws UnusableInputException {
    Path out = null;
    Long seed = null;
    boolean costs = true;
    List<String> remaining = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      String name = argument.startsWith("--") ? argument.split("=", 2)[0] : argument;
      if (argument.equals("--no-costs")) {
        costs = false;
        continue;
      }
      if (!name.equals("--out") && !name.equals("--seed")) {
        remaining.add(argument);
        continue;
      }
      String value;
      if (argument.contains("=")) {
        value = argument.split("=", 2)[1];
      } else if (i + 1 < arguments.size()) {
        value = arguments.get(++i);
      } else {
        value = "";
      }
      if (name.equals("--out")) {
        out = folder(value);
      } else {
        seed = number(value);
      }
    }
    return new OwnOptions(out, seed, costs, List.copyOf(remaining));
  }

  private static Path folder(String value) throws UnusableInputException {
    try {
      if (!value.isEmpty()) {
        return Path.of(value);
      }
    } catch (InvalidPathException e) {
      throw new UnusableInputException("--out", value, "a folder's path");
    }
    throw new UnusableInputException("--out", value, "a folder's path");
  }

  private static Long number(String value) throws UnusableInputException {
    try {
      return Long.valueOf(value);
    } catch (NumberFormatException e) {
      throw new UnusableInputException("--seed", value, "a whole number");
    }
  }
}
