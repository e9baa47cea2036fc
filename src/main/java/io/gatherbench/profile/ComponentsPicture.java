package io.gatherbench.profile;

import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.Component;
import io.gatherbench.profile.stacks.HotMethods;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.report.text.DistinctLabels;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.Svg;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The picture of a profiling run: a bar for each cell, as long as the cost of a request, in parts
 * by component. Costs of strategies compare, which shares do not.
 */
final class ComponentsPicture {

  private static final String OTHERS = "others";

  /** In the order of drawing, each in its own colour; other components are drawn together. */
  private static final List<String> PARTS =
      List.of(
          Component.KERNEL.label(),
          Component.SCHEDULER.label(),
          Component.JDK_CLIENT.label(),
          Component.VERTX.label(),
          Component.NETTY.label(),
          Component.APACHE.label(),
          Component.STRATEGY.label(),
          OTHERS,
          Component.JIT.label(),
          Component.PROFILER.label());

  private static final int WIDTH = 860;
  private static final int RIGHT = 790;
  private static final int ROW = 26;
  private static final int BAR = 18;
  private static final int LEGEND = 22;
  private static final int MAX_TICKS = 8;

  private final ProfileEvent event;
  private final List<CellProfile> profiles;
  private final DistinctLabels names;
  private final double left;
  private final double longest;

  private ComponentsPicture(ProfileEvent event, List<ProfiledCell> cells) {
    this.event = event;
    this.profiles = cells.stream().map(cell -> cell.profile(event).orElseThrow()).toList();
    this.names = DistinctLabels.of(cells.stream().map(ProfiledCell::name).toList());
    this.left =
        Math.min(320, 28 + names.labels().stream().mapToDouble(Svg::wide).max().orElseThrow());
    this.longest = profiles.stream().mapToDouble(CellProfile::costPerRequest).max().orElseThrow();
  }

  /** Returns the file's text; empty if the cost of a request is unknown in all cells. */
  static Optional<String> of(List<ProfiledCell> all, ProfileEvent event) {
    List<ProfiledCell> cells =
        all.stream()
            .filter(cell -> cell.profile(event).filter(CellProfile::hasCost).isPresent())
            .toList();
    return cells.isEmpty()
        ? Optional.empty()
        : Optional.of(new ComponentsPicture(event, cells).draw());
  }

  private String draw() {
    List<String> parts = parts();
    int top = 52 + LEGEND * legend(null, parts);
    int bottom = top + ROW * profiles.size();
    String unit = ProfileTables.perRequest(event);
    Svg svg = new Svg(WIDTH, bottom + 60, "By component, " + unit);
    String title = unit + (names.common().isEmpty() ? "" : ": " + names.common());
    svg.text(16, 26, "start", "title", Svg.fitting(title, 830));
    legend(svg, parts);
    double step = step();
    for (double tick = 0; tick <= longest * 1.0001; tick += step) {
      svg.line(at(tick), top, at(tick), bottom, tick == 0 ? "axis" : "grid");
      svg.text(at(tick), bottom + 18, "middle", "soft", Numbers.plain(tick));
    }
    svg.text(16, bottom + 42, "start", "soft", "each bar: one profiled fork, by own samples");
    for (int i = 0; i < profiles.size(); i++) {
      double y = top + ROW * i + ROW / 2.0;
      svg.text(left - 8, y + 4, "end", "", Svg.fitting(names.labels().get(i), left - 16));
      bar(svg, profiles.get(i), parts, y);
    }
    return svg.text();
  }

  private void bar(Svg svg, CellProfile profile, List<String> parts, double y) {
    HotMethods methods = profile.methods();
    double from = 0;
    for (String part : parts) {
      long samples =
          methods.components().entrySet().stream()
              .filter(component -> part(component.getKey()).equals(part))
              .mapToLong(Map.Entry::getValue)
              .sum();
      double cost = methods.share(samples) * profile.costPerRequest();
      double wide = at(from + cost) - at(from);
      svg.filled(at(from), y - BAR / 2.0, wide, BAR, Svg.colour(PARTS.indexOf(part)));
      if (wide > Svg.wide(shown(cost)) + 4) {
        svg.coloured(at(from) + wide / 2, y + 4.5, "middle", "var(--paper)", shown(cost));
      }
      from += cost;
    }
    double whole = profile.costPerRequest();
    svg.text(at(whole) + 6, y + 4.5, "start", "soft", shown(whole));
  }

  private String shown(double cost) {
    return Numbers.fixed(cost, longest < 100 ? 1 : 0);
  }

  /** The parts that the cells have, in the order of drawing. */
  private List<String> parts() {
    return profiles.stream()
        .flatMap(profile -> profile.methods().components().keySet().stream())
        .map(ComponentsPicture::part)
        .distinct()
        .sorted(Comparator.comparingInt(PARTS::indexOf))
        .toList();
  }

  private static String part(Component component) {
    return PARTS.contains(component.label()) ? component.label() : OTHERS;
  }

  /** Draws what the colours mean, unless there is nothing to draw on yet; says in how many rows. */
  private static int legend(Svg svg, List<String> parts) {
    double at = 24;
    int row = 0;
    for (String part : parts) {
      double wide = 30 + Svg.wide(part);
      if (at + wide > RIGHT && at > 24) {
        at = 24;
        row++;
      }
      if (svg != null) {
        svg.filled(at - 6, 42 + LEGEND * row, 12, 12, Svg.colour(PARTS.indexOf(part)));
        svg.text(at + 12, 52 + LEGEND * row, "start", "", part);
      }
      at += wide;
    }
    return row + 1;
  }

  private double at(double cost) {
    return left + cost / longest * (RIGHT - left);
  }

  /** The distance of ticks: 1, 2 or 5 times a power of ten. */
  private double step() {
    double step = Math.pow(10, Math.floor(Math.log10(longest / MAX_TICKS)));
    List<Double> steps = List.of(step, 2 * step, 5 * step, 10 * step);
    return steps.stream().filter(s -> longest / s <= MAX_TICKS).findFirst().orElseThrow();
  }
}
