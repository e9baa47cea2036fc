package io.gatherbench.compare;

import io.gatherbench.compare.CellComparison.Cost;
import io.gatherbench.compare.Comparison.Description;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Compares each variant's cells with the baseline's. */
final class Comparer {

  private final ComparisonSpec spec;
  private final VariantGroups variants;
  private final List<String> notes;
  private final Comparability comparability;

  Comparer(ComparisonSpec spec, VariantGroups variants, List<String> notes) {
    this.spec = spec;
    this.variants = variants;
    this.notes = new ArrayList<>(notes);
    this.comparability = new Comparability(variants.by());
  }

  Comparison compare() throws IncomparableException {
    String baseline = variants.baseline();
    Map<List<String>, Map<CellKey, ForkValues>> base = variants.cells(baseline);
    Map<String, List<CellComparison>> cellsByVariant = new LinkedHashMap<>();
    boolean common = false;
    for (String variant : variants.others()) {
      Map<List<String>, Map<CellKey, ForkValues>> other = variants.cells(variant);
      Set<List<String>> keys = new LinkedHashSet<>(base.keySet());
      common |= keys.stream().anyMatch(other::containsKey);
      keys.addAll(other.keySet());
      List<List<String>> sorted = new ArrayList<>(keys);
      sorted.sort(CellOrder.INSTANCE);
      List<CellComparison> cells = new ArrayList<>();
      for (List<String> key : sorted) {
        cells.add(cell(key, base.getOrDefault(key, Map.of()), other.getOrDefault(key, Map.of())));
      }
      cellsByVariant.put(variant, cells);
    }
    if (!common) {
      throw new IncomparableException(
          "no cell is in "
              + baseline
              + " and in "
              + String.join(" or ", variants.others())
              + "; they differ in "
              + String.join("; ", VariantGroups.differing(allKeys(), variants.columns())));
    }
    List<String> mismatches = comparability.mismatches();
    if (!mismatches.isEmpty() && !spec.force()) {
      throw new IncomparableException(
          "rows of "
              + baseline
              + " and "
              + String.join(", ", variants.others())
              + " differ in "
              + String.join(", ", mismatches)
              + "; allowed: rows of one machine, plan and commit, or --force");
    }
    notes.addAll(comparability.remarks());
    return new Comparison(
        variants.by(),
        baseline,
        variants.columns(),
        spec.threshold(),
        new VerdictRule(spec.threshold(), variants.columns()).decide(cellsByVariant),
        legend(),
        List.copyOf(notes),
        mismatches);
  }

  private Set<CellKey> allKeys() {
    Set<CellKey> all = new LinkedHashSet<>(variants.keys(variants.baseline()));
    variants.others().forEach(variant -> all.addAll(variants.keys(variant)));
    return all;
  }

  private CellComparison cell(
      List<String> key, Map<CellKey, ForkValues> baseForks, Map<CellKey, ForkValues> otherForks)
      throws IncomparableException {
    ForkValues base = ForkValues.together(baseForks.values());
    ForkValues other = ForkValues.together(otherForks.values());
    String metric = spec.metric().orElseGet(() -> ForkValues.score(base, other));
    CellSummary baseCell = CellSummary.of(Map.of(), base, metric);
    CellSummary otherCell = CellSummary.of(Map.of(), other, metric);
    Optional<Ratio> ratio = Optional.empty();
    Verdict verdict = Verdict.VOID;
    if (baseCell.score().isPresent() && otherCell.score().isPresent()) {
      Estimate baseScore = baseCell.score().get();
      Estimate otherScore = otherCell.score().get();
      ratio = Optional.of(Ratio.of(baseScore, otherScore));
      int fewest = Math.min(baseScore.forks(), otherScore.forks());
      verdict = fewest < Verdict.FORKS_FOR_A_VERDICT ? Verdict.TOO_FEW : Verdict.UNDECIDED;
      comparability.check(
          baseForks.keySet(),
          otherForks.keySet(),
          base.iterations(metric),
          other.iterations(metric));
    } else if (lacks(baseCell) || lacks(otherCell)) {
      verdict = Verdict.MISSING;
    }
    return new CellComparison(
        key,
        metric,
        unit(metric, base, other),
        baseCell,
        otherCell,
        ratio,
        Double.NaN,
        verdict,
        OptionalInt.empty(),
        costs(baseCell, otherCell));
  }

  private static boolean lacks(CellSummary cell) {
    return cell.score().isEmpty() && cell.voidForks() == 0;
  }

  private static String unit(String metric, ForkValues base, ForkValues other)
      throws IncomparableException {
    String one = base.unit(metric).or(() -> other.unit(metric)).orElse("");
    String two = other.unit(metric).orElse(one);
    if (!one.equals(two)) {
      throw new IncomparableException("--metric", metric, "one unit, not " + one + " and " + two);
    }
    return one;
  }

  private static List<Cost> costs(CellSummary base, CellSummary other)
      throws IncomparableException {
    List<Cost> costs = new ArrayList<>();
    for (String metric : ComparisonSpec.COSTS) {
      Estimate one = base.metrics().get(metric);
      Estimate two = other.metrics().get(metric);
      if (one != null && two != null) {
        String unit = base.units().get(metric);
        if (!unit.equals(other.units().get(metric))) {
          throw new IncomparableException("rows", metric, "one unit");
        }
        costs.add(new Cost(metric, unit, one, two, Ratio.of(one, two)));
      }
    }
    return List.copyOf(costs);
  }

  private List<Description> legend() {
    List<Description> legend = new ArrayList<>();
    legend.add(describe(variants.baseline()));
    variants.others().forEach(variant -> legend.add(describe(variant)));
    return List.copyOf(legend);
  }

  private Description describe(String variant) {
    Set<String> parts = new LinkedHashSet<>();
    for (String column : List.of("vm", "gc", "vm_args", "client")) {
      Set<String> values = new LinkedHashSet<>();
      if (column.equals("vm")
          || !column.equals(variants.by()) && !variants.columns().contains(column)) {
        variants.keys(variant).forEach(key -> values.add(key.value(column).orElse("")));
      }
      values.remove("");
      if (!values.isEmpty()) {
        parts.add(String.join(" and ", values));
      }
    }
    return new Description(variant, String.join(", ", parts));
  }
}
