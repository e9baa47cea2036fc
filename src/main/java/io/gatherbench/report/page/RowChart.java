package io.gatherbench.report.page;

import io.gatherbench.report.markup.Axis;
import io.gatherbench.report.markup.HtmlTable;
import io.gatherbench.report.markup.Svg;
import io.gatherbench.report.text.EstimateText;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.ShortLabels;
import io.gatherbench.stats.Estimate;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A chart with a row for each cell: dots, a value with an interval, and a few words.
 *
 * @param values the name of the axis
 * @param words the heading of the words
 * @param same what counts as the same ratio, as a fraction; 0 for other values
 * @param rows those without a value are in the table alone
 */
record RowChart(String title, String values, String words, double same, List<Bar> rows)
    implements Chart {

  /** Width below which labels stand above the rows. */
  private static final int NARROW = 600;

  private static final double MOST_REACH = 2;

  private static final int GROUP_HEIGHT = 26;

  /** A row; {@code group} stands above those that have it in common, unless it is empty. */
  record Bar(
      String group,
      String label,
      String kind,
      String filter,
      List<Double> dots,
      Optional<Estimate> value,
      String words) {

    private String name() {
      return group.isEmpty() ? label : group + ", " + label;
    }
  }

  @Override
  public boolean isDrawn() {
    return rows.stream().anyMatch(row -> row.value().isPresent());
  }

  RowChart first(int most) {
    String limited = title + ", first " + most + " of " + rows.size() + " cells";
    return rows.size() <= most
        ? this
        : new RowChart(limited, values, words, same, rows.subList(0, most));
  }

  @Override
  public HtmlTable table() {
    HtmlTable table = new HtmlTable("cell", values, "95 % interval", words);
    for (Bar row : rows) {
      String value = row.value().map(EstimateText::value).orElse("");
      String interval = row.value().map(EstimateText::interval).orElse("");
      table.row(row.filter(), row.kind(), row.name(), value, interval, row.words());
    }
    return table;
  }

  @Override
  public String draw(int width, boolean file) {
    Svg svg = new Svg(width, title);
    if (file) {
      svg.heading(title);
    }
    List<Bar> drawn = rows.stream().filter(row -> row.value().isPresent()).toList();
    boolean narrow = width < NARROW;
    int height = narrow ? 42 : same > 0 ? 22 : 32;
    int top = file ? 44 : 4;
    long groups = drawn.stream().map(Bar::group).filter(g -> !g.isEmpty()).distinct().count();
    int bottom = top + height * drawn.size() + (int) groups * GROUP_HEIGHT + 4;
    double widest = drawn.stream().mapToDouble(row -> Svg.wide(row.label())).max().orElse(0);
    double left = narrow ? 16 : Math.min(340, 24 + widest);
    Axis x = axis(left, width - (narrow ? 24 : 130));
    if (same > 0) {
      double from = x.at(1 / (1 + same));
      svg.rectangle(from, top, x.at(1 + same) - from, bottom - top, "band");
    }
    for (double tick : x.ticks(44)) {
      svg.line(x.at(tick), top, x.at(tick), bottom, tick == 1 && same > 0 ? "axis" : "grid");
      svg.text(x.at(tick), bottom + 18, "middle", "soft", Axis.label(tick));
    }
    svg.line(left, bottom, x.to(), bottom, "axis");
    svg.text(x.to(), bottom + 38, "end", "soft", values + ", 95 % intervals");
    double words = drawn.stream().mapToDouble(row -> Svg.wide(row.words())).max().orElse(0);
    double free = narrow ? width - 40 - words : left - 16;
    Map<String, String> labels =
        ShortLabels.of(
            drawn.stream().map(Bar::label).toList(), Math.max(8, (int) (free / Svg.wide("x"))));
    String group = "";
    double above = top;
    for (Bar row : drawn) {
      if (!row.group().equals(group)) {
        group = row.group();
        svg.group("", row.filter(), "");
        svg.text(16, above + 18, "start", "title", Svg.fitting(group, width - 30));
        svg.end();
        above += GROUP_HEIGHT;
      }
      double y = above + (narrow ? 30 : height / 2.0);
      above += height;
      double base = narrow ? y - 14 : y + 4;
      String label = labels.get(row.label());
      String tip = row.name() + ": " + EstimateText.whole(row.value().get());
      svg.group("c " + row.kind(), row.filter(), tip + ", " + row.words());
      bar(svg, row, x, y);
      svg.text(narrow ? left : left - 8, base, narrow ? "start" : "end", "ink", label);
      double end = narrow ? width - 16 : x.to() + 10;
      svg.text(end, base, narrow ? "end" : "start", "", row.words());
      svg.end();
    }
    return file ? svg.file(bottom + 52) : svg.inPage(bottom + 52);
  }

  private void bar(Svg svg, Bar row, Axis x, double y) {
    int place = 0;
    for (double dot : row.dots()) {
      // Beside each other, so that equal ones are seen as many.
      svg.dot(x.at(dot), y + place++ * 7 % 11 - 5, Numbers.significant(dot) + " " + values);
    }
    boolean dotted = !row.dots().isEmpty();
    Estimate value = row.value().orElseThrow();
    svg.line(x.at(value.low()), y, x.at(value.high()), y, dotted ? "mean" : "line");
    svg.rectangle(x.at(value.value()) - 2, y - 6, 4, 12, dotted ? "ink" : "");
  }

  private Axis axis(double from, double to) {
    DoubleSummaryStatistics ends =
        rows.stream().flatMapToDouble(RowChart::extent).summaryStatistics();
    double least = ends.getMin() / 1.05;
    double most = ends.getMax() * 1.05;
    double beyond = 1 + 3 * same;
    return same > 0
        ? new Axis(true, Math.min(least, 1 / beyond), Math.max(most, beyond), from, to)
        : new Axis(most / least > 6, least, most, from, to);
  }

  private static DoubleStream extent(Bar row) {
    DoubleStream dots = row.dots().stream().mapToDouble(Double::doubleValue);
    return row.value().map(value -> DoubleStream.concat(ends(value), dots)).orElse(dots);
  }

  private static DoubleStream ends(Estimate of) {
    double low = Math.max(of.low(), of.value() / MOST_REACH);
    return DoubleStream.of(low, Math.min(of.high(), of.value() * MOST_REACH));
  }
}
