package io.gatherbench.profile;

import io.gatherbench.profile.ProfilePage.Link;
import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.report.text.CsvText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The comparisons of a run's profiles: which there are, their flame graphs and their file. */
final class ProfileDifferences {

  /** Fine enough that a method of a thousandth of the whole is not rounded away. */
  private static final double STEPS = 1_000_000;

  private static final List<String> COLUMNS =
      List.of(
          "event",
          "unit",
          "from_jdk",
          "from_cell",
          "to_jdk",
          "to_cell",
          "component",
          "method",
          "before",
          "after",
          "margin");

  private ProfileDifferences() {}

  /**
   * Compares the pairs of strategies on each JDK, and each cell with that of the first JDK.
   *
   * @param pairs two strategies each
   */
  static List<ProfileComparison> of(List<ProfiledCell> cells, List<List<String>> pairs) {
    List<ProfileComparison> comparisons = new ArrayList<>();
    for (ProfiledCell base : cells) {
      for (ProfiledCell other : cells) {
        if (isPair(base, other, pairs) || isFirstJdkAndAnother(base, other, cells)) {
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
    String strategy = String.valueOf(rest.remove("strategy"));
    String otherStrategy = String.valueOf(otherRest.remove("strategy"));
    int repetition = strategy.equals(otherStrategy) ? 2 : 1;
    return base.jdk().equals(other.jdk())
        && base.benchmark().equals(other.benchmark())
        && rest.equals(otherRest)
        && pairs.contains(List.of(strategy, otherStrategy))
        && base.repetition() == 1
        && other.repetition() == repetition;
  }

  private static boolean isFirstJdkAndAnother(
      ProfiledCell base, ProfiledCell other, List<ProfiledCell> cells) {
    return !base.jdk().equals(other.jdk())
        && isSameWork(base, other)
        && cells.stream().filter(cell -> isSameWork(cell, base)).findFirst().orElseThrow() == base;
  }

  private static boolean isSameWork(ProfiledCell one, ProfiledCell other) {
    return one.benchmark().equals(other.benchmark())
        && one.parameters().equals(other.parameters())
        && one.repetition() == 1
        && other.repetition() == 1;
  }

  /**
   * Draws the differences of a pair as flame graphs, in both directions.
   *
   * @return links to the pages
   * @throws IOException if they cannot be written
   */
  static List<Link> draw(ProfileComparison comparison, Path folder) throws IOException {
    try (ScratchFolder scratch = new ScratchFolder()) {
      Path before = scratch.path().resolve("before.collapsed");
      Path after = scratch.path().resolve("after.collapsed");
      ProfileComparison.Change whole = comparison.whole();
      double larger = Math.max(whole.before(), whole.after());
      writeScaled(comparison.first(), whole.before() / larger, before);
      writeScaled(comparison.second(), whole.after() / larger, after);
      String from = comparison.base().name();
      String to = comparison.other().name();
      return List.of(
          draw(from, to, comparison, before, after, folder),
          draw(to, from, comparison, after, before, folder));
    }
  }

  private static void writeScaled(CellProfile profile, double part, Path file) throws IOException {
    profile.stacks().aligned().write(file, STEPS * part / profile.methods().samples());
  }

  private static Link draw(
      String from, String to, ProfileComparison comparison, Path before, Path after, Path folder)
      throws IOException {
    String event = comparison.first().event().label();
    String text = event + ": from " + from + " to " + to;
    String file = ProfileRecording.fileName("diff " + from + " to " + to + "." + event) + ".html";
    String basis = comparison.perRequest() ? ", for each request" : ", shares";
    ProfileRecording.drawDifference(before, after, folder.resolve(file), text + basis);
    return new Link(text, file);
  }

  /**
   * Returns {@code differences.csv}: for each comparison a line for the whole, one for each
   * component, and one for each method that differs by more than its margin.
   */
  static String csv(List<ProfileComparison> comparisons) {
    List<List<String>> records = new ArrayList<>();
    records.add(COLUMNS);
    for (ProfileComparison comparison : comparisons) {
      records.add(record(comparison, comparison.whole()));
      comparison.components().forEach(change -> records.add(record(comparison, change)));
      comparison.methods().stream()
          .filter(ProfileComparison.Change::exceedsMargin)
          .forEach(change -> records.add(record(comparison, change)));
    }
    return CsvText.of(records);
  }

  private static List<String> record(
      ProfileComparison comparison, ProfileComparison.Change change) {
    ProfileEvent event = comparison.first().event();
    List<String> fields =
        new ArrayList<>(
            List.of(
                event.label(),
                comparison.perRequest() ? event.unit() + " a request" : "share",
                comparison.base().jdk(),
                comparison.base().cell(),
                comparison.other().jdk(),
                comparison.other().cell(),
                change.component(),
                change.method()));
    Stream.of(change.before(), change.after(), change.margin())
        .forEach(value -> fields.add(String.format(Locale.ROOT, "%.6f", value)));
    return fields;
  }
}
