package io.gatherbench.profile;

import io.gatherbench.profile.ProfilePage.Link;
import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of a run's profiles are compared, and their differential flame graphs. */
public final class ProfileDifferences {

  /** Fine enough that a method of a thousandth of the whole is not rounded away. */
  private static final double STEPS = 1_000_000;

  private ProfileDifferences() {}

  /**
   * The comparisons that are asked for: pairs of strategies on each JDK, and each JDK with the
   * first.
   */
  public static List<ProfileComparison> of(List<ProfiledCell> cells, List<List<String>> pairs) {
    List<ProfileComparison> comparisons = new ArrayList<>();
    for (ProfiledCell base : cells) {
      for (ProfiledCell other : cells) {
        if (isPair(base, other, pairs) || areOneCellOnTwoJdks(base, other, cells)) {
          for (ProfileEvent event : ProfileEvent.values()) {
            ProfileComparison.of(base, other, event).ifPresent(comparisons::add);
          }
        }
      }
    }
    return comparisons;
  }

  private static boolean isPair(ProfiledCell base, ProfiledCell other, List<List<String>> pairs) {
    Map<String, String> rest = new HashMap<>(base.parameters());
    Map<String, String> otherRest = new HashMap<>(other.parameters());
    List<String> strategies =
        List.of(
            Optional.ofNullable(rest.remove("strategy")).orElse(""),
            Optional.ofNullable(otherRest.remove("strategy")).orElse(""));
    boolean repeated = base.repetition() == 1 && other.repetition() == 2;
    boolean different = !strategies.get(0).equals(strategies.get(1));
    return base.jdk().equals(other.jdk())
        && base.benchmark().equals(other.benchmark())
        && rest.equals(otherRest)
        && pairs.contains(strategies)
        && (different ? base.repetition() == 1 && other.repetition() == 1 : repeated);
  }

  private static boolean areOneCellOnTwoJdks(
      ProfiledCell base, ProfiledCell other, List<ProfiledCell> cells) {
    Optional<ProfiledCell> first =
        cells.stream().filter(cell -> isSameWork(cell, base)).findFirst();
    return first.isPresent()
        && first.get() == base
        && !base.jdk().equals(other.jdk())
        && isSameWork(base, other);
  }

  private static boolean isSameWork(ProfiledCell one, ProfiledCell other) {
    return one.benchmark().equals(other.benchmark())
        && one.parameters().equals(other.parameters())
        && one.repetition() == 1
        && other.repetition() == 1;
  }

  /**
   * Draws how a pair differs, in both directions.
   *
   * @return links to the pages
   * @throws IOException if they cannot be written
   */
  public static List<Link> draw(ProfileComparison comparison, Path folder) throws IOException {
    Path scratch = Files.createTempDirectory("gatherbench-difference");
    Path before = scratch.resolve("before.collapsed");
    Path after = scratch.resolve("after.collapsed");
    try {
      double whole = Math.max(comparison.before(), comparison.after());
      scaled(comparison.first(), comparison.before() / whole, before);
      scaled(comparison.second(), comparison.after() / whole, after);
      return List.of(
          page(comparison.base(), comparison.other(), comparison, before, after, folder),
          page(comparison.other(), comparison.base(), comparison, after, before, folder));
    } finally {
      Files.deleteIfExists(before);
      Files.deleteIfExists(after);
      Files.delete(scratch);
    }
  }

  private static void scaled(CellProfile profile, double part, Path file) throws IOException {
    profile.stacks().aligned().write(file, STEPS * part / profile.methods().samples());
  }

  private static Link page(
      ProfiledCell from,
      ProfiledCell to,
      ProfileComparison comparison,
      Path before,
      Path after,
      Path folder)
      throws IOException {
    String event = comparison.first().event().label();
    String text = event + ": from " + from.name() + " to " + to.name();
    String file = ("diff " + from.name() + " to " + to.name() + "." + event);
    String name = file.replaceAll("[^A-Za-z0-9._=+-]+", "-") + ".html";
    String basis = comparison.perRequest() ? ", for each request" : ", shares";
    ProfileRecording.drawDifference(before, after, folder.resolve(name), text + basis);
    return new Link(text, name);
  }
}
