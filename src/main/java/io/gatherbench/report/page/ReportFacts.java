package io.gatherbench.report.page;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.results.RunInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a report says in words beside its numbers, in whatever form it is shown. */
final class ReportFacts {

  private static final int MOST_NAMED = 12;

  private ReportFacts() {}

  /** What there is, in one sentence. */
  static String summary(Report report) {
    if (report.rows() == 0) {
      return "There are no rows.";
    }
    long forks = report.cells().stream().mapToLong(cell -> cell.forks().size()).sum();
    long voided = report.cells().stream().mapToLong(CellSummary::voidForks).sum();
    return count(report.rows(), "row")
        + ", "
        + count(report.cells().size(), "cell")
        + ", "
        + count(forks, "fork")
        + (voided > 0 ? " and " + count(voided, "void fork") : "")
        + ", recorded "
        + report.span().get(0)
        + " to "
        + report.span().get(1)
        + ".";
  }

  /** Why nothing can be said about which strategy is fastest. */
  static String noAnswer(Report report) {
    if (report.cells().isEmpty()) {
      return "Nothing was measured, so there is no answer.";
    }
    boolean usable = report.cells().stream().anyMatch(cell -> cell.score().isPresent());
    return usable
        ? "No two strategies were measured at the same work, so none can be called fastest."
        : "Every fork is void, so there is no answer; the reasons stand below.";
  }

  /** How often a strategy is the one to take. */
  static List<String> tally(List<Answer> answers, ReportNames names) {
    Map<String, Integer> cheapest = new LinkedHashMap<>();
    Map<String, Integer> among = new LinkedHashMap<>();
    for (Answer answer : answers) {
      cheapest.merge(names.strategy(answer.cheapest()), 1, Integer::sum);
      among.merge(names.strategy(answer.fastest()), 1, Integer::sum);
      answer.withinNoise().forEach(cell -> among.merge(names.strategy(cell), 1, Integer::sum));
    }
    List<String> lines = new ArrayList<>();
    among.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(
            entry ->
                lines.add(
                    entry.getKey()
                        + " is the fastest or within noise of it in "
                        + entry.getValue()
                        + " of "
                        + count(answers.size(), "situation")
                        + ", and the cheapest of these in "
                        + cheapest.getOrDefault(entry.getKey(), 0)
                        + "."));
    return lines;
  }

  /** How the cells of each JDK came out. */
  static List<String> tallies(Comparison comparison) {
    return comparison.variants().stream()
        .map(
            arm ->
                arm.name()
                    + " against "
                    + comparison.baseline()
                    + ": "
                    + VerdictText.tally(arm.cells()))
        .toList();
  }

  /** Machine, JDKs, stub, revision, runs. */
  static List<String> environment(Report report) {
    List<String> facts = new ArrayList<>();
    fact(
        facts,
        "Machine",
        report,
        run ->
            run.machine().host()
                + ", "
                + run.machine().cpu()
                + ", "
                + run.machine().cores()
                + " cores, "
                + run.machine().memoryMb()
                + " MB, "
                + run.machine().os());
    fact(
        facts,
        "JDK",
        report,
        run ->
            run.jdk()
                + ": "
                + run.vm()
                + (run.gc().isEmpty() ? "" : ", " + run.gc())
                + (run.vmArgs().isEmpty() ? "" : ", " + run.vmArgs()));
    fact(facts, "Stub", report, RunInfo::stub);
    fact(facts, "Revision", report, RunInfo::commit);
    fact(facts, "Run", report, RunInfo::run);
    return facts;
  }

  private static void fact(
      List<String> facts, String name, Report report, Function<RunInfo, String> value) {
    Set<String> values = new LinkedHashSet<>();
    report.runs().forEach(run -> values.add(value.apply(run)));
    values.remove("");
    int named = 0;
    for (String each : values) {
      if (named++ == MOST_NAMED) {
        facts.add(name + ": … and " + (values.size() - MOST_NAMED) + " more");
        break;
      }
      facts.add(name + ": " + each);
    }
  }

  /** Why forks are void or flagged, each reason with the cells that it is about. */
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
          String some = String.join("; ", named.subList(0, Math.min(MOST_NAMED, named.size())));
          int more = named.size() - MOST_NAMED;
          troubles.put(reason, some + (more > 0 ? "; and " + more + " more" : ""));
        });
    return troubles;
  }

  private static String count(long number, String what) {
    return Numbers.fixed(number, 0) + " " + what + (number == 1 ? "" : "s");
  }
}
