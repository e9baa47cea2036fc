package io.gatherbench.profile;

import io.gatherbench.profile.ProfileComparison.Change;
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
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Profiles on the terminal: components, hottest methods, differences; at most 100 columns wide. */
final class ProfileTables {

  private static final int MAX_METHODS = 15;
  private static final int METHOD_WIDTH = 62;
  private static final int MAX_PINNED_FRAMES = 8;

  private ProfileTables() {}

  /** Returns the lines of a cell: a block for each event, then its virtual threads. */
  static List<String> lines(ProfiledCell cell) {
    List<String> lines = new ArrayList<>();
    String name = cell.cell() + ", JDK " + cell.jdk() + ": ";
    if (cell.measured() > 0 && cell.profiled() > 0) {
      lines.addAll(LineWrap.lines(name + scores(cell)));
    }
    for (CellProfile profile : cell.profiles()) {
      lines.addAll(LineWrap.lines(name + summary(profile)));
      notes(profile).forEach(note -> lines.addAll(LineWrap.lines(note)));
      if (profile.hasSamples()) {
        lines.addAll(LineWrap.lines("Components: " + String.join(", ", shares(profile.methods()))));
        lines.add("");
        lines.addAll(hottest(profile.methods()));
      }
      lines.add("");
    }
    if (!cell.remark().isEmpty()) {
      lines.addAll(LineWrap.lines(cell.name() + ": " + cell.remark()));
    }
    cell.virtualThreads().ifPresent(counts -> lines.addAll(virtualThreads(counts)));
    return lines;
  }

  private static String scores(ProfiledCell cell) {
    String profiled = Numbers.significant(cell.profiled()) + " " + cell.unit();
    String measured = Numbers.significant(cell.measured());
    return "score %s, without a profiler %s (one fork each)".formatted(profiled, measured);
  }

  private static String summary(CellProfile profile) {
    long samples = profile.methods().samples();
    double cost = profile.costPerRequest();
    String text =
        profile.event().label() + ", " + samples + (samples == 1 ? " sample" : " samples");
    return cost > 0
        ? text + ", " + Numbers.fixed(cost, cost < 100 ? 1 : 0) + " " + profile.event().perRequest()
        : text;
  }

  static List<String> notes(CellProfile profile) {
    List<String> notes = new ArrayList<>();
    HotMethods methods = profile.methods();
    if (methods.samples() < 1_000) {
      notes.add("Few samples: fewer than 1000; shares are rough. A longer --duration gives more.");
    }
    long compiling = methods.components().getOrDefault(Component.JIT, 0L);
    if (profile.event() == ProfileEvent.CPU && methods.share(compiling) > 0.1) {
      notes.add("The compiler was still at work: a longer warm-up (-wi, -w) makes it less.");
    }
    if (profile.event().missesParkedVirtualThreads()) {
      notes.add("Virtual threads that are parked are not seen here: do not compare strategies.");
    }
    if (methods.known() < 0.95) {
      String unknown =
          methods.methods().stream()
              .filter(method -> method.component() == Component.UNKNOWN && method.own() > 0)
              .limit(5)
              .map(method -> method.method() + " " + percent(methods.share(method.own())))
              .collect(Collectors.joining(", "));
      String known = Numbers.percent(methods.known());
      notes.add("Only " + known + " of the samples have a component; not these: " + unknown);
    }
    return notes;
  }

  static List<String> shares(HotMethods methods) {
    List<Component> components = methods.componentsBySamples();
    List<Long> counts = components.stream().map(methods.components()::get).toList();
    List<String> shares = PercentRounding.of(counts);
    return IntStream.range(0, components.size())
        .mapToObj(i -> components.get(i).label() + " " + shares.get(i))
        .toList();
  }

  static List<String> hottest(HotMethods methods) {
    TextTable table =
        new TextTable().number("own").number("total").text("component").text("method");
    for (HotMethod method : methods.methods().stream().limit(MAX_METHODS).toList()) {
      table.add(
          List.of(
              percent(methods.share(method.own())),
              percent(methods.share(method.total())),
              method.component().label(),
              shortened(method.method())));
    }
    return table.lines(0);
  }

  private static List<String> virtualThreads(VirtualThreadCounts counts) {
    List<String> lines = new ArrayList<>();
    String carriers = counts.carriers() > 0 ? counts.carriers() + " carriers, " : "";
    lines.add(
        "Virtual threads: " + counts.started() + " started, " + carriers + counts.pinnedInWords());
    counts.pinnedStacks().stream()
        .limit(3)
        .map(stack -> "pinned " + stack.getValue() + " × " + beginning(stack.getKey()))
        .forEach(line -> lines.addAll(LineWrap.lines(line)));
    lines.add("");
    return lines;
  }

  /** Returns the innermost frames; the one that held the monitor may be farther out. */
  private static String beginning(String stack) {
    String[] frames = stack.split(" < ");
    return frames.length <= MAX_PINNED_FRAMES
        ? stack
        : String.join(" < ", Arrays.asList(frames).subList(0, MAX_PINNED_FRAMES))
            + " < … (all in index.html)";
  }

  /** Returns the table of the differences that exceed their margins. */
  static List<String> lines(ProfileComparison comparison) {
    TextTable table = new TextTable().number("from").number("to").number("change");
    table.text("component").text("method");
    table.add(row(comparison, comparison.whole(), "all"));
    comparison.components().stream()
        .filter(Change::exceedsMargin)
        .forEach(change -> table.add(row(comparison, change, change.component())));
    int firstMethod = table.lines(0).size();
    comparison.methods().stream()
        .filter(Change::exceedsMargin)
        .limit(MAX_METHODS)
        .forEach(change -> table.add(row(comparison, change, change.component())));
    List<String> rows = table.lines(0);
    String cells = comparison.base().name() + " to " + comparison.other().name();
    String event = comparison.first().event().label();
    List<String> lines =
        new ArrayList<>(LineWrap.lines(event + ", " + comparison.unit() + ": from " + cells));
    lines.addAll(rows.subList(0, firstMethod));
    if (rows.size() > firstMethod) {
      // Components include methods: the two must not be added up.
      lines.add("");
      lines.addAll(rows.subList(firstMethod, rows.size()));
    }
    if (comparison.perRequest() && !comparison.whole().exceedsMargin()) {
      lines.add("Forks of one cell may differ by as much in all: compare scores for a verdict.");
    }
    if (rows.size() == firstMethod) {
      lines.add("No method differs by more than its margin.");
    }
    lines.add("");
    return lines;
  }

  private static List<String> row(ProfileComparison comparison, Change change, String component) {
    String difference = value(comparison, change.difference());
    return List.of(
        value(comparison, change.before()),
        value(comparison, change.after()),
        change.difference() > 0 ? "+" + difference : difference,
        component,
        shortened(change.method()));
  }

  private static String value(ProfileComparison comparison, double value) {
    int decimals = comparison.first().event() == ProfileEvent.ALLOC ? 0 : 2;
    return comparison.perRequest() ? Numbers.fixed(value, decimals) : percent(value);
  }

  static String percent(double share) {
    return Numbers.fixed(share * 100, 1) + " %";
  }

  /** The end of a long name says more than its beginning. */
  private static String shortened(String method) {
    return method.length() <= METHOD_WIDTH
        ? method
        : "…" + method.substring(method.length() - METHOD_WIDTH + 1);
  }
}
