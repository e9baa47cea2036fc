package io.gatherbench.profile;

import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.Component;
import io.gatherbench.profile.stacks.HotMethods.HotMethod;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two profiles side by side, by what each method costs for each request: a strategy that is done
 * sooner does not look cheaper merely by having fewer samples. Where what a request costs is not
 * known, shares are compared instead.
 *
 * @param base the first cell
 * @param other the second cell
 * @param first the first cell's profile
 * @param second the second cell's profile
 * @param perRequest whether costs are a request's; otherwise they are shares of a profile
 * @param methods those that differ most first
 * @param components what each component costs in both, those that differ most first
 */
public record ProfileComparison(
    ProfiledCell base,
    ProfiledCell other,
    CellProfile first,
    CellProfile second,
    boolean perRequest,
    List<MethodChange> methods,
    List<MethodChange> components) {

  /** How many standard errors of a count of samples are taken for chance. */
  private static final double STANDARD_ERRORS = 4;

  /** So much of a method's cost may differ from fork to fork of one cell. */
  private static final double BETWEEN_FORKS = 0.25;

  /** Less of the whole cost than this is not told, however sure it is. */
  private static final double LEAST_SHARE = 0.01;

  /** The same, of samples that a waiting thread gives again and again: they are not independent. */
  private static final double LEAST_SHARE_OF_WAITING = 0.05;

  /** Stands for all system calls where one of the profiles does not tell them apart. */
  private static final String ANY_SYSTEM_CALL = "(system calls; a C library has no symbols)";

  private record Key(String method, Component component) {}

  /**
   * Compares.
   *
   * @return nothing if either was not sampled for the event
   */
  public static Optional<ProfileComparison> of(
      ProfiledCell base, ProfiledCell other, ProfileEvent event) {
    Optional<CellProfile> first = base.profile(event).filter(p -> p.methods().samples() > 0);
    Optional<CellProfile> second = other.profile(event).filter(p -> p.methods().samples() > 0);
    if (first.isEmpty() || second.isEmpty()) {
      return Optional.empty();
    }
    CellProfile a = first.get();
    CellProfile b = second.get();
    boolean perRequest = a.costPerRequest() > 0 && b.costPerRequest() > 0;
    Scale scale =
        perRequest
            ? new Scale(a, a.costPerRequest(), b, b.costPerRequest())
            : new Scale(a, 1, b, 1);
    boolean named = Math.max(a.methods().nameless(), b.methods().nameless()) < LEAST_SHARE;
    return Optional.of(
        new ProfileComparison(
            base,
            other,
            a,
            b,
            perRequest,
            changes(ownByMethod(a, named), ownByMethod(b, named), scale),
            changes(ownByComponent(a), ownByComponent(b), scale)));
  }

  /** What a sample of each profile stands for. */
  private record Scale(CellProfile first, double firstCost, CellProfile second, double secondCost) {

    MethodChange change(Key key, long before, long after) {
      double p = first.methods().share(before);
      double q = second.methods().share(after);
      double chance =
          STANDARD_ERRORS
              * Math.hypot(
                  firstCost * standardError(p, first.methods().samples()),
                  secondCost * standardError(q, second.methods().samples()));
      double forks = BETWEEN_FORKS * Math.max(p * firstCost, q * secondCost);
      boolean waiting = first.event().missesParkedVirtualThreads();
      double least =
          (waiting ? LEAST_SHARE_OF_WAITING : LEAST_SHARE) * Math.max(firstCost, secondCost);
      return new MethodChange(
          key.method(),
          key.component(),
          p * firstCost,
          q * secondCost,
          Math.max(chance + forks, least));
    }

    /** Of a share of samples; as if there were one more, so that none at all is not certain. */
    private static double standardError(double share, long samples) {
      double smoothed = (share * samples + 1) / (samples + 2);
      return Math.sqrt(smoothed * (1 - smoothed) / samples);
    }
  }

  private static Map<Key, Long> ownByMethod(CellProfile profile, boolean systemCallsNamed) {
    Map<Key, Long> own = new HashMap<>();
    for (HotMethod method : profile.methods().methods()) {
      boolean merged = method.component() == Component.KERNEL && !systemCallsNamed;
      if (method.own() > 0) {
        own.merge(
            new Key(merged ? ANY_SYSTEM_CALL : method.method(), method.component()),
            method.own(),
            Long::sum);
      }
    }
    return own;
  }

  private static Map<Key, Long> ownByComponent(CellProfile profile) {
    Map<Component, Long> components = new EnumMap<>(Component.class);
    components.putAll(profile.methods().components());
    Map<Key, Long> own = new HashMap<>();
    components.forEach((component, count) -> own.put(new Key(component.label(), component), count));
    return own;
  }

  private static List<MethodChange> changes(
      Map<Key, Long> before, Map<Key, Long> after, Scale scale) {
    Set<Key> keys = new HashSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<MethodChange> changes = new ArrayList<>();
    for (Key key : keys) {
      changes.add(scale.change(key, before.getOrDefault(key, 0L), after.getOrDefault(key, 0L)));
    }
    changes.sort(
        Comparator.comparingDouble((MethodChange change) -> -Math.abs(change.difference()))
            .thenComparing(MethodChange::method)
            .thenComparing(MethodChange::component));
    return List.copyOf(changes);
  }

  /** What the whole costs in the first profile. */
  public double before() {
    return perRequest ? first.costPerRequest() : 1;
  }

  /**
   * Forks of one cell may differ by so much of the whole: this comparison has one on each side, and
   * says nothing of less.
   */
  public double noise() {
    return perRequest ? BETWEEN_FORKS * Math.max(before(), after()) : 0;
  }

  /** What the whole costs in the second profile. */
  public double after() {
    return perRequest ? second.costPerRequest() : 1;
  }
}
