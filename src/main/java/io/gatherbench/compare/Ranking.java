package io.gatherbench.compare;

import io.gatherbench.compare.CellSummary.Standing;
import io.gatherbench.stats.Holm;
import io.gatherbench.stats.Ratio;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ranks the strategies of each situation: cells that do the same work on the same JDK. Each is held
 * against the one with the best score, as the cells of a comparison are against their baseline, and
 * Holm's correction goes over all situations together.
 */
final class Ranking {

  private static final String BASE = "SEQUENTIAL";

  private final double threshold;

  /**
   * @param threshold what is the same, as a fraction
   */
  Ranking(double threshold) {
    this.threshold = threshold;
  }

  /** The same cells, with their standings. */
  List<CellSummary> of(List<CellSummary> cells) {
    Map<Map<String, String>, List<CellSummary>> situations = new LinkedHashMap<>();
    for (CellSummary cell : cells) {
      if (cell.score().isPresent()) {
        situations.computeIfAbsent(situation(cell), key -> new ArrayList<>()).add(cell);
      }
    }
    Map<CellSummary, Ratio> ratios = new LinkedHashMap<>();
    Map<CellSummary, CellSummary> fastest = new LinkedHashMap<>();
    for (List<CellSummary> situation : situations.values()) {
      CellSummary best = best(situation);
      for (CellSummary cell : situation) {
        fastest.put(cell, best);
        ratios.put(cell, ratio(best, cell));
      }
    }
    Map<CellSummary, Double> adjusted = adjusted(ratios, fastest);
    List<CellSummary> ranked = new ArrayList<>();
    for (CellSummary cell : cells) {
      Collection<CellSummary> rivals = situations.getOrDefault(situation(cell), List.of());
      Optional<Standing> standing = Optional.empty();
      if (cell.score().isPresent() && rivals.size() > 1) {
        boolean isBest = fastest.get(cell).equals(cell);
        standing =
            Optional.of(
                new Standing(isBest, ratios.get(cell), outcome(cell, isBest, ratios, adjusted)));
      }
      ranked.add(cell.with(standing, speedUp(cell, rivals)));
    }
    return ranked;
  }

  private Verdict outcome(
      CellSummary cell,
      boolean isBest,
      Map<CellSummary, Ratio> ratios,
      Map<CellSummary, Double> adjusted) {
    if (isBest) {
      return Verdict.SAME;
    }
    return adjusted.containsKey(cell)
        ? Verdict.of(
            ratios.get(cell),
            adjusted.get(cell),
            threshold,
            ComparisonSpec.higherIsBetter(cell.metric()))
        : Verdict.TOO_FEW;
  }

  /** The p-values that give a verdict, corrected for how many there are. */
  private static Map<CellSummary, Double> adjusted(
      Map<CellSummary, Ratio> ratios, Map<CellSummary, CellSummary> fastest) {
    List<CellSummary> judged =
        ratios.keySet().stream()
            .filter(cell -> !fastest.get(cell).equals(cell))
            .filter(
                cell ->
                    Math.min(cell.forks().size(), fastest.get(cell).forks().size())
                        >= Verdict.FORKS_FOR_A_VERDICT)
            .toList();
    double[] p = Holm.adjust(judged.stream().mapToDouble(cell -> ratios.get(cell).p()).toArray());
    Map<CellSummary, Double> adjusted = new LinkedHashMap<>();
    for (int i = 0; i < p.length; i++) {
      adjusted.put(judged.get(i), p[i]);
    }
    return adjusted;
  }

  private static CellSummary best(List<CellSummary> situation) {
    Comparator<CellSummary> byScore =
        Comparator.comparingDouble(cell -> cell.score().orElseThrow().value());
    boolean higher = ComparisonSpec.higherIsBetter(situation.get(0).metric());
    return higher
        ? situation.stream().max(byScore).orElseThrow()
        : situation.stream().min(byScore).orElseThrow();
  }

  /** Against the sequential one with the same client; where there is none, with any. */
  private static Optional<Ratio> speedUp(CellSummary cell, Collection<CellSummary> rivals) {
    if (cell.score().isEmpty() || !cell.unit().equals("ms")) {
      return Optional.empty();
    }
    List<CellSummary> bases =
        rivals.stream().filter(rival -> rival.column("strategy").equals(BASE)).toList();
    return bases.stream()
        .filter(base -> base.column("client").equals(cell.column("client")))
        .findFirst()
        .or(() -> bases.stream().findFirst())
        .map(base -> ratio(cell, base));
  }

  /** Of a cell to itself it is 1, and not the more uncertain the more its forks differ. */
  private static Ratio ratio(CellSummary base, CellSummary other) {
    return base.equals(other)
        ? new Ratio(1, Double.NaN, Double.NaN, Double.NaN)
        : Ratio.of(base.sample(), other.sample());
  }

  /** What rivals have in common: all but how the work is executed. */
  private static Map<String, String> situation(CellSummary cell) {
    Map<String, String> situation = new LinkedHashMap<>(cell.columns());
    CellAggregator.OF_THE_STRATEGY.forEach(situation::remove);
    situation.put("metric", cell.metric());
    return situation;
  }
}
