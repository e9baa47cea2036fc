package io.gatherbench.compare;

import io.gatherbench.compare.CellSummary.Standing;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.results.Looks;
import io.gatherbench.results.Metric;
import io.gatherbench.results.ValidityRule;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Holm;
import io.gatherbench.stats.Ratio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The ranking of the strategies of each situation: cells that do the same work on the same JDK.
 * Each is compared with the one with the best score. The same rows choose that one, so Holm's
 * correction counts all pairs of all situations, whichever of them are tested.
 */
final class Ranking {

  private static final String BASE = "SEQUENTIAL";

  private final double threshold;
  private final LookRule looks;

  Ranking(double threshold, LookRule looks) {
    this.threshold = threshold;
    this.looks = looks;
  }

  List<CellSummary> of(List<CellSummary> cells) {
    Map<Map<String, String>, List<CellSummary>> situations = new LinkedHashMap<>();
    for (CellSummary cell : cells) {
      if (cell.hasGeometricMean()
          && !cell.metric().equals(Metric.SUSTAINED_RATE.id())
          && !isOfSomeRequests(cell)) {
        situations.computeIfAbsent(situation(cell), key -> new ArrayList<>()).add(cell);
      }
    }
    situations.values().removeIf(rivals -> rivals.size() < 2);
    Map<CellSummary, Standing> standings = standings(situations.values());
    return cells.stream()
        .map(
            cell ->
                cell.with(
                    Optional.ofNullable(standings.get(cell)),
                    speedUp(cell, situations.getOrDefault(situation(cell), List.of(cell)))))
        .toList();
  }

  /** Tells whether some requests have no part in the time, because the client rejected them. */
  private static boolean isOfSomeRequests(CellSummary cell) {
    return cell.reasons().stream().anyMatch(why -> why.contains(ValidityRule.OF_THE_OTHERS));
  }

  private Map<CellSummary, Standing> standings(Iterable<List<CellSummary>> situations) {
    Map<CellSummary, Standing> standings = new IdentityHashMap<>();
    List<CellSummary> tested = new ArrayList<>();
    int pairs = 0;
    for (List<CellSummary> rivals : situations) {
      pairs += rivals.size() * (rivals.size() - 1) / 2;
    }
    for (List<CellSummary> rivals : situations) {
      CellSummary best = best(rivals);
      for (CellSummary cell : rivals) {
        Verdict possible = cell == best ? Verdict.SAME : possible(best, cell);
        Optional<Looks> rule = looks(best, cell);
        if (possible == Verdict.UNDECIDED && rule.isPresent()) {
          standings.put(cell, looked(best, cell, rule.get(), pairs));
        } else {
          standings.put(cell, new Standing(cell == best, ratio(best, cell), possible));
          if (possible == Verdict.UNDECIDED) {
            tested.add(cell);
          }
        }
      }
    }
    double[] p = tested.stream().mapToDouble(cell -> standings.get(cell).ratio().p()).toArray();
    double[] adjusted = Holm.adjust(pairs, p);
    for (int i = 0; i < p.length; i++) {
      boolean higher = ComparisonSpec.higherIsBetter(tested.get(i).metric());
      Ratio ratio = standings.get(tested.get(i)).ratio();
      boolean proven = adjusted[i] <= Holm.LEVEL;
      Verdict verdict = Verdict.of(ratio.low(), ratio.high(), proven, threshold, higher);
      standings.put(tested.get(i), new Standing(false, ratio, verdict));
    }
    return standings;
  }

  private static Verdict possible(CellSummary one, CellSummary other) {
    return Verdict.possible(score(one).forks(), one, score(other).forks(), other);
  }

  /** Returns the rule by which forks of either cell were run, of two the longer. */
  private static Optional<Looks> looks(CellSummary one, CellSummary other) {
    return Stream.of(one, other)
        .flatMap(cell -> cell.looks().stream())
        .max(Comparator.comparingInt(Looks::to));
  }

  /** Returns the standing by the rounds that both cells have, as the rule of the looks wants it. */
  private Standing looked(CellSummary best, CellSummary cell, Looks rule, int pairs) {
    Set<String> rounds = Pairing.common(best.byRound().keySet(), cell.byRound().keySet());
    if (rounds.size() < rule.from()) {
      return new Standing(false, ratio(best, cell), Verdict.TOO_FEW);
    }
    Ratio ratio = Pairing.paired(best.byRound(), cell.byRound(), rounds);
    Ratio judged = looks.interval(ratio, rule, rounds.size());
    boolean proven = looks.proves(ratio, rule, rounds.size(), pairs);
    boolean higher = ComparisonSpec.higherIsBetter(cell.metric());
    Verdict verdict = Verdict.of(judged.low(), judged.high(), proven, threshold, higher);
    // The best of all forks need not be the best of those of some rounds.
    return new Standing(false, judged, verdict == Verdict.FASTER ? Verdict.UNDECIDED : verdict);
  }

  /** Returns the one with the best score, of those on which there can be a verdict if there are. */
  private static CellSummary best(List<CellSummary> rivals) {
    List<CellSummary> usable =
        rivals.stream().filter(cell -> possible(cell, cell) == Verdict.UNDECIDED).toList();
    Comparator<CellSummary> byScore = Comparator.comparingDouble(cell -> score(cell).value());
    boolean higher = ComparisonSpec.higherIsBetter(rivals.get(0).metric());
    return (usable.isEmpty() ? rivals : usable)
        .stream().min(higher ? byScore.reversed() : byScore).orElseThrow();
  }

  /** Returns the speed-up over the sequential cell with the same client, else with any. */
  private static Optional<Ratio> speedUp(CellSummary cell, List<CellSummary> rivals) {
    if (!cell.hasGeometricMean() || !cell.unit().equals("ms") || cell.isOpenLoop()) {
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

  /** Returns the ratio of two cells; of a cell to itself exactly 1, without an interval. */
  private static Ratio ratio(CellSummary base, CellSummary other) {
    return base == other ? Ratio.exactly(1) : Pairing.ratio(base.byRound(), other.byRound());
  }

  private static Estimate score(CellSummary cell) {
    return cell.score().orElseThrow();
  }

  /** Returns the columns that rivals share: all but those of the strategy. */
  private static Map<String, String> situation(CellSummary cell) {
    Map<String, String> situation = new LinkedHashMap<>(cell.columns());
    PlannedCell.OF_THE_STRATEGY.forEach(situation::remove);
    // No column and no parameter has an empty name.
    situation.put("", cell.metric());
    return situation;
  }
}
