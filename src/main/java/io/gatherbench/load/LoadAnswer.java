package io.gatherbench.load;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Verdict;
import io.gatherbench.report.text.EstimateText;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.results.Metric;
import io.gatherbench.stats.Estimate;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What measurements at rates of arrivals say, in sentences.
 *
 * @param cells ranked
 */
public record LoadAnswer(List<CellSummary> cells) {

  /** From this factor over the 99th percentile at the lowest rate on, a line is past its knee. */
  private static final double KNEE = 2;

  /** Sorts cells by rate. */
  public LoadAnswer {
    cells = cells.stream().sorted(Comparator.comparingInt(CellSummary::arrivalRate)).toList();
  }

  /** Returns a sentence for each JDK, at the middle one of the rates that lines have in common. */
  public List<String> sentences() {
    List<CellSummary> ranked = cells.stream().filter(c -> c.standing().isPresent()).toList();
    List<Integer> rates = ranked.stream().map(CellSummary::arrivalRate).distinct().toList();
    return ranked.stream()
        .filter(cell -> cell.arrivalRate() == rates.get(rates.size() / 2))
        .filter(cell -> cell.standing().orElseThrow().fastest())
        .map(best -> sentence(best, ranked.stream().filter(c -> isRival(c, best)).toList()))
        .toList();
  }

  private static boolean isRival(CellSummary cell, CellSummary best) {
    return Stream.of("jdk", "vm_args", "rate", "latency")
        .allMatch(column -> cell.column(column).equals(best.column(column)));
  }

  private static String sentence(CellSummary best, List<CellSummary> rivals) {
    String close =
        rivals.stream()
            .filter(cell -> cell != best)
            .filter(cell -> cell.standing().orElseThrow().verdict() != Verdict.SLOWER)
            .map(cell -> name(cell) + ", " + times(cell))
            .collect(Collectors.joining("; "));
    CellSummary cheapest = Collections.min(rivals, Comparator.comparingDouble(LoadAnswer::cpu));
    return "At %s/s on %s %s has the lowest median response time, %s%s. %s took the least processor time, %s µs a request."
        .formatted(
            Numbers.fixed(best.arrivalRate(), 0),
            best.column("jdk"),
            name(best),
            times(best),
            close.isEmpty() ? "" : " (not proven slower: " + close + ")",
            cheapest == best ? "It" : name(cheapest),
            EstimateText.cost(cheapest, Metric.CPU_PER_REQUEST, 1));
  }

  private static String times(CellSummary cell) {
    return EstimateText.value(cell.score().orElseThrow())
        + " ms"
        + p99(cell).map(p99 -> ", p99 " + EstimateText.value(p99) + " ms").orElse("");
  }

  private static double cpu(CellSummary cell) {
    return cell.estimate(Metric.CPU_PER_REQUEST).map(Estimate::value).orElse(Double.MAX_VALUE);
  }

  /** Returns for each line the rate from which on its 99th percentile is past the knee. */
  public String knees() {
    Map<String, List<CellSummary>> lines =
        cells.stream()
            .filter(cell -> p99(cell).isPresent())
            .collect(
                Collectors.groupingBy(
                    cell -> line(cell, cells), LinkedHashMap::new, Collectors.toList()));
    String knees =
        lines.entrySet().stream()
            .map(line -> line.getKey() + " " + knee(line.getValue()))
            .collect(Collectors.joining("; "));
    return knees.isEmpty()
        ? knees
        : "p99 over twice that of the lowest rate with one: " + knees + ".";
  }

  private static String knee(List<CellSummary> line) {
    return line.stream()
        .filter(cell -> p99(cell).get().value() > KNEE * p99(line.get(0)).get().value())
        .findFirst()
        .map(cell -> "from " + Numbers.fixed(cell.arrivalRate(), 0) + "/s on")
        .orElse("at none of these");
  }

  private static Optional<Estimate> p99(CellSummary cell) {
    return cell.estimate(Metric.RESPONSE_P99);
  }

  /** Returns the rates that a search found, a line each. */
  public static List<String> sustained(List<CellSummary> found) {
    return found.stream()
        .map(cell -> line(cell, found) + cell.score().map(LoadAnswer::sustains).orElse(" is void"))
        .toList();
  }

  private static String sustains(Estimate rate) {
    return " sustains " + Numbers.fixed(rate.value(), 0) + "/s";
  }

  /** Returns a name by all in which a cell differs from others of its strategy, but the rate. */
  private static String line(CellSummary cell, List<CellSummary> all) {
    String name = name(cell) + " on " + cell.column("jdk");
    return cell.columns().keySet().stream()
        .filter(column -> !column.equals("rate"))
        .filter(
            column ->
                all.stream()
                    .filter(other -> name.equals(name(other) + " on " + other.column("jdk")))
                    .anyMatch(other -> !other.column(column).equals(cell.column(column))))
        .map(column -> ", " + column + " " + cell.column(column))
        .collect(Collectors.joining("", name, ""));
  }

  private static String name(CellSummary cell) {
    return cell.column("strategy") + " over " + cell.column("client");
  }
}
