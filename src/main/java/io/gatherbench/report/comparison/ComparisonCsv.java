package io.gatherbench.report.comparison;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellComparison.Cost;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Comparison.VariantComparison;
import io.gatherbench.report.text.CsvText;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A comparison as CSV: a line for each cell and variant, and one for each of its costs, which have
 * no verdict.
 */
final class ComparisonCsv {

  private static final List<String> COLUMNS =
      List.of(
          "by",
          "baseline",
          "variant",
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
    List<List<String>> records = new ArrayList<>();
    List<String> header = new ArrayList<>(comparison.columns());
    header.addAll(COLUMNS);
    records.add(header);
    for (VariantComparison variant : comparison.variants()) {
      for (CellComparison cell : variant.cells()) {
        records.add(score(comparison, variant, cell));
        cell.costs().forEach(cost -> records.add(cost(comparison, variant, cell, cost)));
      }
    }
    return CsvText.of(records).lines().toList();
  }

  private static List<String> score(
      Comparison comparison, VariantComparison variant, CellComparison cell) {
    List<String> line = beginning(comparison, variant, cell, cell.metric(), cell.unit());
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
      Comparison comparison, VariantComparison variant, CellComparison cell, Cost cost) {
    List<String> line = beginning(comparison, variant, cell, cost.metric(), cost.unit());
    line.addAll(estimate(Optional.of(cost.base())));
    line.addAll(estimate(Optional.of(cost.other())));
    line.addAll(ratio(Optional.of(cost.ratio())));
    line.addAll(List.of("", "", ""));
    line.addAll(ending(comparison, cell));
    return line;
  }

  private static List<String> beginning(
      Comparison comparison,
      VariantComparison variant,
      CellComparison cell,
      String metric,
      String unit) {
    List<String> line = new ArrayList<>(cell.cell());
    line.addAll(List.of(comparison.by(), comparison.baseline(), variant.name(), metric, unit));
    return line;
  }

  private static List<String> ending(Comparison comparison, CellComparison cell) {
    return List.of(
        Integer.toString(cell.base().voidForks() + cell.other().voidForks()),
        Boolean.toString(cell.base().flagged() || cell.other().flagged()),
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
