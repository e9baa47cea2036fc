package io.gatherbench.report.page;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.report.markup.Axis;
import io.gatherbench.report.markup.HtmlTable;
import io.gatherbench.report.markup.Svg;
import io.gatherbench.report.page.SeriesStyles.SeriesStyle;
import io.gatherbench.report.text.EstimateText;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.ShortLabels;
import io.gatherbench.stats.Estimate;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A chart of lines over numbers of requests, or rates of arrivals, one for each strategy, with
 * intervals, and named where it ends.
 *
 * @param values the name of the vertical axis
 * @param points of each strategy in the order of their sizes; none if nothing is drawn
 * @param beyond those that are too high for the picture, and in the table and the remark alone
 */
record LineChart(String title, String values, Form form, List<Point> points, List<Point> beyond)
    implements Chart {

  /** Limit of a drawn interval, as a factor, so that one wide interval does not set the axis. */
  private static final double MOST_REACH = 4;

  private static final int LEFT = 52;

  /** Width below which names are cut sooner. */
  private static final int NARROW = 600;

  /** The most characters of a name at the end of a line, in narrow pictures and in others. */
  private static final int FEW = 16;

  private static final int MANY = 34;

  /** Pixels between names. */
  private static final int LINE_HEIGHT = 17;

  /** The vertical axis: logarithmic, higher with the bounds of times, or in multiples of these. */
  enum Form {
    LOGARITHMIC,
    BOUNDED,
    MULTIPLES
  }

  record Point(
      int series, String name, SeriesStyle style, String filter, CellSummary cell, Estimate value) {

    private String size() {
      return cell.size().replace("/s", "");
    }

    private String height() {
      return Numbers.factor(value.value()) + " at " + size();
    }
  }

  /** Returns the chart without the lines that exceed a value. */
  LineChart below(double most) {
    Set<Integer> higher =
        points.stream()
            .filter(p -> p.value().value() > most)
            .map(Point::series)
            .collect(Collectors.toSet());
    Map<Boolean, List<Point>> parts =
        points.stream().collect(Collectors.partitioningBy(p -> !higher.contains(p.series())));
    return new LineChart(title, values, form, parts.get(true), parts.get(false));
  }

  @Override
  public String remark() {
    if (form != Form.MULTIPLES) {
      return "";
    }
    String least =
        "1 is the bound, the least time that the arithmetic allows any of these. The scale is logarithmic.";
    return beyond.isEmpty()
        ? least
        : ReportNames.groups(beyond, Point::name).stream()
            .map(LineChart::heights)
            .collect(Collectors.joining("; ", least + " Higher than the picture: ", "."));
  }

  private static String heights(List<Point> line) {
    return line.stream()
        .map(Point::height)
        .collect(Collectors.joining(", ", line.get(0).name() + " ", ""));
  }

  @Override
  public boolean isDrawn() {
    return !points.isEmpty();
  }

  @Override
  public HtmlTable table() {
    HtmlTable table =
        new HtmlTable(sizes(), "strategy", values, "95 % interval", "forks", "remark");
    for (Point point : Stream.concat(points.stream(), beyond.stream()).toList()) {
      String value = EstimateText.value(point.value());
      String interval = EstimateText.interval(point.value());
      String forks = Integer.toString(point.cell().forks().size());
      String remark = point.cell().flagged() ? "flagged" : "";
      table.row(point.filter(), "", point.size(), point.name(), value, interval, forks, remark);
    }
    return table;
  }

  @Override
  public String draw(int width, boolean file) {
    Svg svg = new Svg(width, title);
    if (file) {
      svg.heading(title);
    }
    int bottom = draw(svg, width, 0, file ? 38 : 0);
    return file ? svg.file(bottom) : svg.inPage(bottom);
  }

  private String sizes() {
    return points.get(0).cell().isOpenLoop() ? "arrivals a second" : "requests";
  }

  /** Draws from a height on, below a heading of its own; returns where the chart ends. */
  int draw(Svg svg, int width, int above, int heading) {
    Collection<List<Point>> lines = ReportNames.groups(points, Point::series);
    List<String> names = lines.stream().map(own -> own.get(0).name()).toList();
    Map<String, String> labels = ShortLabels.of(names, width < NARROW ? FEW : MANY);
    double widest = labels.values().stream().mapToDouble(Svg::wide).max().orElse(0);
    double right = width - widest - 22;
    int top = above + heading + 30;
    int least = top + Math.max(150, LINE_HEIGHT * lines.size());
    int bottom = Math.max(above + (form == Form.LOGARITHMIC ? 270 : 410), least);
    Axis y = vertical(bottom, top);
    svg.text(6, top - 10, "start", "soft", values);
    for (double tick : y.ticks(22)) {
      svg.line(LEFT, y.at(tick), right, y.at(tick), "grid");
      svg.text(LEFT - 6, y.at(tick) + 4, "end", "soft", Axis.label(tick));
    }
    ToDoubleFunction<Point> x = horizontal(svg, right, top, bottom);
    if (form == Form.MULTIPLES) {
      svg.line(LEFT, y.at(1), right, y.at(1), "bound");
    }
    Plot plot = new Plot(svg, x, y, form == Form.MULTIPLES);
    if (form == Form.BOUNDED) {
      lines.stream()
          .map(own -> plot.path(own, point -> point.cell().boundMillis(), "M%.1f %.1fh4"))
          .distinct()
          .forEach(path -> svg.path(path, "bound"));
    }
    Map<List<Point>, Double> places = places(lines, y, top, bottom);
    lines.forEach(
        own -> plot.line(own, labels.get(own.get(0).name()), right + 14, places.get(own)));
    return bottom + 50;
  }

  /** Returns at which height each line is named: where it ends, but apart from others. */
  private static Map<List<Point>, Double> places(
      Collection<List<Point>> lines, Axis y, double top, double bottom) {
    List<List<Point>> fromTop =
        lines.stream().sorted(Comparator.comparingDouble(own -> y.at(last(own)))).toList();
    double[] at = fromTop.stream().mapToDouble(own -> y.at(last(own))).toArray();
    double free = top;
    for (int i = 0; i < at.length; i++) {
      at[i] = Math.max(at[i], free);
      free = at[i] + LINE_HEIGHT;
    }
    free = bottom;
    for (int i = at.length - 1; i >= 0; i--) {
      at[i] = Math.min(at[i], free);
      free = at[i] - LINE_HEIGHT;
    }
    Map<List<Point>, Double> places = new IdentityHashMap<>();
    for (int i = 0; i < at.length; i++) {
      places.put(fromTop.get(i), at[i]);
    }
    return places;
  }

  private static double last(List<Point> line) {
    return line.get(line.size() - 1).value().value();
  }

  private Axis vertical(int bottom, int top) {
    double[] ends =
        points.stream().flatMapToDouble(this::extent).filter(end -> end > 0).sorted().toArray();
    double least = form == Form.MULTIPLES ? Math.min(1, ends[0]) : ends[0];
    return new Axis(true, least / 1.15, ends[ends.length - 1] * 1.15, bottom, top);
  }

  private DoubleStream extent(Point point) {
    double value = point.value().value();
    double low = Math.max(point.value().low(), value / MOST_REACH);
    double high = Math.min(point.value().high(), value * MOST_REACH);
    return DoubleStream.of(low, high, form == Form.BOUNDED ? point.cell().boundMillis() : value);
  }

  private ToDoubleFunction<Point> horizontal(Svg svg, double right, int top, int bottom) {
    List<String> all = points.stream().map(Point::size).distinct().toList();
    boolean numbers = all.size() > 1 && all.stream().allMatch(n -> n.matches("[1-9]\\d{0,8}"));
    ToDoubleFunction<String> value = numbers ? Double::parseDouble : all::indexOf;
    double first = value.applyAsDouble(all.get(0));
    double last = value.applyAsDouble(all.get(all.size() - 1));
    Axis axis =
        numbers
            ? new Axis(true, first / 1.25, last * 1.25, LEFT, right)
            : new Axis(false, first - 0.5, last + 0.5, LEFT, right);
    double free = 0;
    for (String size : all) {
      double at = axis.at(value.applyAsDouble(size));
      String label = numbers ? Axis.label(Double.parseDouble(size)) : size;
      if (at - Svg.wide(label) / 2 >= free) {
        svg.line(at, top, at, bottom, "grid");
        svg.text(at, bottom + 18, "middle", "soft", label);
        free = at + Svg.wide(label) / 2 + 4;
      }
    }
    svg.line(LEFT, bottom, right, bottom, "axis");
    svg.text(right, bottom + 38, "end", "soft", sizes());
    return point -> axis.at(value.applyAsDouble(point.size()));
  }

  private record Plot(Svg svg, ToDoubleFunction<Point> x, Axis y, boolean multiples) {

    private void line(List<Point> own, String label, double right, double at) {
      String line = path(own, point -> point.value().value(), "M%.1f %.1f");
      StringBuilder intervals = new StringBuilder();
      String interval = "M%.1f %.1fm-4 0h8M%1$.1f %.1fm-4 0h8m-4 0V%2$.1f";
      for (Point point : own) {
        double low = y.at(point.value().low());
        double high = y.at(point.value().high());
        if (point.value().hasInterval()) {
          intervals.append(String.format(Locale.ROOT, interval, x.applyAsDouble(point), low, high));
        }
      }
      SeriesStyle style = own.get(0).style();
      svg.group(style.kind(), own.get(0).filter(), "");
      svg.line(x.applyAsDouble(own.get(own.size() - 1)), y.at(last(own)), right - 4, at, "lead");
      if (style.dash() > 0) {
        svg.path(line, Svg.dashed(style.dash()));
        line = "";
      }
      if (line.length() + intervals.length() > 0) {
        svg.path(line + intervals, "line");
      }
      for (Point point : own) {
        String tip = point.name() + ", " + point.size() + ": ";
        svg.mark(
            x.applyAsDouble(point), y.at(point.value().value()), style.mark(), tip + value(point));
      }
      svg.text(right, at + 4, "start", "", label);
      svg.end();
    }

    private String value(Point point) {
      String value = EstimateText.whole(point.value());
      return multiples
          ? value + " times the bound, " + EstimateText.value(point.cell().score().get()) + " ms"
          : value;
    }

    private String path(List<Point> own, ToDoubleFunction<Point> value, String first) {
      StringBuilder path = new StringBuilder();
      for (Point point : own) {
        double at = value.applyAsDouble(point);
        if (at > 0) {
          String format = path.isEmpty() ? first : "L%.1f %.1f";
          path.append(String.format(Locale.ROOT, format, x.applyAsDouble(point), y.at(at)));
        }
      }
      return path.toString();
    }
  }
}
