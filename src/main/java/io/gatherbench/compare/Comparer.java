package io.gatherbench.compare;

import io.gatherbench.compare.CellComparison.Cost;
import io.gatherbench.compare.Comparison.Description;
import io.gatherbench.results.Looks;
import io.gatherbench.results.Metric;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Compares each variant's cells with the baseline's. */
final class Comparer {

  /** The forks of one cell on all variants that have it, and how they are compared. */
  private record Sides(
      String metric,
      Pairing pairing,
      Map<String, Optional<Looks>> looks,
      Map<String, Set<CellKey>> keys,
      Map<String, ForkValues> all) {

    static Sides of(
        Map<String, Map<CellKey, ForkValues>> variants,
        String baseline,
        Optional<String> metric,
        LookRule rules,
        Comparability comparability)
        throws IncomparableException {
      Map<String, Set<CellKey>> keys = new LinkedHashMap<>();
      Map<String, ForkValues> all = new LinkedHashMap<>();
      for (Map.Entry<String, Map<CellKey, ForkValues>> variant : variants.entrySet()) {
        keys.put(variant.getKey(), variant.getValue().keySet());
        all.put(variant.getKey(), comparability.join(variant.getValue()));
      }
      String score = metric.orElseGet(() -> ComparisonSpec.score(all.values()));
      List<String> units =
          all.values().stream().flatMap(forks -> forks.unit(score).stream()).distinct().toList();
      String own = Metric.of(score).map(Metric::unit).filter(units::contains).orElse("");
      if (units.size() > 1) {
        String unit = own.isEmpty() ? units.get(0) : own;
        all.replaceAll((name, forks) -> comparability.inUnit(score, unit, keys.get(name), forks));
      }
      ForkValues base = all.getOrDefault(baseline, noForks());
      Map<String, Optional<Looks>> looks = new HashMap<>();
      Map<String, Map<String, Double>> others = new LinkedHashMap<>();
      for (Map.Entry<String, ForkValues> other : all.entrySet()) {
        looks.put(other.getKey(), rules.of(List.of(base, other.getValue())));
        others.put(other.getKey(), other.getValue().values(score));
      }
      others.remove(baseline);
      Pairing pairing = Pairing.of(baseline, base.values(score), others, looks);
      return new Sides(score, pairing, looks, keys, all);
    }

    private static ForkValues noForks() {
      return new ForkValues(none -> false);
    }

    boolean has(String variant) {
      return all.containsKey(variant);
    }

    boolean isPaired(String variant) {
      return pairing.sides().contains(variant);
    }

    /** Returns the rounds of which a variant's forks are compared; none for all forks. */
    Set<String> rounds(String variant) {
      return isPaired(variant) ? pairing.rounds() : Set.of();
    }

    ForkValues compared(String variant) {
      ForkValues forks = all.getOrDefault(variant, noForks());
      return isPaired(variant) ? forks.ofRounds(pairing.rounds()) : forks;
    }

    int usable(String variant) {
      return has(variant) ? all.get(variant).values(metric).size() : 0;
    }

    /** Returns the number of usable forks of a variant that are in no complete round. */
    int leftOut(String variant) {
      return isPaired(variant) ? usable(variant) - pairing.rounds().size() : 0;
    }
  }

  /**
   * How a cell was compared.
   *
   * @param rounds those whose forks were compared; none for all forks
   */
  record Compared(String metric, Set<String> rounds) {}

  private final ComparisonSpec spec;
  private final VariantGroups variants;
  private final LookRule looks;
  private final List<String> notes;
  private final Comparability comparability;
  private final Map<CellKey, Compared> comparedCells = new HashMap<>();

  Comparer(
      ComparisonSpec spec,
      VariantGroups variants,
      LookRule looks,
      List<String> notes,
      Set<String> optional) {
    this.looks = looks;
    this.spec = spec;
    this.variants = variants;
    this.notes = new ArrayList<>(notes);
    this.comparability = new Comparability(variants.by(), optional);
  }

  Comparison compare() throws IncomparableException {
    String baseline = variants.baseline();
    String others = String.join(", ", variants.others());
    Map<String, List<CellComparison>> cellsByVariant = new LinkedHashMap<>();
    variants.others().forEach(variant -> cellsByVariant.put(variant, new ArrayList<>()));
    boolean common = false;
    for (Map.Entry<List<String>, Map<String, Map<CellKey, ForkValues>>> cell :
        variants.cells().entrySet()) {
      Sides sides = Sides.of(cell.getValue(), baseline, spec.metric(), looks, comparability);
      sides
          .keys()
          .forEach(
              (variant, keys) -> {
                Compared compared = new Compared(sides.metric(), sides.rounds(variant));
                keys.forEach(key -> comparedCells.put(key, compared));
              });
      for (String variant : variants.others()) {
        common |= sides.has(baseline) && sides.has(variant);
        if (sides.has(baseline) || sides.has(variant)) {
          cellsByVariant.get(variant).add(cell(cell.getKey(), sides, variant));
        }
      }
    }
    if (!common) {
      throw IncomparableException.nothingInCommon(
          "no cell is in %s and in %s; they differ in %s"
              .formatted(
                  baseline,
                  String.join(" or ", variants.others()),
                  String.join("; ", VariantGroups.differing(allKeys(), variants.columns()))));
    }
    List<String> mismatches = comparability.mismatches();
    if (!mismatches.isEmpty() && !spec.force()) {
      throw new IncomparableException(
          "rows of %s and %s differ in %s; allowed: rows of one machine, plan and commit, or --force"
              .formatted(baseline, others, String.join(", ", mismatches)));
    }
    notes.addAll(variants.notes());
    notes.addAll(comparability.remarks());
    return new Comparison(
        variants.by(),
        baseline,
        variants.columns(),
        spec.threshold(),
        new VerdictRule(spec.threshold(), variants.columns(), looks).decide(cellsByVariant),
        legend(),
        List.copyOf(notes),
        mismatches);
  }

  /** Returns how each cell was compared. */
  Map<CellKey, Compared> comparedCells() {
    return comparedCells;
  }

  private Set<CellKey> allKeys() {
    Set<CellKey> all = new LinkedHashSet<>(variants.keys(variants.baseline()));
    variants.others().forEach(variant -> all.addAll(variants.keys(variant)));
    return all;
  }

  private CellComparison cell(List<String> key, Sides sides, String variant)
      throws IncomparableException {
    String metric = sides.metric();
    ForkValues base = sides.compared(variants.baseline());
    ForkValues other = sides.compared(variant);
    boolean paired = sides.isPaired(variant);
    Optional<Looks> rule = sides.looks().getOrDefault(variant, Optional.empty());
    CellSummary baseCell = CellSummary.of(Map.of(), base, metric, rule);
    CellSummary otherCell = CellSummary.of(Map.of(), other, metric, rule);
    Optional<Ratio> ratio = Optional.empty();
    Verdict verdict = Verdict.VOID;
    if (baseCell.score().isPresent() && otherCell.score().isPresent()) {
      if (baseCell.hasGeometricMean() && otherCell.hasGeometricMean()) {
        ratio = Optional.of(Pairing.ratio(baseCell.byRound(), otherCell.byRound(), paired));
      } else {
        baseCell = baseCell.byArithmeticMean();
        otherCell = otherCell.byArithmeticMean();
      }
      boolean notYet = rule.isPresent() && !paired;
      boolean rough = baseCell.fewValues() || otherCell.fewValues();
      verdict =
          notYet || rough && !ComparisonSpec.isScore(metric)
              ? Verdict.TOO_FEW
              : Verdict.possible(
                  sides.usable(variants.baseline()), baseCell, sides.usable(variant), otherCell);
      comparability.check(
          sides.keys().get(variants.baseline()),
          sides.keys().get(variant),
          base.iterations(metric),
          other.iterations(metric));
    } else if (lacks(baseCell) || lacks(otherCell)) {
      verdict = Verdict.MISSING;
    }
    if (baseCell.starvedForks() + otherCell.starvedForks() > 0 && verdict != Verdict.MISSING) {
      verdict = Verdict.STARVED;
    }
    return new CellComparison(
        key,
        metric,
        unit(metric, base, other),
        baseCell,
        otherCell,
        ratio,
        sides.rounds(variant).size(),
        sides.leftOut(variant),
        paired ? sides.leftOut(variants.baseline()) : 0,
        Double.NaN,
        verdict,
        OptionalInt.empty(),
        costs(base, baseCell, other, otherCell, paired));
  }

  private static boolean lacks(CellSummary cell) {
    return cell.score().isEmpty() && cell.reasons().isEmpty();
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

  private static List<Cost> costs(
      ForkValues base,
      CellSummary baseCell,
      ForkValues other,
      CellSummary otherCell,
      boolean paired)
      throws IncomparableException {
    List<Cost> costs = new ArrayList<>();
    for (String metric : ComparisonSpec.COSTS) {
      Estimate one = baseCell.metrics().get(metric);
      Estimate two = otherCell.metrics().get(metric);
      Optional<String> unit = base.unit(metric);
      if (one != null && two != null && unit.equals(other.unit(metric))) {
        Ratio ratio = Pairing.ratio(base.values(metric), other.values(metric), paired);
        costs.add(new Cost(metric, unit.get(), one, two, ratio));
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
