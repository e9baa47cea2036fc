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
import java.util.stream.Stream;

/** A report as CSV: a line for each cell on each JDK. */
final class ReportCsv {

  private static final List<String> SCORE =
      List.of(
          "params",
          "metric",
          "unit",
          "forks",
          "void_forks",
          "flagged",
          "value",
          "low",
          "high",
          "bound_ms",
          Metric.EFFICIENCY.id(),
          "speedup",
          "speedup_low",
          "speedup_high",
          "to_fastest",
          "to_fastest_low",
          "to_fastest_high",
          "standing",
          "to_baseline_jdk",
          "to_baseline_low",
          "to_baseline_high",
          "jdk_verdict");

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

  /** The whole file. */
  static String text(Report report) {
    Map<List<String>, CellComparison> jdks = byCell(report.jdks());
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      List<String> header = new ArrayList<>(CellAggregator.COLUMNS);
      header.addAll(SCORE);
      for (Metric metric : METRICS) {
        header.addAll(List.of(metric.id(), metric.id() + "_low", metric.id() + "_high"));
      }
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
    for (Metric metric : METRICS) {
      line.addAll(estimate(cell.estimate(metric)));
    }
    return line;
  }

  /** One word for a place among the strategies. */
  static String standing(CellSummary.Standing standing) {
    if (standing.fastest()) {
      return "fastest";
    }
    return switch (standing.verdict()) {
      case SLOWER -> "slower";
      case TOO_FEW -> "too_few";
      default -> "within_noise";
    };
  }

  /** The comparisons of all arms, by what their cells are. */
  static Map<List<String>, CellComparison> byCell(Optional<Comparison> comparison) {
    Map<List<String>, CellComparison> cells = new HashMap<>();
    comparison.ifPresent(
        known ->
            known
                .variants()
                .forEach(
                    arm -> arm.cells().forEach(cell -> cells.put(key(arm.name(), cell), cell))));
    return cells;
  }

  /** What says of this cell how its JDK compares with the baseline. */
  static Optional<CellComparison> against(
      Report report, CellSummary cell, Map<List<String>, CellComparison> cells) {
    return report
        .jdks()
        .map(
            comparison -> {
              Stream<String> values = comparison.columns().stream().map(cell::column);
              return cells.get(Stream.concat(Stream.of(cell.column("jdk")), values).toList());
            });
  }

  private static List<String> key(String arm, CellComparison cell) {
    return Stream.concat(Stream.of(arm), cell.cell().stream()).toList();
  }

  private static String params(CellSummary cell) {
    List<String> params = new ArrayList<>();
    cell.columns()
        .forEach(
            (name, value) -> {
              if (!CellAggregator.COLUMNS.contains(name)) {
                params.add(name + "=" + value);
              }
            });
    return String.join(";", params);
  }

  private static List<String> estimate(Optional<Estimate> estimate) {
    return estimate
        .map(
            known ->
                known.hasInterval()
                    ? List.of(number(known.value()), number(known.low()), number(known.high()))
                    : List.of(number(known.value()), "", ""))
        .orElse(List.of("", "", ""));
  }

  private static List<String> ratio(Optional<Ratio> ratio) {
    return ratio
        .map(known -> List.of(number(known.value()), number(known.low()), number(known.high())))
        .orElse(List.of("", "", ""));
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
