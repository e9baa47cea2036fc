package io.gatherbench.compare;

import io.gatherbench.compare.Comparison.Group;
import io.gatherbench.compare.Comparison.VariantComparison;
import io.gatherbench.results.Looks;
import io.gatherbench.stats.FiellerTest;
import io.gatherbench.stats.Holm;
import io.gatherbench.stats.PowerAnalysis;
import io.gatherbench.stats.Ratio;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The verdicts on the cells of one report, and the means of their ratios. */
final class VerdictRule {

  /** Verdicts on cells whose remaining forks are no fair sample. */
  private static final Set<Verdict> UNFAIR = EnumSet.of(Verdict.STARVED, Verdict.TOO_MANY_VOID);

  private final double threshold;
  private final List<String> columns;
  private final LookRule looks;

  VerdictRule(double threshold, List<String> columns, LookRule looks) {
    this.looks = looks;
    this.threshold = threshold;
    this.columns = columns;
  }

  /** Decides, with p-values adjusted for all cells of all variants. */
  List<VariantComparison> decide(Map<String, List<CellComparison>> cellsByVariant) {
    double[] p =
        cellsByVariant.values().stream()
            .flatMap(List::stream)
            .filter(cell -> cell.verdict() == Verdict.UNDECIDED && cell.looks().isEmpty())
            .mapToDouble(VerdictRule::p)
            .toArray();
    long looked =
        cellsByVariant.values().stream()
            .flatMap(List::stream)
            .filter(cell -> cell.verdict() == Verdict.UNDECIDED && cell.looks().isPresent())
            .count();
    // Whoever reads one report sees both kinds of verdicts.
    int family = p.length + (int) looked;
    double[] adjusted = Holm.adjust(family, p);
    int[] factors = Holm.factors(family, p);
    int next = 0;
    List<VariantComparison> decided = new ArrayList<>();
    for (Map.Entry<String, List<CellComparison>> variant : cellsByVariant.entrySet()) {
      List<CellComparison> cells = new ArrayList<>();
      for (CellComparison cell : variant.getValue()) {
        if (cell.verdict() == Verdict.UNDECIDED && cell.looks().isPresent()) {
          cells.add(decide(cell, cell.looks().get(), family));
        } else if (cell.verdict() == Verdict.UNDECIDED) {
          cells.add(decide(cell, adjusted[next], factors[next]));
          next++;
        } else {
          cells.add(cell);
        }
      }
      decided.add(new VariantComparison(variant.getKey(), List.copyOf(cells), means(cells)));
    }
    return decided;
  }

  /** Decides by the rule of the looks, which needs a ratio. */
  private CellComparison decide(CellComparison cell, Looks rule, int family) {
    if (cell.hasZeros()) {
      return cell;
    }
    Ratio ratio = looks.interval(cell.ratio().orElseThrow(), rule, cell.rounds());
    boolean proven = looks.proves(ratio, rule, cell.rounds(), family);
    boolean higherIsBetter = ComparisonSpec.higherIsBetter(cell.metric(), cell.unit());
    return cell.with(
        Optional.of(ratio),
        Double.NaN,
        Verdict.of(ratio.low(), ratio.high(), proven, threshold, higherIsBetter),
        OptionalInt.empty());
  }

  private CellComparison decide(CellComparison cell, double adjusted, int factor) {
    boolean higherIsBetter = ComparisonSpec.higherIsBetter(cell.metric(), cell.unit());
    boolean proven = adjusted <= Holm.LEVEL;
    if (cell.hasZeros()) {
      Verdict verdict = Verdict.of(fieller(cell), proven, threshold, higherIsBetter);
      return cell.with(cell.ratio(), adjusted, verdict, OptionalInt.empty());
    }
    Ratio ratio = cell.ratio().orElseThrow();
    Verdict verdict = Verdict.of(ratio.low(), ratio.high(), proven, threshold, higherIsBetter);
    OptionalInt more =
        verdict == Verdict.UNDECIDED
            ? PowerAnalysis.estimate(ratio, threshold, factor)
            : OptionalInt.empty();
    return cell.with(cell.ratio(), adjusted, verdict, more);
  }

  private static double p(CellComparison cell) {
    return cell.ratio().map(Ratio::p).orElseGet(() -> fieller(cell).p());
  }

  private static FiellerTest fieller(CellComparison cell) {
    return new FiellerTest(cell.base().score().orElseThrow(), cell.other().score().orElseThrow());
  }

  /**
   * Returns the means by strategy, or by benchmark where strategies are compared, and of all, of
   * cells whose forks are a fair sample.
   */
  private List<Group> means(List<CellComparison> cells) {
    boolean strategies = cells.stream().anyMatch(cell -> !value(cell, "strategy").isEmpty());
    boolean oneMetric = cells.stream().map(CellComparison::metric).distinct().count() == 1;
    Map<String, List<Ratio>> groups = new LinkedHashMap<>();
    Map<String, List<Ratio>> all = new LinkedHashMap<>();
    for (CellComparison cell : cells) {
      if (cell.ratio().isPresent() && !UNFAIR.contains(cell.verdict())) {
        String metric = oneMetric ? "" : cell.metric();
        String group = value(cell, strategies ? "strategy" : "benchmark") + " " + metric;
        groups.computeIfAbsent(group.strip(), key -> new ArrayList<>()).add(cell.ratio().get());
        all.computeIfAbsent(metric, key -> new ArrayList<>()).add(cell.ratio().get());
      }
    }
    List<Group> means = new ArrayList<>();
    if (groups.size() > all.size()) {
      groups.forEach((name, ratios) -> means.add(group(name, ratios)));
    }
    all.forEach((name, ratios) -> means.add(group(name, ratios)));
    return List.copyOf(means);
  }

  private static Group group(String name, List<Ratio> ratios) {
    return new Group(name, ratios.size(), Ratio.geometricMean(ratios));
  }

  private String value(CellComparison cell, String column) {
    int index = columns.indexOf(column);
    return index < 0 ? "" : cell.cell().get(index);
  }
}
