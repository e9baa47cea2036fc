package io.gatherbench.compare;

import io.gatherbench.results.Looks;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The sides of one cell whose forks are compared in pairs with the baseline's, by round: forks of
 * one round run close to each other and so see the same machine.
 *
 * @param sides names, the baseline's among them; none if no pairing pays
 * @param rounds those of which all these sides have a usable fork, so that a side has one number
 *     whatever it is compared with
 */
record Pairing(Set<String> sides, Set<String> rounds) {

  /** Nothing is compared in pairs. */
  static final Pairing NONE = new Pairing(Set.of(), Set.of());

  /**
   * Chooses the sides. One that would take too many rounds from the others is left out, those with
   * the most rounds first.
   *
   * @param base values of the baseline's usable forks by round
   * @param others those of the other sides, by name
   * @param looks the rule by which forks of the baseline or of a side were run, if there is one: it
   *     decides how many rounds are needed
   */
  static Pairing of(
      String baseline,
      Map<String, Double> base,
      Map<String, Map<String, Double>> others,
      Map<String, Optional<Looks>> looks) {
    Map<String, Integer> fewest = new LinkedHashMap<>();
    Set<String> complete = base.keySet();
    List<String> byRounds = new ArrayList<>(others.keySet());
    byRounds.sort(
        Comparator.comparing(name -> -common(base.keySet(), others.get(name).keySet()).size()));
    for (String name : byRounds) {
      Set<String> common = common(complete, others.get(name).keySet());
      fewest.put(name, Math.min(base.size(), others.get(name).size()));
      if (fewest.entrySet().stream()
          .allMatch(side -> pays(common.size(), side.getValue(), looks.get(side.getKey())))) {
        complete = common;
      } else {
        fewest.remove(name);
      }
    }
    Set<String> sides = new HashSet<>(fewest.keySet());
    sides.add(baseline);
    return fewest.isEmpty() ? NONE : new Pairing(sides, complete);
  }

  private static boolean pays(int rounds, int fewest, Optional<Looks> rule) {
    return rule.map(looks -> rounds >= looks.from())
        .orElseGet(() -> Ratio.pairingPays(rounds, fewest));
  }

  /** Returns what both sets have, in the order of the first. */
  static Set<String> common(Set<String> one, Set<String> other) {
    Set<String> both = new LinkedHashSet<>(one);
    both.retainAll(other);
    return both;
  }

  /** Returns the ratio of geometric means, in pairs if the sides have the same, enough rounds. */
  static Ratio ratio(Map<String, Double> base, Map<String, Double> other) {
    return ratio(base, other, Ratio.pairingPays(base.size(), other.size()));
  }

  /**
   * Returns the ratio of geometric means, in pairs if that is wanted and the rounds are the same.
   */
  static Ratio ratio(Map<String, Double> base, Map<String, Double> other, boolean pairs) {
    return pairs && base.keySet().equals(other.keySet())
        ? paired(base, other, base.keySet())
        : Ratio.of(Estimate.of(array(base.values())), Estimate.of(array(other.values())));
  }

  /** Returns the ratio from the pairs of some rounds, which both sides have. */
  static Ratio paired(Map<String, Double> base, Map<String, Double> other, Set<String> rounds) {
    return Ratio.paired(
        array(rounds.stream().map(base::get).toList()),
        array(rounds.stream().map(other::get).toList()));
  }

  static double[] array(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
