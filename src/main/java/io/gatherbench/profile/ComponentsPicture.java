package io.gatherbench.profile;

import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.Component;
import io.gatherbench.profile.stacks.HotMethods;
import io.gatherbench.profile.stacks.ProfileEvent;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.report.markup.Axis;
import io.gatherbench.report.markup.Svg;
import io.gatherbench.report.text.DistinctLabels;
import io.gatherbench.report.text.Numbers;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A bar for each profiled cell: the cost of a request, in parts by component. */
final class ComponentsPicture {

  private static final String OTHERS = "others";

  /** In the order of drawing, each in its own colour; others are drawn together. */
  private static final List<String> PARTS =
      List.of(
          ("kernel;scheduler;JDK HTTP client;Vert.x;Netty;Apache;OkHttp;Jetty;Reactor Netty"
                  + ";our strategy;others;JIT;profiler")
              .split(";"));

  private static final int WIDTH = 860;
  private static final int RIGHT = 790;
  private static final int ROW = 26;
  private static final int BAR = 18;

  private final ProfileEvent event;
  private final List<CellProfile> profiles;
  private final DistinctLabels names;
  private final double left;
  private final double longest;
  private final Axis axis;

  private ComponentsPicture(ProfileEvent event, List<ProfiledCell> cells) {
    this.event = event;
    this.profiles = cells.stream().map(cell -> cell.profile(event).orElseThrow()).toList();
    this.names = DistinctLabels.of(cells.stream().map(ProfiledCell::name).toList());
    this.left =
        Math.min(320, 28 + names.labels().stream().mapToDouble(Svg::wide).max().orElseThrow());
    this.longest = profiles.stream().mapToDouble(CellProfile::costPerRequest).max().orElseThrow();
    this.axis = new Axis(false, 0, longest, left, RIGHT);
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
    String unit = event.perRequest();
    Svg svg = new Svg(WIDTH, "By component, " + unit);
    svg.heading(unit + (names.common().isEmpty() ? "" : ": " + names.common()));
    int top = 14 + svg.legend(38, parts, parts.stream().map(PARTS::indexOf).toList());
    int bottom = top + ROW * profiles.size();
    for (double tick : axis.ticks(60)) {
      svg.line(axis.at(tick), top, axis.at(tick), bottom, tick == 0 ? "axis" : "grid");
      svg.text(axis.at(tick), bottom + 18, "middle", "soft", Axis.label(tick));
    }
    svg.text(16, bottom + 42, "start", "soft", "each bar: one profiled fork, by own samples");
    for (int i = 0; i < profiles.size(); i++) {
      double y = top + ROW * i + ROW / 2.0;
      svg.text(left - 8, y + 4, "end", "", Svg.fitting(names.labels().get(i), left - 16));
      bar(svg, profiles.get(i), parts, y);
    }
    return svg.file(bottom + 60);
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
      double wide = axis.at(from + cost) - axis.at(from);
      svg.rectangle(axis.at(from), y - BAR / 2.0, wide, BAR, Svg.series(PARTS.indexOf(part)));
      if (wide > Svg.wide(shown(cost)) + 4) {
        svg.text(axis.at(from) + wide / 2, y + 4.5, "middle", "paper", shown(cost));
      }
      from += cost;
    }
    double whole = profile.costPerRequest();
    svg.text(axis.at(whole) + 6, y + 4.5, "start", "soft", shown(whole));
  }

  private String shown(double cost) {
    return Numbers.fixed(cost, longest < 100 ? 1 : 0);
  }

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
}
