package io.gatherbench.report.page;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Verdict;
import io.gatherbench.report.comparison.CellLabels;
import io.gatherbench.report.text.LogScale;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.Svg;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.stats.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The picture of JDKs: for each cell the ratio of its time to that on the baseline, with its
 * interval, and the verdict by colour and by word.
 */
final class JdksPicture {

  /** More rows make a picture that nobody reads; the page has all. */
  private static final int MOST = 80;

  private static final int WIDTH = 860;
  private static final int RIGHT = 730;
  private static final int ROW = 22;
  private static final int TOP = 44;

  private JdksPicture() {}

  private record Line(String name, CellComparison cell, Ratio ratio) {}

  /** The file's text; empty if no cell was measured on two JDKs. */
  static Optional<String> of(Report report) {
    return report.jdks().flatMap(JdksPicture::of);
  }

  private static Optional<String> of(Comparison comparison) {
    CellLabels labels = new CellLabels(comparison);
    List<Line> lines = new ArrayList<>();
    for (Comparison.Arm arm : comparison.arms()) {
      for (CellComparison cell : arm.cells()) {
        String name = labels.inWords(cell);
        String whole = comparison.arms().size() > 1 ? name + " " + arm.name() : name;
        cell.ratio().ifPresent(ratio -> lines.add(new Line(whole, cell, ratio)));
      }
    }
    return lines.isEmpty() ? Optional.empty() : Optional.of(draw(comparison, lines));
  }

  private static String draw(Comparison comparison, List<Line> all) {
    List<Line> lines = all.subList(0, Math.min(MOST, all.size()));
    int bottom = TOP + ROW * lines.size();
    String others = comparison.arms().size() == 1 ? comparison.arms().get(0).name() : "other JDKs";
    String title = "Times on " + others + " over times on " + comparison.baseline();
    Svg svg = new Svg(WIDTH, bottom + 60, title);
    svg.text(16, 26, "start", "title", Svg.fitting(title, 830));
    double left =
        Math.min(340, 24 + lines.stream().mapToDouble(l -> Svg.wide(l.name())).max().orElse(0));
    LogScale x = scale(comparison, lines, left);
    double same = 1 + comparison.threshold();
    svg.rectangle(x.at(1 / same), TOP, x.at(same) - x.at(1 / same), bottom - TOP, "band");
    for (double tick : ticks(x)) {
      svg.line(x.at(tick), TOP, x.at(tick), bottom, tick == 1 ? "axis" : "grid");
      svg.text(x.at(tick), bottom + 18, "middle", "soft", shown(tick));
    }
    svg.line(left, bottom, RIGHT, bottom, "axis");
    String more = all.size() > MOST ? "; " + (all.size() - MOST) + " cells more in the page" : "";
    svg.text(16, bottom + 42, "start", "soft", "left of 1: faster; lines: 95 % intervals" + more);
    for (int i = 0; i < lines.size(); i++) {
      row(svg, lines.get(i), TOP + ROW * i + ROW / 2.0, x, left);
    }
    return svg.text();
  }

  private static void row(Svg svg, Line line, double y, LogScale x, double left) {
    String colour = "var(--" + kind(line.cell().outcome()) + ")";
    Ratio ratio = line.ratio();
    svg.text(left - 8, y + 4, "end", "", Svg.fitting(line.name(), left - 16));
    if (ratio.hasInterval()) {
      svg.stroke(x.at(ratio.low()), y, x.at(ratio.high()), y, colour, 2);
    }
    svg.stroke(x.at(ratio.value()), y - 6, x.at(ratio.value()), y + 6, colour, 5);
    svg.coloured(RIGHT + 10, y + 4, "start", colour, VerdictText.verdict(line.cell()));
  }

  private static String kind(Verdict outcome) {
    return switch (outcome) {
      case BETTER -> "better";
      case WORSE -> "worse";
      case SAME -> "same";
      default -> "open";
    };
  }

  /** Wide enough for all ratios, and for intervals as long as they are not absurd. */
  private static LogScale scale(Comparison comparison, List<Line> lines, double left) {
    double low = 1 / (1 + 3 * comparison.threshold());
    double high = 1 + 3 * comparison.threshold();
    for (Line line : lines) {
      Ratio ratio = line.ratio();
      double value = ratio.value();
      low = Math.min(low, ratio.hasInterval() ? Math.max(ratio.low(), value / 2) : value);
      high = Math.max(high, ratio.hasInterval() ? Math.min(ratio.high(), value * 2) : value);
    }
    return new LogScale(low / 1.03, high * 1.03, left, RIGHT);
  }

  private static List<Double> ticks(LogScale x) {
    double[] candidates = {
      0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.7, 0.8, 0.9, 0.95, 1, 1.05, 1.1, 1.2, 1.3, 1.5, 2, 5, 10,
      20, 50, 100
    };
    List<Double> ticks = new ArrayList<>();
    double last = -100;
    for (double tick : candidates) {
      boolean inside = tick >= x.low() && tick <= x.high();
      boolean crowdsOne = tick != 1 && Math.abs(x.at(tick) - x.at(1)) < 36;
      if (inside && !crowdsOne && x.at(tick) - last >= 36) {
        ticks.add(tick);
        last = x.at(tick);
      }
    }
    return ticks;
  }

  private static String shown(double tick) {
    return tick == Math.rint(tick) ? Numbers.fixed(tick, 0) : Double.toString(tick);
  }
}
