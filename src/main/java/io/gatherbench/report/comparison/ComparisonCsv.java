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
import java.util.stream.Stream;

/** A comparison as CSV: a line for each cell and variant, and for each cost, without a verdict. */
final class ComparisonCsv {

  private static final String COLUMNS =
      "by,baseline,variant,metric,unit,baseline_forks,baseline_value,forks,value,ratio,low,high,p,"
          + "p_holm,verdict,more_forks,void_forks,flagged,in_doubt,forced";

  private ComparisonCsv() {}

  static List<String> lines(Comparison comparison) {
    List<List<String>> records = new ArrayList<>();
    List<String> header = new ArrayList<>(comparison.columns());
    header.addAll(List.of(COLUMNS.split(",")));
    records.add(header);
    for (VariantComparison variant : comparison.variants()) {
      List<String> sides = List.of(comparison.by(), comparison.baseline(), variant.name());
      for (CellComparison cell : variant.cells()) {
        List<String> beginning = joined(Stream.of(cell.cell(), sides));
        List<String> ending =
            List.of(
                Integer.toString(cell.base().voidForks() + cell.other().voidForks()),
                Boolean.toString(cell.base().flagged() || cell.other().flagged()),
                Boolean.toString(!cell.doubts(comparison.threshold()).isEmpty()),
                Boolean.toString(!comparison.forced().isEmpty()));
        records.add(joined(Stream.of(beginning, score(cell), ending)));
        cell.costs().forEach(c -> records.add(joined(Stream.of(beginning, cost(c), ending))));
      }
    }
    return CsvText.of(records).lines().toList();
  }

  private static List<String> score(CellComparison cell) {
    String more = cell.moreForks().isPresent() ? "" + cell.moreForks().getAsInt() : "";
    return joined(
        Stream.of(
            List.of(cell.metric(), cell.unit()),
            estimate(cell.base().score()),
            estimate(cell.other().score()),
            ratio(cell.ratio()),
            List.of(number(cell.adjusted()), VerdictText.name(cell), more)));
  }

  private static List<String> cost(Cost cost) {
    return joined(
        Stream.of(
            List.of(cost.metric(), cost.unit()),
            estimate(Optional.of(cost.base())),
            estimate(Optional.of(cost.other())),
            ratio(Optional.of(cost.ratio())),
            List.of("", "", "")));
  }

  private static List<String> joined(Stream<List<String>> parts) {
    return parts.flatMap(List::stream).toList();
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
