package io.gatherbench.profile;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.profile.ProfileComparison.Change;
import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.report.text.CsvText;
import io.gatherbench.run.ScratchFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The comparisons of a run's profiles: which there are, their flame graphs and their file. */
final class ProfileDifferences {

  private static final double STEPS = 1_000_000;

  private static final String COLUMNS =
      "event,unit,from_jdk,from_cell,to_jdk,to_cell,component,method,before,after,margin";

  /** A comparison with the files of its flame graphs, by the texts of their links. */
  record Difference(ProfileComparison comparison, Map<String, String> pictures) {}

  private ProfileDifferences() {}

  /** Compares the pairs of strategies on each JDK, and each cell with that of the first JDK. */
  static List<ProfileComparison> of(List<ProfiledCell> cells, List<List<String>> pairs) {
    List<ProfileComparison> comparisons = new ArrayList<>();
    for (ProfiledCell base : cells) {
      for (ProfiledCell other : cells) {
        if (isPair(base, other, pairs) && !isBetterPaired(base, other, cells)
            || isFirstJdkAndAnother(base, other, cells)) {
          for (ProfileEvent event : ProfileEvent.values()) {
            ProfileComparison.of(base, other, event).ifPresent(comparisons::add);
          }
        }
      }
    }
    return comparisons;
  }

  /** Tells whether one of two cells that differ in more than the strategy has one that does not. */
  private static boolean isBetterPaired(
      ProfiledCell base, ProfiledCell other, List<ProfiledCell> cells) {
    Set<String> strategy = Set.of("strategy");
    return base.repetition() == other.repetition()
        && !without(strategy, base).equals(without(strategy, other))
        && cells.stream().anyMatch(cell -> isTwin(base, cell, other) || isTwin(other, cell, base));
  }

  /** Tells whether a cell is one's with the strategy of another. */
  private static boolean isTwin(ProfiledCell one, ProfiledCell cell, ProfiledCell another) {
    Map<String, String> twin = new HashMap<>(one.parameters());
    twin.put("strategy", another.parameters().get("strategy"));
    return cell.parameters().equals(twin)
        && cell.benchmark().equals(one.benchmark())
        && cell.jdk().equals(one.jdk());
  }

  private static boolean isPair(ProfiledCell base, ProfiledCell other, List<List<String>> pairs) {
    String strategy = String.valueOf(base.parameters().get("strategy"));
    String otherStrategy = String.valueOf(other.parameters().get("strategy"));
    boolean same = strategy.equals(otherStrategy);
    int repetition = same ? 2 : 1;
    // Other strategies may have other clients: each pair of them is one.
    Set<String> differing = same ? Set.of() : Set.copyOf(PlannedCell.OF_THE_STRATEGY);
    return base.jdk().equals(other.jdk())
        && base.benchmark().equals(other.benchmark())
        && without(differing, base).equals(without(differing, other))
        && pairs.contains(List.of(strategy, otherStrategy))
        && base.repetition() == 1
        && other.repetition() == repetition;
  }

  private static Map<String, String> without(Set<String> names, ProfiledCell cell) {
    Map<String, String> rest = new HashMap<>(cell.parameters());
    rest.keySet().removeAll(names);
    return rest;
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

  static Difference draw(ProfileComparison comparison, Path folder) throws IOException {
    try (ScratchFolder scratch = new ScratchFolder()) {
      Path before = scratch.path().resolve("before.collapsed");
      Path after = scratch.path().resolve("after.collapsed");
      Change whole = comparison.whole();
      double larger = Math.max(whole.before(), whole.after());
      writeScaled(comparison.first(), whole.before() / larger, before);
      writeScaled(comparison.second(), whole.after() / larger, after);
      String from = comparison.base().name();
      String to = comparison.other().name();
      Map<String, String> pictures = new LinkedHashMap<>();
      String text = comparison.first().event().label() + ": from ";
      String there = from + " to " + to;
      String back = to + " to " + from;
      pictures.put(text + there, draw(comparison, there, before, after, folder));
      pictures.put(text + back, draw(comparison, back, after, before, folder));
      return new Difference(comparison, pictures);
    }
  }

  private static void writeScaled(CellProfile profile, double part, Path file) {
    double scale = STEPS * part / profile.methods().samples();
    ProfileRecording.write(file, () -> profile.stacks().aligned().write(file, scale));
  }

  private static String draw(
      ProfileComparison comparison, String direction, Path before, Path after, Path folder)
      throws IOException {
    String event = comparison.first().event().label();
    String file = ProfileRecording.fileName("diff " + direction + "." + event) + ".html";
    String basis = comparison.perRequest() ? ", for each request" : ", shares";
    String title = event + ": from " + direction + basis;
    ProfileRecording.drawDifference(before, after, folder.resolve(file), title);
    return file;
  }

  /** Returns {@code differences.csv}: the whole, components, and methods beyond their margins. */
  static String csv(List<ProfileComparison> comparisons) {
    List<List<String>> records = new ArrayList<>();
    records.add(List.of(COLUMNS.split(",")));
    for (ProfileComparison comparison : comparisons) {
      records.add(record(comparison, comparison.whole()));
      comparison.components().forEach(change -> records.add(record(comparison, change)));
      comparison.methods().stream()
          .filter(Change::exceedsMargin)
          .forEach(change -> records.add(record(comparison, change)));
    }
    return CsvText.of(records);
  }

  private static List<String> record(ProfileComparison comparison, Change change) {
    return List.of(
        comparison.first().event().label(),
        comparison.unit(),
        comparison.base().jdk(),
        comparison.base().cell(),
        comparison.other().jdk(),
        comparison.other().cell(),
        change.component(),
        change.method(),
        String.format(Locale.ROOT, "%.6f", change.before()),
        String.format(Locale.ROOT, "%.6f", change.after()),
        String.format(Locale.ROOT, "%.6f", change.margin()));
  }
}
