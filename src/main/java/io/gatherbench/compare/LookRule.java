package io.gatherbench.compare;

import io.gatherbench.results.Looks;
import io.gatherbench.results.Row;
import io.gatherbench.stats.Holm;
import io.gatherbench.stats.Ratio;
import io.gatherbench.stats.SequentialBounds;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The plans whose verdicts were looked at after each round, and their bounds. Not thread-safe. */
final class LookRule {

  private record Bounds(SequentialBounds interval, SequentialBounds change) {}

  private final Map<String, Map<String, Double>> rowsByPlan = new HashMap<>();
  private final Map<Looks, Bounds> known = new HashMap<>();

  void add(Row row) {
    rowsByPlan
        .computeIfAbsent(ForkValues.planOf(row.info().run()), plan -> new HashMap<>())
        .put(row.metric(), row.value());
  }

  /** Returns the rule by which forks were run; empty if not all of them have the same. */
  Optional<Looks> of(Collection<ForkValues> sides) {
    Set<Optional<Looks>> rules = new HashSet<>();
    for (ForkValues side : sides) {
      for (String plan : side.plans()) {
        rules.add(Optional.ofNullable(rowsByPlan.get(plan)).map(Looks::of));
      }
    }
    return rules.size() == 1 ? rules.iterator().next() : Optional.empty();
  }

  /** Returns the ratio with an interval that holds at all looks. */
  Ratio interval(Ratio ratio, Looks looks, int rounds) {
    return ratio.withReach(bounds(looks).interval.reach(Math.min(rounds, looks.to())));
  }

  /** Tells whether the ratio differs from 1 beyond what chance gives in all planned comparisons. */
  boolean proves(Ratio ratio, Looks looks, int rounds) {
    return ratio.isFromOne(bounds(looks).change.reach(Math.min(rounds, looks.to())));
  }

  private Bounds bounds(Looks looks) {
    return known.computeIfAbsent(
        looks,
        rule ->
            new Bounds(
                new SequentialBounds(rule.to(), Holm.LEVEL),
                new SequentialBounds(rule.to(), Holm.LEVEL / rule.planned())));
  }
}
