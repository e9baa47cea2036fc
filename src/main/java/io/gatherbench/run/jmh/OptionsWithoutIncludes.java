package io.gatherbench.run.jmh;

import io.gatherbench.results.UnusableInputException;
import java.util.List;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * What a user says to JMH, without the benchmarks that are meant. JMH adds the patterns of parent
 * options to those of their child, so that a child that names one benchmark would run all that the
 * user's pattern matches.
 */
public final class OptionsWithoutIncludes extends CommandLineOptions {

  private static final long serialVersionUID = 1L;

  private OptionsWithoutIncludes(List<String> arguments) throws CommandLineOptionException {
    super(ProfilerLibrary.tellProfilers(arguments).toArray(new String[0]));
  }

  /**
   * Reads a command line.
   *
   * @throws UnusableInputException if JMH does not understand it
   */
  public static OptionsWithoutIncludes of(List<String> arguments) throws UnusableInputException {
    try {
      return new OptionsWithoutIncludes(arguments);
    } catch (CommandLineOptionException e) {
      throw new UnusableInputException("unusable option: " + e.getMessage() + "; see -h");
    }
  }

  @Override
  public List<String> getIncludes() {
    return List.of();
  }

  @Override
  public List<String> getExcludes() {
    return List.of();
  }
}
