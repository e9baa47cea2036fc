package io.gatherbench.load;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.report.page.Axis;
import io.gatherbench.report.page.Svg;
import io.gatherbench.report.text.EstimateText;
import io.gatherbench.results.Metric;
import io.gatherbench.stats.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Response times and processor time over the rate of arrivals, a line for each strategy. */
public final class LoadPicture {

  private static final int WIDTH = 860;
  private static final int LEFT = 60;
  private static final int HEIGHT = 190;
  private static final int GAP = 60;

  private record Panel(String title, Function<CellSummary, Optional<Estimate>> value) {}

  private static final List<Panel> PANELS =
      List.of(
          new Panel("response time p50, ms", CellSummary::score),
          new Panel("response time p99, ms", cell -> cell.estimate(Metric.RESPONSE_P99)),
          new Panel("response time p99.9, ms", cell -> cell.estimate(Metric.RESPONSE_P999)),
          new Panel("processor time, µs a request", c -> c.estimate(Metric.CPU_PER_REQUEST)));

  private LoadPicture() {}

  /** Draws a file; {@code cells} have a rate each. */
  public static String draw(List<CellSummary> cells) {
    String title = "Response time and cost over the rate of arrivals";
    Svg svg = new Svg(WIDTH, title);
    svg.heading(title);
    Map<String, List<CellSummary>> lines = LoadTable.byLine(cells);
    List<String> names = List.copyOf(lines.keySet());
    List<Integer> series = new ArrayList<>();
    names.forEach(name -> series.add(series.size()));
    int top = svg.legend(38, names, series, false) + 30;
    double[] rates = cells.stream().mapToDouble(LoadTable::rate).sorted().toArray();
    Axis x = new Axis(true, rates[0] / 1.15, rates[rates.length - 1] * 1.15, LEFT, WIDTH - 10);
    for (Panel panel : PANELS) {
      if (cells.stream().anyMatch(cell -> panel.value().apply(cell).isPresent())) {
        draw(svg, panel, x, top, lines, cells);
        top += HEIGHT + GAP;
      }
    }
    return svg.file(top);
  }

  private static void draw(
      Svg svg,
      Panel panel,
      Axis x,
      int top,
      Map<String, List<CellSummary>> lines,
      List<CellSummary> cells) {
    double[] values =
        cells.stream()
            .flatMap(cell -> panel.value().apply(cell).stream())
            .mapToDouble(Estimate::value)
            .sorted()
            .toArray();
    int bottom = top + HEIGHT;
    Axis y = new Axis(true, values[0] / 1.15, values[values.length - 1] * 1.15, bottom, top);
    svg.text(6, top - 10, "start", "soft", panel.title());
    for (double tick : y.ticks(22)) {
      svg.line(LEFT, y.at(tick), WIDTH - 10, y.at(tick), "grid");
      svg.text(LEFT - 6, y.at(tick) + 4, "end", "soft", Axis.label(tick));
    }
    for (double tick : x.ticks(50)) {
      svg.line(x.at(tick), top, x.at(tick), bottom, "grid");
      svg.text(x.at(tick), bottom + 18, "middle", "soft", Axis.label(tick));
    }
    svg.line(LEFT, bottom, WIDTH - 10, bottom, "axis");
    svg.text(WIDTH - 10, bottom + 36, "end", "soft", "arrivals a second");
    int series = 0;
    for (Map.Entry<String, List<CellSummary>> line : lines.entrySet()) {
      StringBuilder path = new StringBuilder();
      svg.group(Svg.series(series), "", line.getKey());
      for (CellSummary cell : line.getValue()) {
        Optional<Estimate> value = panel.value().apply(cell);
        if (value.isPresent()) {
          double at = x.at(LoadTable.rate(cell));
          double up = y.at(value.get().value());
          path.append(
              String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", at, up));
          svg.mark(at, up, series, line.getKey() + ": " + EstimateText.whole(value.get()));
        }
      }
      svg.path(path.toString(), "line");
      svg.end();
      series++;
    }
  }
}
