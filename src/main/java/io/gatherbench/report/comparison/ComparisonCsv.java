package io.gatherbench.report.comparison;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellComparison.Cost;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Comparison.VariantComparison;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A comparison as CSV: a line for each cell and arm, and one for each of its costs, which have no
 * verdict.
 */
final class ComparisonCsv {

  private static final List<String> FIXED =
      List.of(
          "by",
          "baseline",
          "arm",
          "metric",
          "unit",
          "baseline_forks",
          "baseline_value",
          "forks",
          "value",
          "ratio",
          "low",
          "high",
          "p",
          "p_holm",
          "verdict",
          "more_forks",
          "void_forks",
          "flagged",
          "forced");

  private ComparisonCsv() {}

  static List<String> lines(Comparison comparison) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      List<String> header = new ArrayList<>(comparison.columns());
      header.addAll(FIXED);
      csv.writeRecord(header);
      for (VariantComparison arm : comparison.variants()) {
        for (CellComparison cell : arm.cells()) {
          csv.writeRecord(score(comparison, arm, cell));
          cell.costs().forEach(cost -> csv.writeRecord(cost(comparison, arm, cell, cost)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a string cannot be written to", e);
    }
    return text.toString().lines().toList();
  }

  private static List<String> score(
      Comparison comparison, VariantComparison arm, CellComparison cell) {
    List<String> line = beginning(comparison, arm, cell, cell.metric(), cell.unit());
    line.addAll(estimate(cell.base().score()));
    line.addAll(estimate(cell.other().score()));
    line.addAll(ratio(cell.ratio()));
    line.add(number(cell.adjusted()));
    line.add(VerdictText.name(cell));
    line.add(cell.moreForks().isPresent() ? "" + cell.moreForks().getAsInt() : "");
    line.addAll(ending(comparison, cell));
    return line;
  }

  private static List<String> cost(
      Comparison comparison, VariantComparison arm, CellComparison cell, Cost cost) {
    List<String> line = beginning(comparison, arm, cell, cost.metric(), cost.unit());
    line.addAll(estimate(Optional.of(cost.base())));
    line.addAll(estimate(Optional.of(cost.other())));
    line.addAll(ratio(Optional.of(cost.ratio())));
    line.addAll(List.of("", "", ""));
    line.addAll(ending(comparison, cell));
    return line;
  }

  private static List<String> beginning(
      Comparison comparison,
      VariantComparison arm,
      CellComparison cell,
      String metric,
      String unit) {
    List<String> line = new ArrayList<>(cell.cell());
    line.addAll(List.of(comparison.by(), comparison.baseline(), arm.name(), metric, unit));
    return line;
  }

  private static List<String> ending(Comparison comparison, CellComparison cell) {
    CellSummary base = cell.base();
    CellSummary other = cell.other();
    return List.of(
        Integer.toString(base.voidForks() + other.voidForks()),
        Boolean.toString(base.flagged() || other.flagged()),
        Boolean.toString(!comparison.forced().isEmpty()));
  }

  private static List<String> estimate(Optional<Estimate> estimate) {
    return estimate
        .map(known -> List.of(Integer.toString(known.forks()), number(known.value())))
        .orElse(List.of("0", ""));
  }

  private static List<String> ratio(Optional<Ratio> ratio) {
    return ratio
        .map(r -> List.of(number(r.value()), number(r.low()), number(r.high()), number(r.p())))
        .orElse(List.of("", "", "", ""));
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : Double.toString(Numbers.sixDigits(value));
  }
}
