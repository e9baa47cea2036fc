package io.gatherbench.command;

import io.gatherbench.command.OptionValues.Share;
import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.compare.RowFilter;
import io.gatherbench.gate.ComparedFiles;
import io.gatherbench.gate.GateJudge;
import io.gatherbench.report.comparison.ComparisonFormat;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.MarkdownText;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.file.FileKind;
import io.gatherbench.results.file.InputFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code compare}: sets of rows against a baseline. */
@Command(
    description = {"Compares sets of rows with a baseline: ratios with intervals, and verdicts."},
    footer = {
      "Exit status: 0 done, 1 the gate of --fail-on has failed, 2 unusable input, or a gate that can",
      "judge nothing; 74 output cannot be written."
    })
final class CompareCommand implements Callable<Integer> {

  private static final String USABLE =
      "a CSV of rows, JSON of JMH's (-rf json), or a folder of these";

  private static final String ALLOW_UNDECIDED = "--allow-undecided";
  private static final String FAIL_ON = "--fail-on";
  private static final String PASSED_UNJUDGED = "passed, though it could judge nothing: ";

  private final Console console;

  @Parameters(
      paramLabel = "FILE-OR-FOLDER",
      arity = "1..*",
      description =
          "CSV of rows, JSON of JMH's (-rf json) of any project, or folders of these; the baseline "
              + "first.")
  private List<Path> files = List.of();

  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      description =
          "What is compared: jdk, strategy, client, run, file, any other column of the rows "
              + "or parameter; default: jdk, or file where the JDK is the same in all.")
  private Optional<String> by = Optional.empty();

  @Option(
      names = "--baseline",
      paramLabel = "VALUE",
      description = "A value of the column, or its beginning; default: the first in the files.")
  private Optional<String> baseline = Optional.empty();

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description =
          "Default: time_p50, time where there are no percentiles, or throughput in JMH's mode "
              + "thrpt.")
  private Optional<String> metric = Optional.empty();

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      converter = Threshold.class,
      description = "Differences up to this do not matter; default 3%%.")
  private double threshold = ComparisonSpec.DEFAULT_THRESHOLD;

  @Option(
      names = "--filter",
      paramLabel = "COLUMN=VALUE",
      description =
          "Only such rows, or with != all others; several values after commas, one with a comma in "
              + "double quotes.")
  private List<String> filters = List.of();

  @Option(
      names = FAIL_ON,
      paramLabel = "WHAT",
      split = ",",
      description = "slower: exit status 1 if a cell is slower; undecided: if one has no verdict.")
  private List<GateJudge.Gate> gates = List.of();

  @Option(
      names = ALLOW_UNDECIDED,
      description = "A gate that can judge nothing is passed, and not exit status 2.")
  private boolean allowUndecided;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "text, markdown, csv, json; default text.")
  private ComparisonFormat format = ComparisonFormat.TEXT;

  @Option(
      names = "--force",
      description = "Compares rows of different machines, plans or commits; the report says so.")
  private boolean force;

  CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws UnusableInputException {
    check();
    try {
      Comparison comparison = compare();
      print(format.lines(comparison));
      if (format == ComparisonFormat.CSV) {
        comparison.notes().forEach(console.err()::println);
      }
      return gates.isEmpty() ? Main.DONE : conclude(console, format, judge().judge(comparison));
    } catch (IncomparableException e) {
      boolean unjudged = e.isNothingInCommon() && !gates.isEmpty();
      if (unjudged && allowUndecided) {
        GateJudge.Outcome outcome = judge().outcome(false, PASSED_UNJUDGED + e.getMessage());
        return conclude(console, format, outcome);
      }
      String so = "; so %s %s can judge nothing".formatted(FAIL_ON, judge().names());
      throw new UnusableInputException("compare: " + e.getMessage() + (unjudged ? so : ""));
    }
  }

  private void check() throws UnusableInputException {
    if (allowUndecided && (gates.isEmpty() || gates.contains(GateJudge.Gate.UNDECIDED))) {
      throw new UnusableInputException(
          ALLOW_UNDECIDED + " is for " + FAIL_ON + " slower, and for no other gate");
    }
  }

  private void print(List<String> lines) {
    // A file gets CSV as it is; in JSON, control characters are escaped in the same way.
    boolean asItIs = format == ComparisonFormat.CSV && !console.isTerminal();
    for (String line : lines) {
      if (asItIs) {
        console.out().printAsIs(line + System.lineSeparator());
      } else {
        console.out().println(line);
      }
    }
    console.out().flush();
  }

  private GateJudge judge() {
    return new GateJudge(FAIL_ON, ", or " + ALLOW_UNDECIDED, gates, allowUndecided);
  }

  /** Prints the outcome of a gate, beside data on standard error; returns the status. */
  static int conclude(Console console, ComparisonFormat format, GateJudge.Outcome outcome) {
    String line = outcome.line();
    switch (format) {
      case TEXT -> LineWrap.lines(line).forEach(console.out()::println);
      case MARKDOWN -> console.out().println("\n" + MarkdownText.of(line));
      case CSV, JSON -> console.err().println(line);
    }
    console.out().flush();
    return outcome.failed() ? Main.GATE_FAILED : Main.DONE;
  }

  private Comparison compare() throws UnusableInputException, IncomparableException {
    InputFiles found =
        InputFiles.find(distinct(files), EnumSet.of(FileKind.ROWS, FileKind.JMH_JSON), USABLE);
    ComparedFiles names = new ComparedFiles(found.results());
    List<RowFilter> parsed = new ArrayList<>();
    for (String filter : filters) {
      parsed.add(names.resolved(RowFilter.parse(filter)));
    }
    CellAggregator measurements =
        new CellAggregator(new ComparisonSpec(by, baseline, metric, threshold, parsed, force));
    found.results().stream()
        .filter(found::isOfFolder)
        .forEach(file -> measurements.mayLeaveOut(names.name(file)));
    try {
      found
          .read((Path file, Row row) -> measurements.add(names.name(file), row))
          .forEach(measurements::note);
    } catch (IOException e) {
      throw new UnusableInputException("compare: " + e.getMessage());
    }
    return measurements.compare();
  }

  private static List<Path> distinct(List<Path> files) throws UnusableInputException {
    Set<Path> seen = new HashSet<>();
    for (Path file : files) {
      if (!seen.add(file.toAbsolutePath().normalize())) {
        throw new UnusableInputException("file", file.toString(), "each file once");
      }
    }
    return files;
  }

  static final class Threshold extends Share {
    Threshold() {
      super(
          "\\d*\\.?\\d+ ?%?",
          0, Math.nextDown(1.0), "0% or more and below 100%, such as 3% or 0.03");
    }
  }
}
