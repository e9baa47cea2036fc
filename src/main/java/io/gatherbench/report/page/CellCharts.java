package io.gatherbench.report.page;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.report.markup.HtmlTable;
import io.gatherbench.report.markup.Svg;
import io.gatherbench.report.page.LineChart.Form;
import io.gatherbench.report.page.LineChart.Point;
import io.gatherbench.report.text.EstimateText;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.results.Metric;
import io.gatherbench.stats.Estimate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The charts of a report's cells, of which three are files of their own as well. */
final class CellCharts {

  record Measure(
      String title, String axis, Form form, Function<CellSummary, Optional<Estimate>> value) {

    private static Measure of(String title, String axis, String metric) {
      return new Measure(
          title, axis, Form.LOGARITHMIC, cell -> Optional.ofNullable(cell.metrics().get(metric)));
    }
  }

  static final List<Measure> COSTS =
      List.of(
          Measure.of("Processor time", "µs a request", Metric.CPU_PER_REQUEST.id()),
          Measure.of("Allocation", "bytes a request", Metric.ALLOC_PER_REQUEST.id()),
          new Measure(
              "Allocation (JMH)",
              "bytes an operation",
              Form.LOGARITHMIC,
              CellCharts::allocationOfJmh),
          Measure.of("Platform threads at once", "threads", Metric.THREADS_PEAK.id()),
          Measure.of("Memory above the idle JVM", "MB", Metric.RSS_PEAK.id()),
          Measure.of("Process", "bytes a waiting request", Metric.PROCESS_PER_REQUEST.id()),
          Measure.of(
              "Context switches", "switches a request", Metric.CONTEXT_SWITCHES_PER_REQUEST.id()));

  /** Percentiles besides the median, which is the score. */
  static final List<Measure> PERCENTILES =
      List.of(
          Measure.of("90th percentile of a gather", "ms", Metric.TIME_P90.id()),
          Measure.of("99th percentile of a gather", "ms", Metric.TIME_P99.id()),
          Measure.of("Longest gather of an iteration", "ms", Metric.TIME_MAX.id()));

  /** What is drawn over the rate of arrivals, of open loops alone. */
  static final List<Measure> LOAD =
      List.of(
          ofOpenLoop("Median response time", "ms", CellSummary::score),
          ofOpenLoop(
              "99th percentile of the response time",
              "ms",
              cell -> cell.estimate(Metric.RESPONSE_P99)),
          ofOpenLoop(
              "99.9th percentile of the response time",
              "ms",
              cell -> cell.estimate(Metric.RESPONSE_P999)));

  private static final Measure COST_OF_LOAD =
      ofOpenLoop("Processor time", "µs a request", cell -> cell.estimate(Metric.CPU_PER_REQUEST));

  private static final List<String> MEDIANS =
      List.of(Metric.TIME_P50.id(), Metric.RESPONSE_P50.id());

  /** Bounds within this factor are the same: some are of work that each fork calibrates. */
  private static final double MOST_ALIKE = 1.1;

  private static final int WIDTH = 860;
  private static final int MOST_DOTS = 8_000;

  /** Limit of the rows of a file; the page has all. */
  private static final int MOST_ROWS = 80;

  /** Returns what JMH's profiler counted, where there is no count of ours, which says the same. */
  private static Optional<Estimate> allocationOfJmh(CellSummary cell) {
    return cell.estimate(Metric.ALLOC_PER_REQUEST).isPresent()
        ? Optional.empty()
        : Optional.ofNullable(cell.metrics().get("gc.alloc.rate.norm"));
  }

  private static Measure ofOpenLoop(
      String title, String unit, Function<CellSummary, Optional<Estimate>> value) {
    String axis = title + ", " + unit;
    return new Measure(
        title,
        axis,
        Form.LOGARITHMIC,
        cell -> cell.isOpenLoop() ? value.apply(cell) : Optional.empty());
  }

  private final Report report;
  final ReportNames names;
  final Filters filters;
  final SeriesStyles styles;
  private final JdkRatios ratios;

  CellCharts(Report report) {
    this.report = report;
    this.names = new ReportNames(report.cells());
    this.filters = new Filters(report.cells(), names);
    this.styles = new SeriesStyles(report, names);
    this.ratios = new JdkRatios(report, names, filters);
  }

  /**
   * Returns {@code time.svg}: times by number of requests, of the benchmark, JDK and latency with
   * the most cells. Empty if no gathers of different sizes were timed.
   */
  Optional<String> timeFile() {
    List<CellSummary> gathers = new ArrayList<>(report.cells());
    gathers.removeIf(cell -> !cell.unit().equals("ms"));
    gathers.removeIf(cell -> !cell.column("requests").matches("[1-9]\\d{0,8}"));
    return groups(gathers, "bjl").stream()
        .filter(cells -> ReportNames.distinct(cells, c -> c.column("requests")).size() > 1)
        .reduce((one, other) -> other.size() >= one.size() ? other : one)
        .map(cells -> time(cells).draw(WIDTH, true));
  }

  /**
   * Returns {@code load.svg}: response and processor times by the rate of arrivals, of each JDK.
   * Empty if no requests arrived at given rates.
   */
  Optional<String> loadFile() {
    String title = "Response time and cost by rate of arrivals";
    Svg svg = new Svg(WIDTH, title);
    svg.heading(title);
    int height = 0;
    for (List<CellSummary> cells : groups(report.cells(), "bjl")) {
      for (Measure measure : Stream.concat(LOAD.stream(), Stream.of(COST_OF_LOAD)).toList()) {
        LineChart chart = lines(measure, cells);
        if (chart.isDrawn()) {
          svg.text(16, height + 52, "start", "ink", where(cells.get(0)));
          height = chart.draw(svg, WIDTH, height, 64);
        }
      }
    }
    return height == 0 ? Optional.empty() : Optional.of(svg.file(height));
  }

  /** Returns ratios to the baseline JDK; empty if no cell is on two JDKs. */
  Optional<String> jdksFile() {
    return report
        .jdks()
        .map(jdks -> ratios.chart(jdks, report.cells()))
        .filter(RowChart::isDrawn)
        .map(chart -> chart.first(MOST_ROWS).draw(WIDTH, true));
  }

  RowChart ratios(Comparison jdks, List<CellSummary> cells) {
    return ratios.chart(jdks, cells);
  }

  HtmlTable costRatios(List<CellSummary> cells) {
    return ratios.costs(cells);
  }

  /** Returns the cells above 0 in groups with one unit and the same values of some filters. */
  Collection<List<CellSummary>> groups(List<CellSummary> cells, String letters) {
    List<CellSummary> scored = cells.stream().filter(CellSummary::hasGeometricMean).toList();
    return ReportNames.groups(scored, cell -> filters.of(cell, letters) + cell.unit());
  }

  LineChart time(List<CellSummary> cells) {
    CellSummary first = cells.get(0);
    boolean millis = first.unit().equals("ms");
    Measure measure =
        new Measure(
            (millis ? "Time" : "Score") + " by number of requests: " + where(first),
            score(first) + (millis ? "; dashed: the bound" : ""),
            millis ? Form.BOUNDED : Form.LOGARITHMIC,
            cell -> cell.isOpenLoop() ? Optional.empty() : cell.score());
    return lines(measure, cells);
  }

  /**
   * Returns what a cell's score is, with its unit: {@code median, ms} or {@code heap per request,
   * B}.
   */
  static String score(CellSummary cell) {
    String score = MEDIANS.contains(cell.metric()) ? "median" : cell.metric().replace('_', ' ');
    String unit = EstimateText.unit(cell.unit());
    return unit.isEmpty() ? score : score + ", " + unit;
  }

  /**
   * Returns times as multiples of the least bound of the strategies at their number of requests.
   * Strategies with a higher bound are beyond the picture if they take longer than those with the
   * least; where most are such, nothing is drawn.
   */
  LineChart multiples(List<CellSummary> cells) {
    List<CellSummary> bounded =
        cells.stream().filter(cell -> cell.efficiency() > 0 && !cell.isOpenLoop()).toList();
    Map<String, Double> least = new HashMap<>();
    bounded.forEach(cell -> least.merge(cell.size(), cell.boundMillis(), Math::min));
    List<CellSummary> overlapping =
        bounded.stream()
            .filter(cell -> cell.boundMillis() <= MOST_ALIKE * least.get(cell.size()))
            .toList();
    boolean few = overlapping.size() * 2 < bounded.size();
    double most =
        overlapping.stream()
            .mapToDouble(cell -> cell.score().get().value() / least.get(cell.size()))
            .max()
            .orElse(0);
    Measure measure =
        new Measure(
            "Time as a multiple of the bound: " + where(cells.get(0)),
            "times the bound",
            Form.MULTIPLES,
            cell -> cell.score().map(score -> multiples(score, least.get(cell.size()))));
    LineChart all = lines(measure, few ? List.of() : bounded);
    return all.below(most);
  }

  LineChart lines(Measure measure, List<CellSummary> cells) {
    List<Point> points = new ArrayList<>();
    for (CellSummary cell : cells) {
      int series = filters.number(cell, 's');
      String filter = filters.of(cell, "sc");
      Optional<Estimate> value = measure.value().apply(cell);
      String name = names.strategy(cell);
      value.ifPresent(v -> points.add(new Point(series, name, styles.of(cell), filter, cell, v)));
    }
    return new LineChart(measure.title(), measure.axis(), measure.form(), points, List.of());
  }

  RowChart forks(List<CellSummary> cells) {
    CellSummary first = cells.get(0);
    List<RowChart.Bar> rows = new ArrayList<>();
    for (CellSummary cell : cells) {
      List<Double> sorted = cell.forks().stream().sorted().toList();
      String last = " to " + Numbers.significant(sorted.get(sorted.size() - 1));
      String ends = Numbers.significant(sorted.get(0)) + (sorted.size() > 1 ? last : "");
      String kind = styles.of(cell).kind();
      String name = names.strategy(cell);
      String filter = filters.of(cell, "sc");
      String words = sorted.size() + ": " + ends;
      rows.add(new RowChart.Bar("", name, kind, filter, dots(sorted), cell.score(), words));
    }
    String size =
        first.size().isEmpty() ? "" : first.size() + (first.isOpenLoop() ? ", " : " requests, ");
    String title = "Every fork: " + size + where(first);
    return new RowChart(title, EstimateText.unit(first.unit()), "forks", 0, rows);
  }

  /** Returns all forks, or of very many the extremes and some in between. */
  private List<Double> dots(List<Double> sorted) {
    int most = Math.max(10, Math.min(300, MOST_DOTS / report.cells().size()));
    if (sorted.size() <= most) {
      return sorted;
    }
    double last = sorted.size() - 1;
    return IntStream.range(0, most)
        .mapToObj(i -> sorted.get((int) Math.round(i * last / (most - 1))))
        .toList();
  }

  private String where(CellSummary cell) {
    String latency = cell.column("latency");
    String jdk = ", JDK " + names.jdk(cell);
    return names.benchmark(cell) + (latency.isEmpty() ? "" : ", latency " + latency) + jdk;
  }

  /** Returns an estimate as multiples of something. */
  private static Estimate multiples(Estimate of, double unit) {
    return new Estimate(
        of.forks(), of.value() / unit, of.low() / unit, of.high() / unit, of.deviation());
  }
}
