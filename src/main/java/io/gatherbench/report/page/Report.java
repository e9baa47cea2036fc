package io.gatherbench.report.page;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Comparison.VariantComparison;
import io.gatherbench.report.text.Footnotes;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.RequestSpan;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.results.Machine;
import io.gatherbench.results.Metric;
import io.gatherbench.results.RunInfo;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The content of a report, with the sentences that are the same in all of its formats.
 *
 * @param cells sorted
 * @param jdks the JDKs compared with one of them; empty if there is only one, or a note says why
 *     they cannot be compared
 * @param span when the first and the last row were recorded; empty without rows
 * @param reproduction seeds and commands, a line each
 * @param traces gathers as {@code trace --log} recorded them
 * @param flames links to flame graphs, relative to the report's folder
 * @param strategies names of all strategies that gatherbench has, in an order that gives each its
 *     colour
 */
public record Report(
    List<CellSummary> cells,
    Optional<Comparison> jdks,
    long rows,
    List<OffsetDateTime> span,
    List<RunInfo> runs,
    List<String> notes,
    List<String> reproduction,
    List<Traced> traces,
    List<String> flames,
    List<String> strategies) {

  private static final int MOST_NAMED = 12;

  private static final String INCOMPLETE =
      " on it and on %s left out of all numbers, of rounds that not all JDKs completed";

  /** A traced gather, named by strategy and client. */
  public record Traced(String name, List<RequestSpan> spans) {}

  /** Returns a function that looks up a cell's comparison with the baseline JDK. */
  Function<CellSummary, Optional<CellComparison>> toBaseline() {
    List<String> columns = jdks.map(Comparison::columns).orElse(List.of());
    Map<List<?>, CellComparison> compared = new HashMap<>();
    jdks.stream()
        .flatMap(known -> known.variants().stream())
        .forEach(jdk -> jdk.cells().forEach(c -> compared.put(List.of(jdk.name(), c.cell()), c)));
    return cell -> {
      List<String> values = columns.stream().map(cell::compared).toList();
      String jdk = cell.column("jdk");
      return Stream.of(jdk, Comparison.onVm(jdk, cell.column("vm")))
          .flatMap(name -> Stream.ofNullable(compared.get(List.of(name, values))))
          .findFirst();
    };
  }

  String summary() {
    if (rows == 0) {
      return "There are no rows.";
    }
    long forks = cells.stream().mapToLong(cell -> cell.forks().size()).sum();
    long voided = cells.stream().mapToLong(CellSummary::voidForks).sum();
    String and = voided > 0 ? " and " + count(voided, "void fork") : "";
    long starved = cells.stream().mapToLong(CellSummary::starvedForks).sum();
    and += starved > 0 ? " and " + count(starved, "starved fork") : "";
    String what = count(rows, "row") + ", " + count(cells.size(), "cell") + ", ";
    return what + count(forks, "fork") + and + ", recorded " + recorded() + ".";
  }

  /** Returns from when to when, to the minute and in UTC; the date of the end if it is another. */
  private String recorded() {
    String from = minute(span.get(0));
    String to = minute(span.get(1));
    String day = from.substring(0, from.indexOf(' ') + 1);
    return from + " to " + (to.startsWith(day) ? to.substring(day.length()) : to) + " UTC";
  }

  private static String minute(OffsetDateTime time) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT)
        .format(time.withOffsetSameInstant(ZoneOffset.UTC));
  }

  /** Returns at most so many cells: of each benchmark and JDK the same number, as far as it has. */
  List<CellSummary> shown(int most) {
    Map<List<String>, Integer> seen = new HashMap<>();
    List<Integer> places = new ArrayList<>();
    for (CellSummary cell : cells) {
      List<String> group = List.of(cell.column("benchmark"), cell.column("jdk"));
      places.add(seen.merge(group, 1, Integer::sum));
    }
    return IntStream.range(0, cells.size())
        .boxed()
        .sorted(Comparator.comparing(places::get))
        .limit(most)
        .sorted()
        .map(cells::get)
        .toList();
  }

  String noAnswer() {
    if (cells.isEmpty()) {
      return "Nothing was measured, so there is no answer.";
    }
    if (cells.stream().anyMatch(cell -> cell.score().isPresent())) {
      return "No two strategies have values for the same work, so none can be called fastest.";
    }
    boolean starved = cells.stream().anyMatch(cell -> cell.starvedForks() > 0);
    return starved || cells.stream().anyMatch(cell -> cell.voidForks() > 0)
        ? "Every fork is void%s, so there is no answer; the reasons stand below."
            .formatted(starved ? " or starved" : "")
        : "No fork has a value, so there is no answer; the remarks say why.";
  }

  List<String> tallies() {
    List<String> tallies = new ArrayList<>();
    for (VariantComparison jdk : jdks.map(Comparison::variants).orElse(List.of())) {
      String against = " against " + jdks.get().baseline() + ": ";
      tallies.add(jdk.name() + against + VerdictText.tally(jdk.cells()));
    }
    return tallies;
  }

  List<String> environment() {
    return Stream.of(
            most("The compiler took", Metric.COMPILER_SHARE),
            most("The stub was late by", Metric.STUB_SHARE),
            facts("Machine", run -> known(run, machine(run.machine()))),
            facts("JDK", Report::jdk),
            facts("Stub", RunInfo::stub),
            facts("Revision", RunInfo::commit),
            facts("Run", run -> known(run, run.run())))
        .flatMap(List::stream)
        .toList();
  }

  /** Returns the largest share of the time that a cell lost to something, if rows say so. */
  private List<String> most(String what, Metric share) {
    return cells.stream()
        .flatMap(cell -> Stream.ofNullable(cell.shares().get(share)))
        .max(Comparator.naturalOrder())
        .map(most -> what + " at most " + Numbers.percent(most / 100) + " of a cell's time")
        .stream()
        .toList();
  }

  /** Returns a text, but none for results of JMH, which say neither machine nor run. */
  private static String known(RunInfo run, String text) {
    return run.ofJmh() ? "" : text;
  }

  private static String machine(Machine of) {
    return "%s, %s, %s cores, %s MB, %s"
        .formatted(of.host(), of.cpu(), of.cores(), of.memoryMb(), of.os());
  }

  private static String jdk(RunInfo run) {
    return Stream.of(run.vm(), run.gc(), run.vmArgs())
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", ", run.jdk() + ": ", ""));
  }

  private List<String> facts(String name, Function<RunInfo, String> value) {
    List<String> values =
        runs.stream().map(value).filter(known -> !known.isEmpty()).distinct().toList();
    return limited(values, "… and ").map(each -> name + ": " + each).toList();
  }

  /** Returns why forks are void or flagged, and other remarks, each with its cells. */
  Map<String, String> troubles(ReportNames names) {
    Map<String, List<String>> troubles = new LinkedHashMap<>();
    Function<CellSummary, Optional<CellComparison>> toBaseline = toBaseline();
    boolean several = ReportNames.distinct(cells, names::benchmark).size() > 1;
    Function<CellSummary, String> benchmark = cell -> several ? names.benchmark(cell) : "";
    for (CellSummary cell : cells) {
      List<String> reasons = new ArrayList<>(cell.reasons());
      if (cell.cutShort() > 0) {
        reasons.add(count(cell.cutShort(), "fork") + " cut short and left out");
      }
      toBaseline
          .apply(cell)
          .map(jdk -> jdk.leftOut() + jdk.baseLeftOut())
          .filter(forks -> forks > 0)
          .map(forks -> count(forks, "fork") + INCOMPLETE.formatted(jdks.get().baseline()))
          .ifPresent(reasons::add);
      if (cell.score().isPresent() && !cell.hasGeometricMean()) {
        reasons.add(
            "a fork has 0: its score is the arithmetic mean, is not ranked, and in no chart");
      }
      reasons.addAll(Footnotes.fewValues(cell));
      if (cell.answeredWhileSending()) {
        reasons.add(Footnotes.ANSWERED_WHILE_SENDING);
      }
      String name =
          Stream.of(benchmark.apply(cell), names.strategy(cell), names.size(cell), names.jdk(cell))
              .filter(part -> !part.isBlank())
              .distinct()
              .collect(Collectors.joining(" "));
      reasons.forEach(
          reason -> troubles.computeIfAbsent(reason, none -> new ArrayList<>()).add(name));
    }
    Map<String, String> joined = new LinkedHashMap<>();
    troubles.forEach(
        (reason, all) ->
            joined.put(reason, limited(all, "and ").collect(Collectors.joining("; "))));
    return joined;
  }

  private static Stream<String> limited(List<String> all, String and) {
    int more = all.size() - MOST_NAMED;
    Stream<String> rest = more > 0 ? Stream.of(and + more + " more") : Stream.of();
    return Stream.concat(all.stream().limit(MOST_NAMED), rest);
  }

  static String count(long number, String what) {
    return Numbers.fixed(number, 0) + " " + what + (number == 1 ? "" : "s");
  }
}
