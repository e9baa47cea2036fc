package io.gatherbench.report.page;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellComparison.Cost;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Verdict;
import io.gatherbench.report.markup.HtmlTable;
import io.gatherbench.report.text.EstimateText;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.results.Metric;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Times and costs on JDKs over those on the baseline, strategy by strategy. */
final class JdkRatios {

  private static final Map<String, String> COSTS =
      Map.of(
          Metric.CPU_PER_REQUEST.id(), "processor time",
          Metric.CPU_UNTIL_GATHER.id(), "processor time until the gather",
          Metric.ALLOC_PER_REQUEST.id(), "allocation",
          Metric.THREADS_PEAK.id(), "platform threads",
          Metric.RSS_PEAK.id(), "memory",
          Metric.PROCESS_PER_REQUEST.id(), "memory of the process",
          Metric.CONTEXT_SWITCHES_PER_REQUEST.id(), "context switches");

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
    List<CellSummary> all =
        cells.stream().filter(cell -> toBaseline.apply(cell).isPresent()).toList();
    // A strategy's groups follow each other, whatever their numbers of requests.
    List<CellSummary> own =
        ReportNames.groups(all, cell -> names.benchmark(cell) + '\n' + names.strategy(cell))
            .stream()
            .flatMap(List::stream)
            .toList();
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
    // Of throughput more is better, and memory is no speed.
    boolean times = own.stream().allMatch(cell -> cell.unit().equals("ms"));
    String title =
        (times ? "Times on %s over times on %s" : "Scores on %s over scores on %s")
            .formatted(other, jdks.baseline());
    String axis = times ? "ratio, below 1 faster" : "ratio";
    return new RowChart(title, axis, "verdict", jdks.threshold(), rows);
  }

  /** Returns what requests cost, as ratios to the baseline; without rows if that is not known. */
  HtmlTable costs(List<CellSummary> cells) {
    Map<CellSummary, Map<String, Ratio>> ratios = new LinkedHashMap<>();
    for (CellSummary cell : cells) {
      List<Cost> costs =
          new ArrayList<>(toBaseline.apply(cell).map(CellComparison::costs).orElse(List.of()));
      Map<String, Ratio> own = new LinkedHashMap<>();
      costs.removeIf(cost -> !COSTS.containsKey(cost.metric()));
      costs.forEach(cost -> own.put(COSTS.get(cost.metric()), cost.ratio()));
      if (!own.isEmpty()) {
        ratios.put(cell, own);
      }
    }
    List<String> metrics =
        ratios.values().stream().flatMap(own -> own.keySet().stream()).distinct().toList();
    Function<CellSummary, String> name =
        named(
            List.copyOf(ratios.keySet()),
            List.of(
                names::benchmark,
                names::strategy,
                JdkRatios::requests,
                cell -> cell.column("latency"),
                names::jdk));
    List<String> header = new ArrayList<>(metrics);
    header.add(0, "situation");
    HtmlTable table = new HtmlTable(header.toArray(String[]::new));
    ratios.forEach(
        (cell, own) -> {
          List<String> row = new ArrayList<>(List.of(name.apply(cell)));
          metrics.forEach(m -> row.add(own.containsKey(m) ? EstimateText.ratio(own.get(m)) : ""));
          table.row(filters.of(cell, "bsc"), "", row.toArray(String[]::new));
        });
    return table;
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
