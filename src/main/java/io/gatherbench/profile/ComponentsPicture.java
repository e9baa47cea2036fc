package io.gatherbench.profile;

import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.Component;
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
 * The picture of a profiling run: a bar for each cell, as long as what a request costs, in parts by
 * component. Bars of strategies can be held against each other, which shares cannot.
 */
public final class ComponentsPicture {

  private static final String REST = "others";

  /**
   * In the order in which they are drawn, each in its own colour; other components are the rest.
   */
  private static final List<String> KINDS =
      List.of(
          Component.KERNEL.label(),
          Component.SCHEDULER.label(),
          Component.JDK_CLIENT.label(),
          Component.VERTX.label(),
          Component.NETTY.label(),
          Component.APACHE.label(),
          Component.STRATEGY.label(),
          REST,
          Component.JIT.label(),
          Component.PROFILER.label());

  private static final int WIDTH = 860;
  private static final int RIGHT = 790;
  private static final int ROW = 26;
  private static final int BAR = 18;
  private static final int LEGEND = 22;

  private final ProfileEvent event;
  private final List<ProfiledCell> cells;
  private final DistinctLabels words;
  private final double left;
  private final double most;

  private ComponentsPicture(ProfileEvent event, List<ProfiledCell> cells) {
    this.event = event;
    this.cells = cells;
    this.words = DistinctLabels.of(cells.stream().map(ProfiledCell::name).toList());
    this.left =
        Math.min(320, 28 + words.labels().stream().mapToDouble(Svg::wide).max().orElseThrow());
    this.most = cells.stream().mapToDouble(this::cost).max().orElseThrow();
  }

  /** The file's text; empty if there is no cell of which is known what a request costs. */
  public static Optional<String> of(List<ProfiledCell> all, ProfileEvent event) {
    List<ProfiledCell> cells =
        all.stream()
            .filter(cell -> cell.profile(event).filter(ComponentsPicture::isKnown).isPresent())
            .toList();
    return cells.isEmpty()
        ? Optional.empty()
        : Optional.of(new ComponentsPicture(event, cells).draw());
  }

  private static boolean isKnown(CellProfile profile) {
    return profile.costPerRequest() > 0 && profile.methods().samples() > 0;
  }

  private CellProfile profile(ProfiledCell cell) {
    return cell.profile(event).orElseThrow();
  }

  private double cost(ProfiledCell cell) {
    return profile(cell).costPerRequest();
  }

  private String draw() {
    List<String> kinds = kinds();
    int top = 52 + LEGEND * legend(null, kinds);
    int bottom = top + ROW * cells.size();
    String unit = event.unit() + " a request";
    Svg svg = new Svg(WIDTH, bottom + 60, "By component, " + unit);
    String title = unit + (words.common().isEmpty() ? "" : ": " + words.common());
    svg.text(16, 26, "start", "title", Svg.fitting(title, 830));
    legend(svg, kinds);
    double step = step();
    for (double tick = 0; tick <= most * 1.0001; tick += step) {
      svg.line(at(tick), top, at(tick), bottom, tick == 0 ? "axis" : "grid");
      svg.text(at(tick), bottom + 18, "middle", "soft", Numbers.plain(tick));
    }
    svg.text(16, bottom + 42, "start", "soft", "each bar: one profiled fork, by own samples");
    for (int i = 0; i < cells.size(); i++) {
      double y = top + ROW * i + ROW / 2.0;
      svg.text(left - 8, y + 4, "end", "", Svg.fitting(words.labels().get(i), left - 16));
      bar(svg, cells.get(i), kinds, y);
    }
    return svg.text();
  }

  private void bar(Svg svg, ProfiledCell cell, List<String> kinds, double y) {
    double from = 0;
    for (String kind : kinds) {
      long samples =
          profile(cell).methods().components().entrySet().stream()
              .filter(component -> kind(component.getKey()).equals(kind))
              .mapToLong(Map.Entry::getValue)
              .sum();
      double part = samples * profile(cell).costOfSample();
      double wide = at(from + part) - at(from);
      svg.filled(at(from), y - BAR / 2.0, wide, BAR, Svg.colour(KINDS.indexOf(kind)));
      String value = Numbers.fixed(part, most < 100 ? 1 : 0);
      if (wide > Svg.wide(value) + 4) {
        svg.coloured(at(from) + wide / 2, y + 4.5, "middle", "var(--paper)", value);
      }
      from += part;
    }
    String whole = Numbers.fixed(cost(cell), most < 100 ? 1 : 0);
    svg.text(at(cost(cell)) + 6, y + 4.5, "start", "soft", whole);
  }

  /** What the cells have, in the order of drawing. */
  private List<String> kinds() {
    return cells.stream()
        .flatMap(cell -> profile(cell).methods().components().keySet().stream())
        .map(ComponentsPicture::kind)
        .distinct()
        .sorted(Comparator.comparingInt(KINDS::indexOf))
        .toList();
  }

  private static String kind(Component component) {
    return KINDS.contains(component.label()) ? component.label() : REST;
  }

  /** Draws what the colours mean, unless there is nothing to draw on yet; says in how many rows. */
  private static int legend(Svg svg, List<String> kinds) {
    double at = 24;
    int row = 0;
    for (int i = 0; i < kinds.size(); i++) {
      double wide = 30 + Svg.wide(kinds.get(i));
      if (at + wide > RIGHT && at > 24) {
        at = 24;
        row++;
      }
      if (svg != null) {
        svg.filled(at - 6, 42 + LEGEND * row, 12, 12, Svg.colour(KINDS.indexOf(kinds.get(i))));
        svg.text(at + 12, 52 + LEGEND * row, "start", "", kinds.get(i));
      }
      at += wide;
    }
    return row + 1;
  }

  private double at(double cost) {
    return left + cost / most * (RIGHT - left);
  }

  /** Between ticks: 1, 2 or 5 times a power of ten, so that there are at most eight. */
  private double step() {
    double step = Math.pow(10, Math.floor(Math.log10(most / 8)));
    List<Double> steps = List.of(step, 2 * step, 5 * step, 10 * step);
    return steps.stream().filter(s -> most / s <= 8).findFirst().orElseThrow();
  }
}
