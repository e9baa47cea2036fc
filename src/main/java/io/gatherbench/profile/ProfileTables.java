package io.gatherbench.profile;

import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.Component;
import io.gatherbench.profile.stacks.HotMethods;
import io.gatherbench.profile.stacks.HotMethods.HotMethod;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.profile.stacks.VirtualThreadCounts;
import io.gatherbench.report.text.LineWrap;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Profiles for a terminal: shares by component, the hottest methods, and what differs between two.
 */
public final class ProfileTables {

  private static final int WIDTH = 100;
  private static final int TOP = 15;
  private static final int METHOD_WIDTH = 62;
  private static final double KNOWN_AT_LEAST = 0.95;
  private static final double MUCH_COMPILATION = 0.1;
  private static final int PINNED_STACKS = 3;
  private static final int PINNED_FRAMES = 8;
  private static final int HOMELESS = 5;

  private ProfileTables() {}

  /** A note on the whole run. */
  public static List<String> lines(String note) {
    return LineWrap.lines(note, WIDTH);
  }

  /** All of a cell: a block for each event. */
  public static List<String> lines(ProfiledCell cell) {
    List<String> lines = new ArrayList<>();
    if (cell.measured() > 0 && cell.profiled() > 0) {
      lines.addAll(LineWrap.lines(score(cell), WIDTH));
    }
    for (CellProfile profile : cell.profiles()) {
      lines.addAll(
          LineWrap.lines(cell.cell() + ", JDK " + cell.jdk() + ": " + what(profile), WIDTH));
      notes(profile).forEach(note -> lines.addAll(LineWrap.lines(note, WIDTH)));
      if (profile.methods().samples() > 0) {
        lines.addAll(components(profile.methods()));
        lines.add("");
        lines.addAll(top(profile.methods()));
      }
      lines.add("");
    }
    if (!cell.remark().isEmpty()) {
      lines.addAll(LineWrap.lines(cell.name() + ": " + cell.remark(), WIDTH));
    }
    cell.virtualThreads().ifPresent(seen -> lines.addAll(virtualThreads(seen)));
    return lines;
  }

  /** What the profiler did to the score. */
  private static String score(ProfiledCell cell) {
    return cell.cell()
        + ", JDK "
        + cell.jdk()
        + ": score "
        + Numbers.significant(cell.profiled())
        + " "
        + cell.unit()
        + ", without a profiler "
        + Numbers.significant(cell.measured())
        + " (one fork each)";
  }

  /** Event, samples, and what a request costs. */
  static String what(CellProfile profile) {
    String cost =
        profile.costPerRequest() > 0
            ? String.format(Locale.ROOT, ", %s %s a request", cost(profile), profile.event().unit())
            : "";
    return profile.event().label() + ", " + samples(profile) + cost;
  }

  private static String samples(CellProfile profile) {
    long samples = profile.methods().samples();
    return samples + (samples == 1 ? " sample" : " samples");
  }

  private static String cost(CellProfile profile) {
    return Numbers.fixed(profile.costPerRequest(), profile.costPerRequest() < 100 ? 1 : 0);
  }

  /** What to know before reading a profile. */
  static List<String> notes(CellProfile profile) {
    List<String> notes = new ArrayList<>();
    if (profile.hasFewSamples()) {
      notes.add(
          "Few samples: fewer than "
              + CellProfile.ENOUGH_SAMPLES
              + "; shares are rough. A longer --duration gives more.");
    }
    long compiling = profile.methods().components().getOrDefault(Component.JIT, 0L);
    if (profile.event() == ProfileEvent.CPU
        && profile.methods().share(compiling) > MUCH_COMPILATION) {
      notes.add("The compiler was still at work: a longer warm-up (-wi, -w) makes it less.");
    }
    if (profile.event().missesParkedVirtualThreads()) {
      notes.add("Virtual threads that are parked are not seen here: do not compare strategies.");
    }
    if (profile.methods().known() < KNOWN_AT_LEAST) {
      notes.add(
          "Only "
              + Numbers.percent(profile.methods().known())
              + " of the samples have a component; not these: "
              + homeless(profile.methods()));
    }
    return notes;
  }

  private static String homeless(HotMethods methods) {
    return methods.methods().stream()
        .filter(method -> method.component() == Component.UNKNOWN && method.own() > 0)
        .limit(HOMELESS)
        .map(method -> method.method() + " " + percent(methods.share(method.own())))
        .collect(Collectors.joining(", "));
  }

  /** Components by their samples, and their shares, which add up to 100 %. */
  static List<Map.Entry<Component, Long>> sorted(HotMethods methods) {
    return methods.components().entrySet().stream()
        .sorted(
            Map.Entry.<Component, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .toList();
  }

  private static List<String> components(HotMethods methods) {
    List<Map.Entry<Component, Long>> sorted = sorted(methods);
    List<String> shares = PercentRounding.of(sorted.stream().map(Map.Entry::getValue).toList());
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      parts.add(sorted.get(i).getKey().label() + " " + shares.get(i));
    }
    return LineWrap.lines("Components: " + String.join(", ", parts), WIDTH);
  }

  /** The hottest methods. */
  static List<String> top(HotMethods methods) {
    TextTable grid = new TextTable().number("own").number("total").text("component").text("method");
    for (HotMethod method : methods.methods().stream().limit(TOP).toList()) {
      grid.add(
          List.of(
              percent(methods.share(method.own())),
              percent(methods.share(method.total())),
              method.component().label(),
              shortened(method.method())));
    }
    return grid.lines(WIDTH, 0);
  }

  private static List<String> virtualThreads(VirtualThreadCounts seen) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Virtual threads: "
            + seen.started()
            + " started, "
            + (seen.carriers() > 0 ? seen.carriers() + " carriers, " : "")
            + pinned(seen));
    seen.pinned().entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .limit(PINNED_STACKS)
        .forEach(
            stack ->
                lines.addAll(
                    LineWrap.lines(
                        "  pinned " + stack.getValue() + " × " + beginning(stack.getKey()),
                        WIDTH)));
    lines.add("");
    return lines;
  }

  /** The innermost frames of a stack. What held the monitor may be far out: the page has all. */
  private static String beginning(String stack) {
    String[] frames = stack.split(" < ");
    return frames.length <= PINNED_FRAMES
        ? stack
        : String.join(" < ", Arrays.asList(frames).subList(0, PINNED_FRAMES))
            + " < … (all in index.html)";
  }

  /** How often virtual threads were pinned. */
  static String pinned(VirtualThreadCounts seen) {
    long times = seen.pinnedInAll();
    return times == 0 ? "never pinned" : times == 1 ? "pinned once" : "pinned " + times + " times";
  }

  /** What differs between two profiles by more than noise. */
  public static List<String> lines(ProfileComparison comparison) {
    ProfileEvent event = comparison.first().event();
    String unit = comparison.perRequest() ? event.unit() + " a request" : "share";
    List<String> lines = new ArrayList<>();
    lines.addAll(
        LineWrap.lines(
            event.label()
                + ", "
                + unit
                + ": from "
                + comparison.base().name()
                + " to "
                + comparison.other().name(),
            WIDTH));
    TextTable grid =
        new TextTable()
            .number("from")
            .number("to")
            .number("change")
            .text("component")
            .text("method");
    grid.add(row("all", comparison, comparison.before(), comparison.after(), ""));
    List<MethodChange> components =
        comparison.components().stream().filter(MethodChange::isBeyondNoise).toList();
    components.forEach(
        component -> grid.add(row(component.component().label(), comparison, component, "")));
    List<MethodChange> changes =
        comparison.methods().stream().filter(MethodChange::isBeyondNoise).limit(TOP).toList();
    changes.forEach(
        change ->
            grid.add(
                row(change.component().label(), comparison, change, shortened(change.method()))));
    List<String> table = grid.lines(WIDTH, 0);
    int methods = table.size() - changes.size();
    lines.addAll(table.subList(0, methods));
    if (!changes.isEmpty()) {
      // Methods are in the components above, so the two must not be added up.
      lines.add("");
      lines.addAll(table.subList(methods, table.size()));
    }
    if (comparison.perRequest()
        && Math.abs(comparison.after() - comparison.before()) <= comparison.noise()) {
      lines.add("Forks of one cell may differ by as much in all: compare scores for a verdict.");
    }
    if (changes.isEmpty()) {
      lines.add("No method differs by more than noise.");
    }
    lines.add("");
    return lines;
  }

  private static List<String> row(
      String component, ProfileComparison comparison, MethodChange change, String method) {
    return row(component, comparison, change.before(), change.after(), method);
  }

  private static List<String> row(
      String component, ProfileComparison comparison, double before, double after, String method) {
    String difference = value(comparison, after - before);
    return List.of(
        value(comparison, before),
        value(comparison, after),
        after > before ? "+" + difference : difference,
        component,
        method);
  }

  private static String value(ProfileComparison comparison, double value) {
    if (!comparison.perRequest()) {
      return percent(value);
    }
    boolean bytes = comparison.first().event() == ProfileEvent.ALLOC;
    return Numbers.fixed(value, bytes ? 0 : 2);
  }

  static String percent(double share) {
    return Numbers.fixed(share * 100, 1) + " %";
  }

  /** The end of a name that is too long says more than its beginning. */
  private static String shortened(String method) {
    return method.length() <= METHOD_WIDTH
        ? method
        : "…" + method.substring(method.length() - METHOD_WIDTH + 1);
  }
}
