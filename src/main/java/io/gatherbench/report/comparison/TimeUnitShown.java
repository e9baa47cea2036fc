package io.gatherbench.report.comparison;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.report.text.Numbers;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The unit of a table's values: for times, the one that suits the shortest of them.
 *
 * @param name the unit
 * @param factor the factor of the values
 */
record TimeUnitShown(String name, double factor) {

  private static final Map<String, Double> PER_MILLISECOND =
      Map.of("ns", 1e6, "us", 1e3, "ms", 1.0, "s", 1e-3);

  /** Returns the unit for cells of one unit. */
  static TimeUnitShown of(List<CellComparison> cells) {
    String unit = cells.isEmpty() ? "" : cells.get(0).unit();
    double shortest =
        cells.stream()
            .flatMap(cell -> Stream.of(cell.base(), cell.other()))
            .flatMapToDouble(
                side ->
                    side.score().isPresent()
                        ? DoubleStream.of(side.score().get().value())
                        : DoubleStream.empty())
            .min()
            .orElse(1);
    if (!unit.equals("ms")) {
      return new TimeUnitShown(unit, 1);
    }
    String suited = shortest < 1e-3 ? "ns" : shortest < 0.1 ? "us" : shortest < 10_000 ? "ms" : "s";
    return new TimeUnitShown(suited, PER_MILLISECOND.get(suited));
  }

  /** Returns a value in this unit, with four significant digits. */
  String shown(double value) {
    return Numbers.significant(value * factor);
  }
}
