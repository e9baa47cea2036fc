package io.gatherbench.compare;

import io.gatherbench.results.Looks;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether forks of one round are compared in pairs, and forms the ratio. They run close to
 * each other and so see the same machine.
 */
final class Pairing {

  private Pairing() {}

  /**
   * Returns the rounds of which all sides have a usable fork, or none if pairing does not pay. The
   * plan's rule decides that instead, if there is one.
   */
  static Set<String> rounds(Collection<Map<String, Double>> sides, Optional<Looks> looks) {
    Iterator<Map<String, Double>> each = sides.iterator();
    Set<String> complete = each.hasNext() ? new LinkedHashSet<>(each.next().keySet()) : Set.of();
    each.forEachRemaining(side -> complete.retainAll(side.keySet()));
    int fewest = sides.stream().mapToInt(Map::size).min().orElse(0);
    boolean paired =
        looks.isPresent()
            ? complete.size() >= looks.get().from()
            : Ratio.pairingPays(complete.size(), fewest);
    return paired ? complete : Set.of();
  }

  /** Returns the ratio of geometric means, in pairs if the sides have the same, enough rounds. */
  static Ratio ratio(Map<String, Double> base, Map<String, Double> other) {
    boolean paired =
        base.keySet().equals(other.keySet()) && Ratio.pairingPays(base.size(), base.size());
    return paired
        ? Ratio.paired(array(base.values()), array(base.keySet().stream().map(other::get).toList()))
        : Ratio.of(Estimate.of(array(base.values())), Estimate.of(array(other.values())));
  }

  static double[] array(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
