package io.gatherbench.report.page;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.results.RunInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The sentences of a report, the same in all of its formats. */
final class ReportFacts {

  private static final int MOST_NAMED = 12;

  private ReportFacts() {}

  /** Returns what there is, in one sentence. */
  static String summary(Report report) {
    if (report.rows() == 0) {
      return "There are no rows.";
    }
    long forks = report.cells().stream().mapToLong(cell -> cell.forks().size()).sum();
    long voided = report.cells().stream().mapToLong(CellSummary::voidForks).sum();
    return "%s, %s, %s%s, recorded %s to %s."
        .formatted(
            count(report.rows(), "row"),
            count(report.cells().size(), "cell"),
            count(forks, "fork"),
            voided > 0 ? " and " + count(voided, "void fork") : "",
            report.span().get(0),
            report.span().get(1));
  }

  /** Returns why no strategy can be called fastest. */
  static String noAnswer(Report report) {
    if (report.cells().isEmpty()) {
      return "Nothing was measured, so there is no answer.";
    }
    boolean usable = report.cells().stream().anyMatch(cell -> cell.score().isPresent());
    return usable
        ? "No two strategies were measured at the same work, so none can be called fastest."
        : "Every fork is void, so there is no answer; the reasons stand below.";
  }

  /** Returns in how many situations each strategy is the one to take. */
  static List<String> tally(List<Answer> answers, ReportNames names) {
    Map<String, Integer> cheapest = new LinkedHashMap<>();
    Map<String, Integer> among = new LinkedHashMap<>();
    for (Answer answer : answers) {
      cheapest.merge(names.strategy(answer.cheapest()), 1, Integer::sum);
      Stream.concat(Stream.of(answer.fastest()), answer.close().stream())
          .forEach(cell -> among.merge(names.strategy(cell), 1, Integer::sum));
    }
    String format =
        "%s is the fastest, or cannot be told from it, in %s of %s, and the cheapest of these in"
            + " %s.";
    return among.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .map(
            entry ->
                format.formatted(
                    entry.getKey(),
                    entry.getValue(),
                    count(answers.size(), "situation"),
                    cheapest.getOrDefault(entry.getKey(), 0)))
        .toList();
  }

  /** Returns how the cells of each JDK came out. */
  static List<String> tallies(Comparison comparison) {
    String against = " against " + comparison.baseline() + ": ";
    return comparison.variants().stream()
        .map(variant -> variant.name() + against + VerdictText.tally(variant.cells()))
        .toList();
  }

  /** Returns machine, JDKs, stub, revision and runs. */
  static List<String> environment(Report report) {
    List<String> facts = new ArrayList<>();
    fact(facts, "Machine", report, ReportFacts::machine);
    fact(facts, "JDK", report, ReportFacts::jdk);
    fact(facts, "Stub", report, RunInfo::stub);
    fact(facts, "Revision", report, RunInfo::commit);
    fact(facts, "Run", report, RunInfo::run);
    return facts;
  }

  private static String machine(RunInfo run) {
    return "%s, %s, %s cores, %s MB, %s"
        .formatted(
            run.machine().host(),
            run.machine().cpu(),
            run.machine().cores(),
            run.machine().memoryMb(),
            run.machine().os());
  }

  private static String jdk(RunInfo run) {
    return run.jdk()
        + ": "
        + Stream.of(run.vm(), run.gc(), run.vmArgs())
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(", "));
  }

  private static void fact(
      List<String> facts, String name, Report report, Function<RunInfo, String> value) {
    List<String> values =
        report.runs().stream().map(value).filter(known -> !known.isEmpty()).distinct().toList();
    values.stream().limit(MOST_NAMED).forEach(each -> facts.add(name + ": " + each));
    if (values.size() > MOST_NAMED) {
      facts.add(name + ": … and " + (values.size() - MOST_NAMED) + " more");
    }
  }

  /** Returns why forks are void or flagged, each reason with its cells. */
  static Map<String, String> troubles(Report report, ReportNames names) {
    Map<String, List<String>> cells = new LinkedHashMap<>();
    for (CellSummary cell : report.cells()) {
      List<String> reasons = new ArrayList<>(cell.reasons());
      if (cell.cutShort() > 0) {
        reasons.add(count(cell.cutShort(), "fork") + " cut short and left out");
      }
      String name =
          String.join(
              " ",
              names.strategy(cell),
              cell.column("requests"),
              cell.column("latency"),
              names.jdk(cell));
      reasons.forEach(
          reason -> cells.computeIfAbsent(reason, none -> new ArrayList<>()).add(name.strip()));
    }
    Map<String, String> troubles = new LinkedHashMap<>();
    cells.forEach(
        (reason, named) -> {
          int more = named.size() - MOST_NAMED;
          String some = String.join("; ", named.subList(0, Math.min(MOST_NAMED, named.size())));
          troubles.put(reason, some + (more > 0 ? "; and " + more + " more" : ""));
        });
    return troubles;
  }

  private static String count(long number, String what) {
    return Numbers.fixed(number, 0) + " " + what + (number == 1 ? "" : "s");
  }
}
