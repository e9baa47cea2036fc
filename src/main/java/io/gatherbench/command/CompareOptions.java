package io.gatherbench.command;

import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.Filter;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.compare.Verdict;
import io.gatherbench.report.comparison.ComparisonFormat;
import io.gatherbench.results.UnusableInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code compare} can be told; picocli fills it in, and the methods check it. */
@Command(
    name = "java -jar benchmarks.jar compare",
    sortOptions = false,
    usageHelpWidth = 80,
    description = {
      "",
      "Holds sets of rows against a baseline: ratios with intervals, and verdicts.",
      "Exit status: 0 done, 1 the gate of --fail-on has failed, 2 unusable input.",
      ""
    })
final class CompareOptions {

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "CSV of rows, or JSON of JMH's (-rf json), of any project; the baseline first")
  private List<Path> files = List.of();

  @Option(
      names = "--by",
      paramLabel = "COLUMN",
      description =
          "what is compared: jdk, strategy, client, run, file, any other column of the rows or"
              + " parameter; default: jdk, or file where the JDK is the same in all")
  private String by;

  @Option(
      names = "--baseline",
      paramLabel = "VALUE",
      description = "the column's value, or how it begins; default: the first in the files")
  private String baseline;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "default: time, or throughput in JMH's mode thrpt")
  private String metric;

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      description = "differences up to this do not matter; default 3%%")
  private String threshold = "3%";

  @Option(
      names = "--filter",
      paramLabel = "COLUMN=VALUE",
      description = "only such rows, or with != all others; several values after commas")
  private List<String> filters = List.of();

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      split = ",",
      description = "slower: exit status 1 if a cell is worse; undecided: if one has no verdict")
  private List<String> failOn = List.of();

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "text, markdown, csv, json; default text")
  private String format = "text";

  @Option(
      names = "--force",
      description = "compare rows of different machines, plans or commits; the report says so")
  private boolean force;

  @Option(names = "--help", usageHelp = true, description = "this text")
  private boolean help;

  /** What is asked, checked. */
  ComparisonSpec question() throws UnusableInputException, IncomparableException {
    for (String gate : failOn) {
      if (!List.of("slower", "undecided").contains(gate)) {
        throw new UnusableInputException("--fail-on", gate, "slower, undecided");
      }
    }
    format();
    List<Filter> parsed = new ArrayList<>();
    for (String filter : filters) {
      parsed.add(Filter.parse(filter));
    }
    return new ComparisonSpec(
        Optional.ofNullable(by),
        Optional.ofNullable(baseline),
        Optional.ofNullable(metric),
        fraction(threshold),
        parsed,
        force);
  }

  /** The files, each with the name that it goes by: the shortest that tells it from the others. */
  Map<Path, String> files() throws UnusableInputException {
    Map<Path, String> names = new LinkedHashMap<>();
    for (Path file : files) {
      if (names.put(file.toAbsolutePath().normalize(), "") != null) {
        throw new UnusableInputException("file", file.toString(), "each file once");
      }
    }
    names.replaceAll((file, none) -> shortest(file, names.keySet().stream().toList()));
    return names;
  }

  ComparisonFormat format() throws UnusableInputException {
    return Arrays.stream(ComparisonFormat.values())
        .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(format))
        .findFirst()
        .orElseThrow(
            () -> new UnusableInputException("--format", format, "text, markdown, csv, json"));
  }

  /** Whether such an outcome makes the gate fail. */
  boolean failsOn(Verdict outcome) {
    return outcome == Verdict.WORSE && failOn.contains("slower")
        || !outcome.decided() && failOn.contains("undecided");
  }

  /** {@code 3%}, {@code 0.03}; a bare 3 might mean either, and is refused. */
  private static double fraction(String text) throws UnusableInputException {
    String allowed = "0% or more and below 100%, such as 3% or 0.03";
    boolean percent = text.endsWith("%");
    double value;
    try {
      value = Double.parseDouble(percent ? text.substring(0, text.length() - 1).strip() : text);
    } catch (NumberFormatException e) {
      throw new UnusableInputException("--threshold", text, allowed);
    }
    double fraction = percent ? value / 100 : value;
    if (!(fraction >= 0 && fraction < 1)) {
      throw new UnusableInputException("--threshold", text, allowed);
    }
    return fraction;
  }

  /** The last parts of a path, without its ending, as many as no other file has. */
  private static String shortest(Path file, List<Path> all) {
    for (int parts = 1; parts < file.getNameCount(); parts++) {
      String name = last(file, parts);
      int count = parts;
      if (all.stream().filter(other -> last(other, count).equals(name)).count() == 1) {
        return name;
      }
    }
    return file.toString();
  }

  private static String last(Path file, int parts) {
    int from = Math.max(0, file.getNameCount() - parts);
    return file.subpath(from, file.getNameCount()).toString().replaceFirst("\\.(csv|json)$", "");
  }
}
