package io.gatherbench.profile;

import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.Component;
import io.gatherbench.profile.stacks.HotMethods.HotMethod;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Two profiles side by side, by the cost of each method and component for a request. Costs, not
 * numbers of samples, are compared because a faster strategy has fewer samples.
 *
 * @param perRequest false if the cost of a request is unknown: then shares are compared
 * @param components the largest difference first
 * @param methods by their own samples, the largest difference first
 */
record ProfileComparison(
    ProfiledCell base,
    ProfiledCell other,
    CellProfile first,
    CellProfile second,
    boolean perRequest,
    Change whole,
    List<Change> components,
    List<Change> methods) {

  /**
   * A cost in two profiles.
   *
   * @param component empty for the whole
   * @param method class and method, or a native function; empty for a component and for the whole
   * @param margin the largest difference that says nothing
   */
  record Change(String component, String method, double before, double after, double margin) {

    double difference() {
      return after - before;
    }

    boolean exceedsMargin() {
      return Math.abs(difference()) > margin;
    }
  }

  String unit() {
    return perRequest ? first.event().perRequest() : "share";
  }

  /** Standard errors of a number of samples that count as chance. */
  private static final double STANDARD_ERRORS = 4;

  /** Share by which a cost may differ between two forks of one cell. */
  private static final double BETWEEN_FORKS = 0.25;

  /** Share of the whole cost below which no difference is shown. */
  private static final double MIN_SHARE = 0.01;

  /** The same for samples of waiting threads, which are not independent. */
  private static final double MIN_SHARE_OF_WAITING = 0.05;

  /** Stands for all system calls where one of the profiles does not tell them apart. */
  private static final String ANY_SYSTEM_CALL = "(system calls; a C library has no symbols)";

  private record Key(String component, String method) {}

  /** Compares two cells; empty if either has no samples of the event. */
  static Optional<ProfileComparison> of(ProfiledCell base, ProfiledCell other, ProfileEvent event) {
    return base.profile(event)
        .flatMap(first -> other.profile(event).map(second -> of(base, other, first, second)));
  }

  private static ProfileComparison of(
      ProfiledCell base, ProfiledCell other, CellProfile first, CellProfile second) {
    boolean perRequest = first.hasCost() && second.hasCost();
    double before = perRequest ? first.costPerRequest() : 1;
    double after = perRequest ? second.costPerRequest() : 1;
    Scale scale = new Scale(first, before, second, after);
    boolean named =
        first.methods().inNamelessLibrary() < MIN_SHARE
            && second.methods().inNamelessLibrary() < MIN_SHARE;
    return new ProfileComparison(
        base,
        other,
        first,
        second,
        perRequest,
        new Change("", "", before, after, perRequest ? BETWEEN_FORKS * Math.max(before, after) : 0),
        scale.changes(byComponent(first), byComponent(second)),
        scale.changes(byMethod(first, named), byMethod(second, named)));
  }

  private record Scale(CellProfile first, double firstCost, CellProfile second, double secondCost) {

    List<Change> changes(Map<Key, Long> before, Map<Key, Long> after) {
      Set<Key> keys = new HashSet<>(before.keySet());
      keys.addAll(after.keySet());
      List<Change> changes = new ArrayList<>();
      for (Key key : keys) {
        changes.add(change(key, before.getOrDefault(key, 0L), after.getOrDefault(key, 0L)));
      }
      changes.sort(
          Comparator.comparingDouble((Change change) -> -Math.abs(change.difference()))
              .thenComparing(Change::method)
              .thenComparing(Change::component));
      return List.copyOf(changes);
    }

    private Change change(Key key, long before, long after) {
      double p = first.methods().share(before);
      double q = second.methods().share(after);
      double chance =
          STANDARD_ERRORS
              * Math.hypot(
                  firstCost * standardError(p, first.methods().samples()),
                  secondCost * standardError(q, second.methods().samples()));
      double forks = BETWEEN_FORKS * Math.max(p * firstCost, q * secondCost);
      boolean waiting = first.event().missesParkedVirtualThreads();
      double least = (waiting ? MIN_SHARE_OF_WAITING : MIN_SHARE) * Math.max(firstCost, secondCost);
      return new Change(
          key.component(),
          key.method(),
          p * firstCost,
          q * secondCost,
          Math.max(chance + forks, least));
    }

    /** Returns the standard error of a share of samples, above 0 also for a share of 0. */
    private static double standardError(double share, long samples) {
      double smoothed = (share * samples + 1) / (samples + 2);
      return Math.sqrt(smoothed * (1 - smoothed) / samples);
    }
  }

  private static Map<Key, Long> byMethod(CellProfile profile, boolean systemCallsNamed) {
    Map<Key, Long> own = new HashMap<>();
    for (HotMethod method : profile.methods().methods()) {
      boolean merged = method.component() == Component.KERNEL && !systemCallsNamed;
      String name = merged ? ANY_SYSTEM_CALL : method.method();
      if (method.own() > 0) {
        own.merge(new Key(method.component().label(), name), method.own(), Long::sum);
      }
    }
    return own;
  }

  private static Map<Key, Long> byComponent(CellProfile profile) {
    return profile.methods().components().entrySet().stream()
        .collect(Collectors.toMap(part -> new Key(part.getKey().label(), ""), Map.Entry::getValue));
  }
}
