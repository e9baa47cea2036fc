package io.gatherbench.command;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.compare.Measurements;
import io.gatherbench.results.ResultFile;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** {@code compare}: rows against a baseline. */
final class CompareCommand {

  private final PrintStream out;

  CompareCommand(PrintStream out) {
    this.out = out;
  }

  /**
   * Runs the command line that follows the word {@code compare}.
   *
   * @return the exit status
   */
  int run(List<String> arguments) throws UnusableInputException {
    CompareOptions options = new CompareOptions();
    CommandLine commandLine = new CommandLine(options);
    try {
      commandLine.parseArgs(arguments.toArray(new String[0]));
    } catch (CommandLine.ParameterException e) {
      throw new UnusableInputException("compare: " + e.getMessage() + "; see compare --help");
    }
    if (commandLine.isUsageHelpRequested()) {
      commandLine.usage(out, CommandLine.Help.Ansi.OFF);
      return Main.DONE;
    }
    try {
      Comparison comparison = compare(options);
      options.format().lines(comparison).forEach(out::println);
      out.flush();
      return failed(options, comparison) ? Main.GATE_FAILED : Main.DONE;
    } catch (IncomparableException e) {
      throw new UnusableInputException("compare: " + e.getMessage());
    }
  }

  private static Comparison compare(CompareOptions options)
      throws UnusableInputException, IncomparableException {
    Measurements measurements = new Measurements(options.question());
    for (Map.Entry<Path, String> file : options.files().entrySet()) {
      read(file.getKey(), file.getValue(), measurements);
    }
    return measurements.compare();
  }

  private static void read(Path file, String name, Measurements measurements)
      throws UnusableInputException, IncomparableException {
    if (!Files.isRegularFile(file)) {
      throw new UnusableInputException("file", file.toString(), "a CSV of rows or JSON of JMH's");
    }
    try {
      ResultFile.read(file, (Row row) -> measurements.add(name, row)).forEach(measurements::note);
    } catch (IOException e) {
      throw new UnusableInputException("compare: " + e.getMessage());
    }
  }

  private boolean failed(CompareOptions options, Comparison comparison) {
    List<CellComparison> failing =
        comparison.cells().stream().filter(cell -> options.failsOn(cell.outcome())).toList();
    return !failing.isEmpty();
  }
}
