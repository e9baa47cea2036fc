package io.gatherbench.report.page;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.results.Metric;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as CSV: a line for each cell on each JDK. */
final class ReportCsv {

  private static final String SCORE =
      "params,metric,unit,forks,void_forks,flagged,value,low,high,bound_ms,"
          + Metric.EFFICIENCY.id()
          + ",speedup,speedup_low,speedup_high,to_fastest,to_fastest_low,to_fastest_high,standing,"
          + "to_baseline_jdk,to_baseline_low,to_baseline_high,jdk_verdict";

  private static final List<Metric> METRICS =
      List.of(
          Metric.TIME_P90,
          Metric.TIME_P99,
          Metric.TIME_MAX,
          Metric.CPU_PER_REQUEST,
          Metric.ALLOC_PER_REQUEST,
          Metric.THREADS_PEAK,
          Metric.RSS_PEAK,
          Metric.CONTEXT_SWITCHES_PER_REQUEST);

  private ReportCsv() {}

  /** Returns the whole file. */
  static String text(Report report) {
    Map<List<String>, CellComparison> jdks = byCell(report.jdks());
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      List<String> header = new ArrayList<>(CellAggregator.COLUMNS);
      header.addAll(List.of(SCORE.split(",")));
      METRICS.stream()
          .map(Metric::id)
          .forEach(name -> header.addAll(List.of(name, name + "_low", name + "_high")));
      csv.writeRecord(header);
      for (CellSummary cell : report.cells()) {
        csv.writeRecord(line(cell, against(report, cell, jdks)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot be written to", e);
    }
    return text.toString();
  }

  private static List<String> line(CellSummary cell, Optional<CellComparison> jdk) {
    List<String> line = new ArrayList<>();
    CellAggregator.COLUMNS.forEach(column -> line.add(cell.column(column)));
    line.add(params(cell));
    line.add(cell.metric());
    line.add(cell.unit());
    line.add(Integer.toString(cell.forks().size()));
    line.add(Integer.toString(cell.voidForks()));
    line.add(Boolean.toString(cell.flagged()));
    line.addAll(estimate(cell.score()));
    line.add(number(cell.boundMillis()));
    line.add(number(cell.efficiency()));
    line.addAll(ratio(cell.speedUp()));
    line.addAll(ratio(cell.standing().map(CellSummary.Standing::ratio)));
    line.add(cell.standing().map(ReportCsv::standing).orElse(""));
    line.addAll(ratio(jdk.flatMap(CellComparison::ratio)));
    line.add(jdk.map(VerdictText::name).orElse(""));
    METRICS.forEach(metric -> line.addAll(estimate(cell.estimate(metric))));
    return line;
  }

  private static String standing(CellSummary.Standing standing) {
    if (standing.fastest()) {
      return "fastest";
    }
    return switch (standing.verdict()) {
      case SLOWER -> "slower";
      case SAME -> "same";
      case TOO_FEW -> "too_few";
      default -> "undecided";
    };
  }

  /** Returns the comparisons of all JDKs, by JDK and what their cells are. */
  static Map<List<String>, CellComparison> byCell(Optional<Comparison> comparison) {
    Map<List<String>, CellComparison> cells = new HashMap<>();
    comparison.stream()
        .flatMap(known -> known.variants().stream())
        .forEach(one -> one.cells().forEach(c -> cells.put(key(one.name(), c.cell()), c)));
    return cells;
  }

  /** Returns how a cell compares with the same one on the baseline JDK. */
  static Optional<CellComparison> against(
      Report report, CellSummary cell, Map<List<String>, CellComparison> cells) {
    return report
        .jdks()
        .map(known -> known.columns().stream().map(cell::column).toList())
        .map(values -> cells.get(key(cell.column("jdk"), values)));
  }

  private static List<String> key(String jdk, List<String> cell) {
    return Stream.concat(Stream.of(jdk), cell.stream()).toList();
  }

  private static String params(CellSummary cell) {
    return cell.columns().entrySet().stream()
        .filter(column -> !CellAggregator.COLUMNS.contains(column.getKey()))
        .map(column -> column.getKey() + "=" + column.getValue())
        .collect(Collectors.joining(";"));
  }

  private static List<String> estimate(Optional<Estimate> estimate) {
    double none = Double.NaN;
    return estimate
        .map(
            known ->
                known.hasInterval()
                    ? numbers(known.value(), known.low(), known.high())
                    : numbers(known.value(), none, none))
        .orElse(numbers(none, none, none));
  }

  private static List<String> ratio(Optional<Ratio> ratio) {
    return ratio
        .map(known -> numbers(known.value(), known.low(), known.high()))
        .orElse(numbers(Double.NaN, Double.NaN, Double.NaN));
  }

  private static List<String> numbers(double value, double low, double high) {
    return List.of(number(value), number(low), number(high));
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    double six = Numbers.sixDigits(value);
    return six == Math.rint(six) && Math.abs(six) < 1e15
        ? String.format(Locale.ROOT, "%.0f", six)
        : Double.toString(six);
  }
}
