package io.gatherbench.compare;

import io.gatherbench.compare.Comparison.Arm;
import io.gatherbench.compare.Comparison.Group;
import io.gatherbench.stats.Holm;
import io.gatherbench.stats.PowerAnalysis;
import io.gatherbench.stats.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Gives the cells of one report their verdicts, and the means of their ratios. */
final class Verdicts {

  private final double threshold;
  private final List<String> columns;

  /**
   * @param threshold what is the same, as a fraction
   * @param columns the names of what a cell's key holds
   */
  Verdicts(double threshold, List<String> columns) {
    this.threshold = threshold;
    this.columns = columns;
  }

  /** Decides, with p-values adjusted for all cells of all arms. */
  List<Arm> decide(Map<String, List<CellComparison>> cellsByArm) {
    double[] p =
        cellsByArm.values().stream()
            .flatMap(List::stream)
            .filter(cell -> cell.outcome() == Verdict.INCONCLUSIVE)
            .mapToDouble(cell -> cell.ratio().orElseThrow().p())
            .toArray();
    double[] adjusted = Holm.adjust(p);
    int[] factors = Holm.factors(p);
    int next = 0;
    List<Arm> decided = new ArrayList<>();
    for (Map.Entry<String, List<CellComparison>> arm : cellsByArm.entrySet()) {
      List<CellComparison> cells = new ArrayList<>();
      for (CellComparison cell : arm.getValue()) {
        if (cell.outcome() == Verdict.INCONCLUSIVE) {
          cells.add(decide(cell, adjusted[next], factors[next]));
          next++;
        } else {
          cells.add(cell);
        }
      }
      decided.add(new Arm(arm.getKey(), List.copyOf(cells), means(cells)));
    }
    return decided;
  }

  private CellComparison decide(CellComparison cell, double adjusted, int factor) {
    boolean higherIsBetter = ComparisonSpec.higherIsBetter(cell.metric());
    Verdict outcome = Verdict.of(cell.ratio().orElseThrow(), adjusted, threshold, higherIsBetter);
    OptionalInt more =
        outcome == Verdict.INCONCLUSIVE
            ? PowerAnalysis.estimate(
                cell.base().forks().orElseThrow(),
                cell.other().forks().orElseThrow(),
                threshold,
                factor)
            : OptionalInt.empty();
    return cell.with(adjusted, outcome, more);
  }

  /** By strategy where that is not what is compared, else by benchmark; and of all. */
  private List<Group> means(List<CellComparison> cells) {
    boolean strategies = cells.stream().anyMatch(cell -> !value(cell, "strategy").isEmpty());
    boolean oneMetric = cells.stream().map(CellComparison::metric).distinct().count() == 1;
    Map<String, List<Ratio.Pair>> groups = new LinkedHashMap<>();
    Map<String, List<Ratio.Pair>> all = new LinkedHashMap<>();
    for (CellComparison cell : cells) {
      if (cell.ratio().isPresent()) {
        Ratio.Pair pair =
            new Ratio.Pair(cell.base().forks().orElseThrow(), cell.other().forks().orElseThrow());
        String metric = oneMetric ? "" : cell.metric();
        String group = value(cell, strategies ? "strategy" : "benchmark") + " " + metric;
        groups.computeIfAbsent(group.strip(), key -> new ArrayList<>()).add(pair);
        all.computeIfAbsent(metric, key -> new ArrayList<>()).add(pair);
      }
    }
    List<Group> means = new ArrayList<>();
    if (groups.size() > all.size()) {
      groups.forEach((name, pairs) -> means.add(group(name, pairs)));
    }
    all.forEach((name, pairs) -> means.add(group(name, pairs)));
    return List.copyOf(means);
  }

  private static Group group(String name, List<Ratio.Pair> pairs) {
    return new Group(name, pairs.size(), Ratio.geometricMean(pairs));
  }

  private String value(CellComparison cell, String column) {
    int index = columns.indexOf(column);
    return index < 0 ? "" : cell.cell().get(index);
  }
}
