package io.gatherbench.report.page;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.report.text.LogScale;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.Svg;
import io.gatherbench.stats.Estimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * The picture of time by number of requests: a line for each strategy, with intervals, and the
 * bounds. Of the benchmark, JDK and latency with the most cells; of as many, the last JDK.
 */
final class TimePicture {

  /** So many numbers of requests have a place on the axis. */
  private static final int MOST = 16;

  private static final int WIDTH = 860;
  private static final int HEIGHT = 480;
  private static final int LEFT = 64;
  private static final int RIGHT = 836;
  private static final int BOTTOM = 428;

  private final List<CellSummary> cells;
  private final List<String> strategies;
  private final ReportNames names;
  private final String title;
  private final int top;
  private final LogScale x;
  private final LogScale y;

  private TimePicture(String title, List<CellSummary> cells, ReportNames names) {
    this.title = title;
    this.cells = cells;
    this.names = names;
    this.strategies = ReportNames.distinct(cells, names::strategy);
    this.top = 48 + 22 * legend(null);
    double[] requests = cells.stream().mapToDouble(TimePicture::requests).toArray();
    double[] times =
        cells.stream()
            .flatMapToDouble(
                cell -> {
                  Estimate score = cell.score().orElseThrow();
                  double bound = cell.boundMillis() > 0 ? cell.boundMillis() : score.value();
                  return DoubleStream.of(score.low(), score.high(), bound);
                })
            .toArray();
    this.x = new LogScale(least(requests) / 1.25, most(requests) * 1.25, LEFT, RIGHT);
    this.y = new LogScale(least(times) / 1.15, most(times) * 1.15, BOTTOM, top);
  }

  /** The file's text; empty if no times of gathers of different sizes were measured. */
  static Optional<String> of(Report report) {
    ReportNames names = new ReportNames(report.cells());
    Map<List<String>, List<CellSummary>> groups = new LinkedHashMap<>();
    for (CellSummary cell : report.cells()) {
      if (cell.score().isPresent()
          && cell.unit().equals("ms")
          && cell.column("requests").matches("[1-9]\\d{0,8}")) {
        List<String> key = List.of(names.benchmark(cell), cell.column("latency"), names.jdk(cell));
        groups.computeIfAbsent(key, none -> new ArrayList<>()).add(cell);
      }
    }
    return groups.entrySet().stream()
        .filter(
            group -> group.getValue().stream().map(TimePicture::requests).distinct().count() > 1)
        .reduce((one, other) -> other.getValue().size() >= one.getValue().size() ? other : one)
        .map(
            group -> {
              List<String> key = group.getKey();
              String title = key.get(0) + ", latency " + key.get(1) + ", JDK " + key.get(2);
              return new TimePicture(title, few(group.getValue()), names).draw();
            });
  }

  /** Of very many numbers of requests some, from the least to the most. */
  private static List<CellSummary> few(List<CellSummary> cells) {
    double[] all = cells.stream().mapToDouble(TimePicture::requests).distinct().sorted().toArray();
    if (all.length <= MOST) {
      return cells;
    }
    Set<Double> some = new HashSet<>();
    for (int i = 0; i < MOST; i++) {
      some.add(all[(int) ((long) i * (all.length - 1) / (MOST - 1))]);
    }
    return cells.stream().filter(cell -> some.contains(requests(cell))).toList();
  }

  private String draw() {
    Svg svg = new Svg(WIDTH, HEIGHT, "Time by number of requests, " + title);
    svg.text(16, 26, "start", "title", Svg.fitting("Time by number of requests: " + title, 830));
    legend(svg);
    for (double tick : y.ticks()) {
      svg.line(LEFT, y.at(tick), RIGHT, y.at(tick), "grid");
      svg.text(LEFT - 8, y.at(tick) + 4, "end", "soft", Numbers.plain(tick));
    }
    cells.stream()
        .mapToDouble(TimePicture::requests)
        .distinct()
        .sorted()
        .forEach(
            requests -> {
              svg.line(x.at(requests), top, x.at(requests), BOTTOM, "grid");
              svg.text(x.at(requests), BOTTOM + 20, "middle", "soft", Numbers.plain(requests));
            });
    svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, "axis");
    svg.text(RIGHT, BOTTOM + 40, "end", "soft", "requests");
    svg.text(
        LEFT,
        BOTTOM + 40,
        "start",
        "soft",
        "median ms, 95 % intervals between forks; dashed: the least that arithmetic allows");
    for (int i = 0; i < strategies.size(); i++) {
      line(svg, i);
    }
    return svg.text();
  }

  private void line(Svg svg, int series) {
    List<CellSummary> own =
        cells.stream()
            .filter(cell -> names.strategy(cell).equals(strategies.get(series)))
            .sorted(Comparator.comparingDouble(TimePicture::requests))
            .toList();
    String colour = Svg.colour(series);
    for (int i = 0; i < own.size(); i++) {
      CellSummary cell = own.get(i);
      Estimate score = cell.score().orElseThrow();
      double at = x.at(requests(cell));
      if (i > 0) {
        CellSummary before = own.get(i - 1);
        double from = x.at(requests(before));
        svg.stroke(
            from, y.at(before.score().orElseThrow().value()), at, y.at(score.value()), colour, 2);
        if (before.boundMillis() > 0 && cell.boundMillis() > 0) {
          svg.line(from, y.at(before.boundMillis()), at, y.at(cell.boundMillis()), "bound");
        }
      }
      if (score.hasInterval()) {
        svg.stroke(at, y.at(score.low()), at, y.at(score.high()), colour, 1.5);
        svg.stroke(at - 4, y.at(score.low()), at + 4, y.at(score.low()), colour, 1.5);
        svg.stroke(at - 4, y.at(score.high()), at + 4, y.at(score.high()), colour, 1.5);
      }
      svg.mark(at, y.at(score.value()), series);
    }
  }

  /**
   * Draws the names of the strategies, unless there is nothing to draw on yet; says in how many
   * rows.
   */
  private int legend(Svg svg) {
    double at = 24;
    int row = 0;
    for (int i = 0; i < strategies.size(); i++) {
      String name = Svg.fitting(strategies.get(i), 400);
      double wide = 30 + Svg.wide(name);
      if (at + wide > RIGHT && at > 24) {
        at = 24;
        row++;
      }
      if (svg != null) {
        svg.mark(at, 48 + 22 * row, i);
        svg.text(at + 12, 52 + 22 * row, "start", "", name);
      }
      at += wide;
    }
    return row + 1;
  }

  private static double requests(CellSummary cell) {
    return Double.parseDouble(cell.column("requests"));
  }

  private static double least(double... values) {
    return DoubleStream.of(values).min().orElse(1);
  }

  private static double most(double... values) {
    return DoubleStream.of(values).max().orElse(1);
  }
}
