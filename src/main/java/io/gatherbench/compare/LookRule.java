package io.gatherbench.compare;

import io.gatherbench.results.Looks;
import io.gatherbench.results.Row;
import io.gatherbench.stats.Holm;
import io.gatherbench.stats.Ratio;
import io.gatherbench.stats.SequentialBounds;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The plans whose verdicts were looked at after each round, and their bounds. Not thread-safe. */
final class LookRule {

  private record Bounds(SequentialBounds interval, SequentialBounds change) {}

  private static final int MOST_ROUNDS = 1_000;

  private final Map<String, Map<String, Double>> rowsByPlan = new HashMap<>();
  private final Map<Looks, Bounds> known = new HashMap<>();

  void add(Row row) {
    rowsByPlan
        .computeIfAbsent(ForkValues.planOf(row.info().run()), plan -> new HashMap<>())
        .put(row.metric(), row.value());
  }

  /** Returns the rule by which any of the forks were run, of several the longest. */
  Optional<Looks> of(Collection<ForkValues> sides) throws IncomparableException {
    Optional<Looks> longest = Optional.empty();
    for (ForkValues side : sides) {
      for (String plan : side.plans()) {
        if (rowsByPlan.containsKey(plan)) {
          Looks rule = checked(plan, Looks.of(rowsByPlan.get(plan)));
          longest = longest.filter(known -> known.to() >= rule.to()).or(() -> Optional.of(rule));
        }
      }
    }
    return longest;
  }

  private static Looks checked(String plan, Looks rule) throws IncomparableException {
    boolean usable =
        rule.from() == SequentialBounds.FIRST
            && rule.to() >= rule.from()
            && rule.to() <= MOST_ROUNDS
            && rule.planned() >= 1;
    if (!usable) {
      throw new IncomparableException(
          "rule of run " + plan,
          "looks_from %d, looks_to %d, looks_planned %d"
              .formatted(rule.from(), rule.to(), rule.planned()),
          "%d, %1$d to %d, and 1 or more".formatted(SequentialBounds.FIRST, MOST_ROUNDS));
    }
    return rule;
  }

  /** Returns the ratio with an interval that holds at all looks. */
  Ratio interval(Ratio ratio, Looks looks, int rounds) {
    return ratio.withReach(bounds(looks).interval.reach(Math.min(rounds, looks.to())));
  }

  /**
   * Tells whether the ratio differs from 1 beyond what chance gives in all comparisons: those that
   * were planned, or those of the report if they are more.
   */
  boolean proves(Ratio ratio, Looks looks, int rounds, int family) {
    Looks all = new Looks(looks.from(), looks.to(), Math.max(looks.planned(), family));
    return ratio.isFromOne(bounds(all).change.reach(Math.min(rounds, all.to())));
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
