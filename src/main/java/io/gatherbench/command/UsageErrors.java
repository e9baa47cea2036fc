package io.gatherbench.command;

import io.gatherbench.results.UnusableInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what picocli reports into one line: the argument, its value, and what is allowed. */
final class UsageErrors {

  private UsageErrors() {}

  static UnusableInputException of(ParameterException e) {
    if (e.getCause() instanceof UnusableInputException cause) {
      return cause;
    }
    String command = e.getCommandLine().getCommandName();
    if (e.getCause() != null && e.getArgSpec() instanceof OptionSpec option) {
      return unusable(option, e.getValue());
    }
    if (e instanceof MissingParameterException missing
        && missing.getMissing().get(0) instanceof OptionSpec option) {
      return unusable(option, "");
    }
    if (e instanceof UnmatchedArgumentException unmatched) {
      return new UnusableInputException(
          "argument of " + command, String.join(" ", unmatched.getUnmatched()), options(unmatched));
    }
    return new UnusableInputException(
        command + ": " + e.getMessage() + "; see " + command + " --help");
  }

  static void conflict(String one, boolean oneGiven, String other, boolean otherGiven)
      throws UnusableInputException {
    if (oneGiven && otherGiven) {
      throw new UnusableInputException(one + " cannot be combined with " + other);
    }
  }

  private static UnusableInputException unusable(OptionSpec option, String value) {
    return new UnusableInputException(option.longestName(), value, allowed(option, value));
  }

  /** Returns the names of an enum, else what a converter of the option says, else the label. */
  private static String allowed(OptionSpec option, String value) {
    Class<?> type = option.auxiliaryTypes()[0];
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", "));
    }
    for (ITypeConverter<?> converter : option.converters()) {
      try {
        converter.convert(value);
      } catch (Exception e) {
        return e.getMessage();
      }
    }
    String label = option.paramLabel().replace("'", "");
    return option.arity().max() == 0 ? "no value" : label;
  }

  private static String options(UnmatchedArgumentException e) {
    return e.getCommandLine().getCommandSpec().options().stream()
        .filter(option -> !option.hidden())
        .map(OptionSpec::longestName)
        .collect(Collectors.joining(", "));
  }
}
