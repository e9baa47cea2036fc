package io.gatherbench.report.page;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.report.markup.Axis;
import io.gatherbench.report.markup.HtmlTable;
import io.gatherbench.report.markup.Svg;
import io.gatherbench.report.text.EstimateText;
import io.gatherbench.stats.Estimate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * A chart of lines over numbers of requests, or rates of arrivals, one for each strategy, with
 * intervals.
 *
 * @param values the name of the vertical axis
 * @param points at least one; of each strategy in the order of their sizes
 */
record LineChart(String title, String values, Form form, List<Point> points) implements Chart {

  /** Limit of a drawn interval, as a factor, so that one wide interval does not set the axis. */
  private static final double MOST_REACH = 4;

  private static final int LEFT = 52;

  /** The vertical axis: from 0, logarithmic, or also higher and with the bounds of times. */
  enum Form {
    LINEAR,
    LOGARITHMIC,
    BOUNDED
  }

  record Point(int series, String name, String filter, CellSummary cell, Estimate value) {

    private String size() {
      return cell.size().replace("/s", "");
    }
  }

  @Override
  public boolean isDrawn() {
    return !points.isEmpty();
  }

  @Override
  public HtmlTable table() {
    HtmlTable table =
        new HtmlTable(sizes(), "strategy", values, "95 % interval", "forks", "remark");
    for (Point point : points) {
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
    List<Integer> series = lines.stream().map(own -> own.get(0).series()).toList();
    int top = svg.legend(above + heading, names, series, false) + 24;
    int bottom = Math.max(above + (form == Form.BOUNDED ? 460 : 320), top + 150) - 50;
    Axis y = vertical(bottom, top);
    svg.text(6, top - 10, "start", "soft", values);
    for (double tick : y.ticks(22)) {
      svg.line(LEFT, y.at(tick), width - 10, y.at(tick), "grid");
      svg.text(LEFT - 6, y.at(tick) + 4, "end", "soft", Axis.label(tick));
    }
    ToDoubleFunction<Point> x = horizontal(svg, width - 10, top, bottom);
    Plot plot = new Plot(svg, x, y);
    ToDoubleFunction<Point> bound = p -> form == Form.BOUNDED ? p.cell().boundMillis() : Double.NaN;
    lines.stream()
        .map(own -> plot.path(own, bound, "M%.1f %.1fh4"))
        .distinct()
        .forEach(path -> svg.path(path, "bound"));
    lines.forEach(plot::line);
    return bottom + 50;
  }

  private Axis vertical(int bottom, int top) {
    double[] ends =
        points.stream().flatMapToDouble(this::extent).filter(end -> end > 0).sorted().toArray();
    double least = ends[0];
    double most = ends[ends.length - 1];
    return form == Form.LINEAR
        ? new Axis(false, 0, most * 1.05, bottom, top)
        : new Axis(true, least / 1.15, most * 1.15, bottom, top);
  }

  private DoubleStream extent(Point point) {
    double value = point.value().value();
    double low = Math.max(point.value().low(), value / MOST_REACH);
    double high = Math.min(point.value().high(), value * MOST_REACH);
    return DoubleStream.of(low, high, form == Form.BOUNDED ? point.cell().boundMillis() : value);
  }

  private ToDoubleFunction<Point> horizontal(Svg svg, int right, int top, int bottom) {
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

  private record Plot(Svg svg, ToDoubleFunction<Point> x, Axis y) {

    private void line(List<Point> own) {
      String line = path(own, point -> point.value().value(), "M%.1f %.1f");
      String interval = "M%.1f %.1fm-4 0h8M%1$.1f %.1fm-4 0h8m-4 0V%2$.1f";
      for (Point point : own) {
        double low = y.at(point.value().low());
        double high = y.at(point.value().high());
        if (point.value().hasInterval()) {
          line += String.format(Locale.ROOT, interval, x.applyAsDouble(point), low, high);
        }
      }
      svg.group(Svg.series(own.get(0).series()), own.get(0).filter(), "");
      svg.path(line, "line");
      for (Point point : own) {
        String tip = point.name() + ", " + point.size() + ": ";
        double at = y.at(point.value().value());
        String value = EstimateText.whole(point.value());
        svg.mark(x.applyAsDouble(point), at, point.series(), tip + value);
      }
      svg.end();
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
