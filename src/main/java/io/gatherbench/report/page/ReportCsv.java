package io.gatherbench.report.page;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.CellSummary.Standing;
import io.gatherbench.report.text.CsvText;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.results.Metric;
import io.gatherbench.results.ParameterText;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A report as CSV: a line for each cell on each JDK. */
final class ReportCsv {

  private static final String SCORE =
      "params,metric,unit,forks,void_forks,flagged,value,low,high,bound_ms,"
          + Metric.EFFICIENCY.id()
          + ",speedup,speedup_low,speedup_high,to_fastest,to_fastest_low,to_fastest_high,standing,"
          + "to_baseline_jdk,to_baseline_low,to_baseline_high,jdk_verdict";

  private static final List<Metric> METRICS =
      List.of(
          Metric.TIME_P90,
          Metric.TIME_P99,
          Metric.TIME_MAX,
          Metric.CPU_PER_REQUEST,
          Metric.ALLOC_PER_REQUEST,
          Metric.THREADS_PEAK,
          Metric.RSS_PEAK,
          Metric.CONTEXT_SWITCHES_PER_REQUEST);

  private static final List<Metric> SHARES = List.of(Metric.COMPILER_SHARE, Metric.STUB_SHARE);

  private ReportCsv() {}

  static String text(Report report) {
    List<String> header = new ArrayList<>(CellAggregator.COLUMNS);
    header.addAll(List.of(SCORE.split(",")));
    for (Metric metric : METRICS) {
      header.addAll(List.of(metric.id(), metric.id() + "_low", metric.id() + "_high"));
    }
    SHARES.forEach(share -> header.add(share.id()));
    List<List<String>> records = new ArrayList<>(List.of(header));
    Function<CellSummary, Optional<CellComparison>> toBaseline = report.toBaseline();
    report.cells().forEach(cell -> records.add(line(cell, toBaseline.apply(cell))));
    return CsvText.of(records);
  }

  private static List<String> line(CellSummary cell, Optional<CellComparison> jdk) {
    List<String> line = new ArrayList<>();
    CellAggregator.COLUMNS.forEach(column -> line.add(cell.column(column)));
    line.addAll(List.of(params(cell), cell.metric(), cell.unit()));
    line.addAll(List.of("" + cell.forks().size(), "" + cell.voidForks(), "" + cell.flagged()));
    line.addAll(estimate(cell.score()));
    line.addAll(List.of(number(cell.boundMillis()), number(cell.efficiency())));
    line.addAll(ratio(cell.speedUp()));
    line.addAll(ratio(cell.standing().map(Standing::ratio)));
    line.add(cell.standing().map(ReportCsv::standing).orElse(""));
    line.addAll(ratio(jdk.flatMap(CellComparison::ratio)));
    line.add(jdk.map(VerdictText::name).orElse(""));
    METRICS.forEach(metric -> line.addAll(estimate(cell.estimate(metric))));
    SHARES.forEach(share -> line.add(number(cell.shares().getOrDefault(share, Double.NaN))));
    return line;
  }

  private static String standing(Standing standing) {
    return standing.fastest() ? "fastest" : standing.verdict().name().toLowerCase(Locale.ROOT);
  }

  private static String params(CellSummary cell) {
    Map<String, String> parameters = new LinkedHashMap<>(cell.columns());
    CellAggregator.COLUMNS.forEach(parameters::remove);
    return ParameterText.of(parameters);
  }

  private static List<String> estimate(Optional<Estimate> estimate) {
    Optional<Estimate> interval = estimate.filter(Estimate::hasInterval);
    return List.of(
        estimate.map(known -> number(known.value())).orElse(""),
        interval.map(known -> number(known.low())).orElse(""),
        interval.map(known -> number(known.high())).orElse(""));
  }

  private static List<String> ratio(Optional<Ratio> ratio) {
    return ratio
        .map(known -> List.of(number(known.value()), number(known.low()), number(known.high())))
        .orElse(List.of("", "", ""));
  }

  private static String number(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    double six = Numbers.sixDigits(value);
    return six == Math.rint(six) && Math.abs(six) < 1e15
        ? String.format(Locale.ROOT, "%.0f", six)
        : Double.toString(six);
  }
}
