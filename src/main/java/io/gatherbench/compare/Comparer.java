package io.gatherbench.compare;

import io.gatherbench.compare.CellComparison.Cost;
import io.gatherbench.compare.Comparison.Description;
import io.gatherbench.stats.Ratio;
import io.gatherbench.stats.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Holds each arm's cells against the baseline's. */
final class Comparer {

  private final ComparisonSpec question;
  private final VariantGroups arms;
  private final List<String> notes;
  private final Comparability comparability;

  Comparer(ComparisonSpec question, VariantGroups arms, List<String> notes) {
    this.question = question;
    this.arms = arms;
    this.notes = new ArrayList<>(notes);
    this.comparability = new Comparability(arms.by());
  }

  Comparison compare() throws IncomparableException {
    Map<List<String>, Map<CellKey, ForkValues>> base = arms.cells(arms.baseline());
    Map<String, List<CellComparison>> cellsByArm = new LinkedHashMap<>();
    boolean common = false;
    for (String arm : arms.others()) {
      Map<List<String>, Map<CellKey, ForkValues>> other = arms.cells(arm);
      Set<List<String>> keys = new LinkedHashSet<>(base.keySet());
      common |= keys.stream().anyMatch(other::containsKey);
      keys.addAll(other.keySet());
      List<List<String>> sorted = new ArrayList<>(keys);
      sorted.sort(CellOrder.INSTANCE);
      List<CellComparison> cells = new ArrayList<>();
      for (List<String> key : sorted) {
        cells.add(cell(key, base.getOrDefault(key, Map.of()), other.getOrDefault(key, Map.of())));
      }
      cellsByArm.put(arm, cells);
    }
    if (!common) {
      throw new IncomparableException(
          "no cell is in "
              + arms.baseline()
              + " and in "
              + String.join(" or ", arms.others())
              + "; they differ in "
              + String.join("; ", VariantGroups.differing(allSources(), arms.columns())));
    }
    List<String> mismatches = comparability.mismatches();
    if (!mismatches.isEmpty() && !question.force()) {
      throw new IncomparableException(
          "rows of "
              + arms.baseline()
              + " and "
              + String.join(", ", arms.others())
              + " differ in "
              + String.join(", ", mismatches)
              + "; allowed: rows of one machine, plan and commit, or --force");
    }
    notes.addAll(comparability.remarks());
    return new Comparison(
        arms.by(),
        arms.baseline(),
        arms.columns(),
        question.threshold(),
        new Verdicts(question.threshold(), arms.columns()).decide(cellsByArm),
        legend(),
        List.copyOf(notes),
        mismatches);
  }

  private Set<CellKey> allSources() {
    Set<CellKey> all = new LinkedHashSet<>(arms.sources(arms.baseline()));
    arms.others().forEach(arm -> all.addAll(arms.sources(arm)));
    return all;
  }

  private CellComparison cell(
      List<String> key, Map<CellKey, ForkValues> baseSources, Map<CellKey, ForkValues> otherSources)
      throws IncomparableException {
    ForkValues base = together(baseSources);
    ForkValues other = together(otherSources);
    String metric = metric(base, other);
    VariantSample baseSide = VariantSample.of(base, metric);
    VariantSample otherSide = VariantSample.of(other, metric);
    String unit = unit(metric, base, other);
    Optional<Ratio> ratio = Optional.empty();
    if (baseSide.forks().isPresent() && otherSide.forks().isPresent()) {
      ratio = Optional.of(Ratio.of(baseSide.forks().get(), otherSide.forks().get()));
      comparability.check(
          baseSources.keySet(),
          otherSources.keySet(),
          base.iterations(metric),
          other.iterations(metric));
    }
    return new CellComparison(
        key,
        metric,
        unit,
        baseSide,
        otherSide,
        ratio,
        Double.NaN,
        withoutVerdict(baseSide, otherSide),
        OptionalInt.empty(),
        costs(base, other, metric));
  }

  private static ForkValues together(Map<CellKey, ForkValues> sources)
      throws IncomparableException {
    try {
      return ForkValues.together(List.copyOf(sources.values()));
    } catch (IllegalStateException e) {
      throw new IncomparableException(e.getMessage() + "; allowed: each fork once");
    }
  }

  /** The metric that is asked for; the score if none is. */
  private String metric(ForkValues base, ForkValues other) {
    if (question.metric().isPresent()) {
      return question.metric().get();
    }
    boolean throughput =
        base.metrics().contains(ComparisonSpec.THROUGHPUT)
            || other.metrics().contains(ComparisonSpec.THROUGHPUT);
    return throughput ? ComparisonSpec.THROUGHPUT : ComparisonSpec.TIME;
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

  private static List<Cost> costs(ForkValues base, ForkValues other, String score)
      throws IncomparableException {
    List<Cost> costs = new ArrayList<>();
    for (String metric : ComparisonSpec.COSTS) {
      Optional<Sample> baseForks = VariantSample.of(base, metric).forks();
      Optional<Sample> otherForks = VariantSample.of(other, metric).forks();
      if (!metric.equals(score) && baseForks.isPresent() && otherForks.isPresent()) {
        costs.add(
            new Cost(
                metric,
                unit(metric, base, other),
                baseForks.get(),
                otherForks.get(),
                Ratio.of(baseForks.get(), otherForks.get())));
      }
    }
    return List.copyOf(costs);
  }

  /** What is said of a cell before its interval is looked at. */
  private static Verdict withoutVerdict(VariantSample base, VariantSample other) {
    if (base.forks().isPresent() && other.forks().isPresent()) {
      int fewest = Math.min(base.forks().get().forks(), other.forks().get().forks());
      return fewest < Verdict.FORKS_FOR_A_VERDICT ? Verdict.TOO_FEW : Verdict.INCONCLUSIVE;
    }
    boolean empty = lacks(base) || lacks(other);
    return empty ? Verdict.MISSING : Verdict.VOID;
  }

  private static boolean lacks(VariantSample side) {
    return side.forks().isEmpty() && side.voidForks() == 0;
  }

  private List<Description> legend() {
    List<Description> legend = new ArrayList<>();
    legend.add(describe(arms.baseline()));
    arms.others().forEach(arm -> legend.add(describe(arm)));
    return List.copyOf(legend);
  }

  private Description describe(String arm) {
    Set<String> parts = new LinkedHashSet<>();
    for (String column : List.of("vm", "gc", "vm_args", "client")) {
      Set<String> values = new LinkedHashSet<>();
      if (!column.equals(arms.by()) && !arms.columns().contains(column) || column.equals("vm")) {
        arms.sources(arm).forEach(source -> values.add(source.value(column).orElse("")));
      }
      values.remove("");
      if (!values.isEmpty()) {
        parts.add(String.join(" and ", values));
      }
    }
    return new Description(arm, String.join(", ", parts));
  }
}
