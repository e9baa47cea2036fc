package io.gatherbench.report.page;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Verdict;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The chart of times on JDKs over those on the baseline, strategy by strategy. */
final class JdkRatios {

  private final ReportNames names;
  private final Filters filters;
  private final Function<CellSummary, Optional<CellComparison>> toBaseline;

  JdkRatios(Report report, ReportNames names, Filters filters) {
    this.names = names;
    this.filters = filters;
    this.toBaseline = report.toBaseline();
  }

  /** Returns the chart of those cells that the baseline has too. */
  RowChart chart(Comparison jdks, List<CellSummary> cells) {
    List<CellSummary> own =
        cells.stream().filter(cell -> toBaseline.apply(cell).isPresent()).toList();
    List<String> others = ReportNames.distinct(own, names::jdk);
    // Which JDK it is stands in the title where there is one other.
    boolean labelled = others.size() > 1;
    Function<CellSummary, String> work =
        named(own, List.of(JdkRatios::requests, cell -> cell.column("latency")));
    Function<CellSummary, String> which = named(own, List.of(names::benchmark));
    Function<CellSummary, String> group =
        cell -> joined(which.apply(cell), names.strategy(cell), labelled ? work.apply(cell) : "");
    Collection<List<CellSummary>> groups = ReportNames.groups(own, group);
    boolean single = groups.stream().allMatch(together -> together.size() == 1);
    List<RowChart.Bar> rows = new ArrayList<>();
    for (CellSummary cell : groups.stream().flatMap(List::stream).toList()) {
      CellComparison known = toBaseline.apply(cell).orElseThrow();
      String label = labelled ? "" : work.apply(cell);
      rows.add(
          new RowChart.Bar(
              single ? "" : group.apply(cell),
              single ? group.apply(cell) : label.isEmpty() ? names.jdk(cell) : label,
              kind(known),
              filters.of(cell, "sc"),
              List.of(),
              known.ratio().map(JdkRatios::estimate),
              known.verdict() == Verdict.UNDECIDED ? "undecided" : VerdictText.verdict(known)));
    }
    String other = others.size() == 1 ? others.get(0) : "other JDKs";
    String title = "Times on " + other + " over times on " + jdks.baseline();
    return new RowChart(title, "ratio, below 1 faster", "verdict", jdks.threshold(), rows);
  }

  /** Returns a name by those parts in which cells differ. */
  private static Function<CellSummary, String> named(
      List<CellSummary> cells, List<Function<CellSummary, String>> parts) {
    List<Function<CellSummary, String>> differing =
        parts.stream().filter(part -> ReportNames.distinct(cells, part).size() > 1).toList();
    return cell -> joined(differing.stream().map(part -> part.apply(cell)).toArray(String[]::new));
  }

  private static String joined(String... parts) {
    return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(", "));
  }

  private static String requests(CellSummary cell) {
    boolean counted = !cell.size().isEmpty() && !cell.isOpenLoop();
    return cell.size() + (counted ? " requests" : "");
  }

  private static String kind(CellComparison cell) {
    return switch (cell.verdict()) {
      case FASTER -> "better";
      case SLOWER -> "worse";
      case SAME -> "same";
      default -> "open";
    };
  }

  private static Estimate estimate(Ratio ratio) {
    return ratio.hasInterval()
        ? new Estimate(2, ratio.value(), ratio.low(), ratio.high(), 0)
        : Estimate.of(ratio.value());
  }
}
