package io.gatherbench.first;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Comparison.VariantComparison;
import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.IncomparableException;
import io.gatherbench.compare.Verdict;
import io.gatherbench.report.text.EstimateText;
import io.gatherbench.report.text.Footnotes;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.TextTable;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.stats.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What cold starts say: an answer in a sentence, what JDKs and archives change, and a table. */
public final class FirstAnswer {

  private static final String START = "start";
  private static final String JDK = "jdk";

  /** What is compared, by the name that it has in the sentences. */
  private static final Map<Metric, String> QUESTIONS = new LinkedHashMap<>();

  static {
    QUESTIONS.put(Metric.FIRST_GATHER, "first gather");
    QUESTIONS.put(Metric.FIRST_ANSWER, "first answer");
    QUESTIONS.put(Metric.SETTLED_AFTER, "settled");
  }

  private static final String LEGEND =
      "answer, gather: from the start of the process to the first answer and to the first whole"
          + " gather, geometric mean over processes; ±: how far the gather's 95 % interval reaches;"
          + " CPU: processor time of the process until then; settled: until the running median of"
          + " five gathers stays close to what it then is, with the processor time until then.";

  private FirstAnswer() {}

  /** Returns all lines, at most 100 columns wide; none if nothing was measured. */
  public static List<String> lines(List<Row> rows) {
    List<CellSummary> cells =
        CellAggregator.summaries(rows).stream()
            .sorted(
                Comparator.comparing((CellSummary cell) -> cell.column("strategy"))
                    .thenComparing(cell -> StartMode.of(cell.column(START))))
            .toList();
    List<String> lines = new ArrayList<>();
    if (!cells.isEmpty()) {
      answer(cells).ifPresent(sentence -> lines.addAll(LineWrap.lines(sentence)));
      comparisons(rows, JDK, Optional.empty()).forEach(s -> lines.addAll(LineWrap.lines(s)));
      comparisons(rows, START, Optional.of(StartMode.PLAIN.id()))
          .forEach(s -> lines.addAll(LineWrap.lines(s)));
      lines.add("");
      lines.addAll(table(cells));
    }
    return lines;
  }

  /** Returns the shortest and the longest way to a first gather. */
  private static Optional<String> answer(List<CellSummary> cells) {
    List<CellSummary> measured =
        cells.stream()
            .filter(CellSummary::hasGeometricMean)
            .sorted(Comparator.comparingDouble(cell -> score(cell).value()))
            .toList();
    if (measured.isEmpty()) {
      return Optional.empty();
    }
    CellSummary last = measured.get(measured.size() - 1);
    String longest =
        measured.size() == 1 ? "" : " at the least and " + named(last) + " at the most";
    return Optional.of(
        "From the start of a JVM to its first whole gather of %s requests it takes %s%s."
            .formatted(last.column("requests"), named(measured.get(0)), longest));
  }

  private static String named(CellSummary cell) {
    return "%s ms (%s over %s, %s=%s, JDK %s)"
        .formatted(
            EstimateText.value(score(cell)),
            cell.column("strategy"),
            cell.column("client"),
            START,
            cell.column(START),
            cell.column(JDK));
  }

  private static Estimate score(CellSummary cell) {
    return cell.score().orElseThrow();
  }

  /**
   * Returns a sentence for each value of a column but the baseline.
   *
   * @param baseline its value; empty for the first
   */
  private static List<String> comparisons(List<Row> rows, String by, Optional<String> baseline) {
    Map<String, List<String>> parts = new LinkedHashMap<>();
    QUESTIONS.forEach(
        (metric, question) ->
            compare(rows, by, baseline, metric)
                .ifPresent(compared -> add(parts, question, compared)));
    return parts.entrySet().stream()
        .map(variant -> variant.getKey() + ": " + String.join("; ", variant.getValue()) + ".")
        .toList();
  }

  /** Adds how the times of each variant compare, such as {@code × 0.87 (5 faster, 1 same)}. */
  private static void add(Map<String, List<String>> parts, String question, Comparison compared) {
    for (VariantComparison variant : compared.variants()) {
      String against = variant.name() + " against " + compared.baseline();
      List<CellComparison> cells =
          variant.cells().stream().filter(cell -> cell.verdict() != Verdict.MISSING).toList();
      variant.means().stream()
          .filter(group -> group.name().isEmpty())
          .map(group -> Numbers.factor(group.ratio().value()))
          .map(ratio -> "%s × %s (%s)".formatted(question, ratio, VerdictText.tally(cells)))
          .forEach(part -> parts.computeIfAbsent(against, key -> new ArrayList<>()).add(part));
    }
  }

  /** Returns nothing if there is nothing to compare. */
  private static Optional<Comparison> compare(
      List<Row> rows, String by, Optional<String> baseline, Metric metric) {
    ComparisonSpec spec = ComparisonSpec.usual().withBy(by).withMetric(metric);
    CellAggregator cells = new CellAggregator(spec.withBaseline(baseline));
    // Those that settled are the faster ones of their cell.
    Set<String> leftOut =
        rows.stream()
            .filter(row -> metric == Metric.SETTLED_AFTER && isUnsettled(row))
            .map(FirstAnswer::cell)
            .collect(Collectors.toSet());
    try {
      for (Row row : rows) {
        if (!leftOut.contains(cell(row))) {
          cells.add("", row);
        }
      }
      return Optional.of(cells.compare());
    } catch (IncomparableException e) {
      return Optional.empty();
    }
  }

  private static boolean isUnsettled(Row row) {
    return row.validity().reason().contains(FirstFork.UNSETTLED);
  }

  private static String cell(Row row) {
    return String.join(" ", row.info().run(), row.strategy(), row.client(), row.params());
  }

  /** Returns nothing where a process did not settle: the others are the faster ones. */
  private static String settled(CellSummary cell, Metric metric) {
    boolean all = cell.reasons().stream().noneMatch(why -> why.contains(FirstFork.UNSETTLED));
    return all ? EstimateText.cost(cell, metric, 1e3) : "";
  }

  private static List<String> table(List<CellSummary> cells) {
    TextTable table = new TextTable().text("strategy").text(START).text("JDK");
    for (String column : List.of("answer ms", "gather ms", "±", "CPU ms", "settled s", "CPU s")) {
      table.number(column);
    }
    table.text("");
    Footnotes notes = new Footnotes();
    for (CellSummary cell : cells) {
      List<String> line =
          new ArrayList<>(Stream.of("strategy", START, JDK).map(cell::column).toList());
      String name = String.join(" ", line);
      cell.reasons().forEach(reason -> notes.add(reason, name));
      line.add(cell.estimate(Metric.FIRST_ANSWER).map(EstimateText::value).orElse(""));
      line.add(cell.score().map(EstimateText::value).orElse("void"));
      line.add(
          cell.score()
              .filter(Estimate::hasInterval)
              .map(score -> Numbers.percent(score.reach()))
              .orElse(""));
      line.add(EstimateText.cost(cell, Metric.CPU_UNTIL_GATHER, 1));
      line.add(settled(cell, Metric.SETTLED_AFTER));
      line.add(settled(cell, Metric.CPU_UNTIL_SETTLED));
      line.add(cell.reasons().isEmpty() ? "" : "!");
      table.add(line);
    }
    List<String> lines = new ArrayList<>(table.lines(3));
    lines.add("");
    lines.addAll(LineWrap.lines(LEGEND));
    lines.addAll(notes.lines("! "));
    return lines;
  }
}
