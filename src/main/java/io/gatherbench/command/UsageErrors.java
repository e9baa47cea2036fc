package io.gatherbench.command;

import io.gatherbench.results.UnusableInputException;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what picocli reports into one line: the argument, its value, and what is allowed. */
final class UsageErrors {

  private UsageErrors() {}

  static UnusableInputException of(ParameterException e) {
    if (e.getCause() instanceof UnusableInputException cause) {
      return cause;
    }
    String command = e.getCommandLine().getCommandName();
    if (e.getCause() instanceof TypeConversionException cause) {
      return new UnusableInputException(name(e.getArgSpec()), e.getValue(), cause.getMessage());
    }
    if (e instanceof MissingParameterException missing
        && missing.getMissing().get(0) instanceof OptionSpec option) {
      return new UnusableInputException(option.longestName(), "", allowed(option));
    }
    if (e instanceof UnmatchedArgumentException unmatched) {
      return new UnusableInputException(
          "argument of " + command, String.join(" ", unmatched.getUnmatched()), options(unmatched));
    }
    return new UnusableInputException(command + ": " + e.getMessage() + "; " + see(command));
  }

  /**
   * Refuses two options that exclude each other.
   *
   * @throws UnusableInputException if both are given
   */
  static void conflict(String one, boolean oneGiven, String other, boolean otherGiven)
      throws UnusableInputException {
    if (oneGiven && otherGiven) {
      throw new UnusableInputException(one + " cannot be combined with " + other);
    }
  }

  private static String name(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  /** Returns what a converter of the option says of an empty value, else the label of the value. */
  private static String allowed(OptionSpec option) {
    for (ITypeConverter<?> converter : option.converters()) {
      try {
        converter.convert("");
      } catch (Exception e) {
        return e.getMessage();
      }
    }
    return option.paramLabel().replace("'", "");
  }

  private static String options(UnmatchedArgumentException e) {
    return e.getCommandLine().getCommandSpec().options().stream()
        .map(OptionSpec::longestName)
        .collect(Collectors.joining(", "));
  }

  private static String see(String command) {
    return "see " + command + " --help";
  }
}
