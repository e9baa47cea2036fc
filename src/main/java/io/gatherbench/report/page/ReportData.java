package io.gatherbench.report.page;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.report.comparison.CellLabels;
import io.gatherbench.report.comparison.ComparisonNotes;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.RequestSpan;
import io.gatherbench.report.text.VerdictText;
import io.gatherbench.stats.Estimate;
import io.gatherbench.stats.Ratio;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page shows, as JSON, with short names because there are many cells. Everything that
 * grows with the rows is limited, so that a page stays one that can be sent.
 */
final class ReportData {

  /**
   * Title, unit, and what stands at the axis, of each cost; in the order in which they are shown.
   */
  private static final List<List<String>> COSTS =
      List.of(
          List.of("cpu_per_request", "Processor time", "us", "CPU a request"),
          List.of("alloc_per_request", "Allocation", "B", "bytes a request"),
          List.of("gc.alloc.rate.norm", "Allocation (JMH)", "B/op", "bytes an operation"),
          List.of("threads_peak", "Platform threads at once", "#", "threads"),
          List.of("rss_peak", "Resident memory above the idle JVM", "MB", "memory"),
          List.of("context_switches_per_request", "Context switches", "#", "switches a request"));

  private static final List<String> PERCENTILES =
      List.of("time_p50", "time_p90", "time_p99", "time_max");

  private static final int MOST_CELLS = 1_500;
  private static final int MOST_ANSWERS = 300;
  private static final int MOST_DOTS = 60_000;
  private static final int MOST_SPANS = 200;
  private static final int MOST_TRACES = 20;

  private final Report report;
  private final boolean reloads;
  private final ReportNames names;
  private final Map<List<String>, CellComparison> jdks;
  private final int dotsOfACell;

  ReportData(Report report, boolean reloads) {
    this.report = report;
    this.reloads = reloads;
    this.names = new ReportNames(report.cells());
    this.jdks = ReportCsv.byCell(report.jdks());
    int shown = Math.max(1, Math.min(MOST_CELLS, report.cells().size()));
    this.dotsOfACell = Math.max(12, Math.min(300, MOST_DOTS / shown));
  }

  JsonObject json() {
    List<Answer> answers = Answer.of(report.cells(), names);
    JsonArray told = new JsonArray();
    answers.stream().limit(MOST_ANSWERS).forEach(answer -> told.add(answer(answer)));
    JsonArray cells = new JsonArray();
    report.cells().stream().limit(MOST_CELLS).forEach(cell -> cells.add(cell(cell)));
    JsonObject costs = new JsonObject();
    COSTS.forEach(cost -> costs.put(cost.get(0), new JsonArray(cost.subList(1, cost.size()))));
    JsonArray troubles = new JsonArray();
    ReportFacts.troubles(report, names)
        .forEach((reason, where) -> troubles.add(new JsonArray().add(reason).add(where)));
    return new JsonObject()
        .put("summary", ReportFacts.summary(report))
        .put("left", left())
        .put("tally", new JsonArray(ReportFacts.tally(answers, names)))
        .put("none", answers.isEmpty() ? ReportFacts.noAnswer(report) : "")
        .put("rules", new JsonArray(Answer.RULES))
        .put("answers", told)
        .put("cells", cells)
        .put("costs", costs)
        .put("percentiles", new JsonArray(PERCENTILES))
        .put("jdks", report.jdks().map(ReportData::jdks).orElse(null))
        .put("traces", traces())
        .put("flames", new JsonArray(report.flames()))
        .put("environment", new JsonArray(ReportFacts.environment(report)))
        .put("troubles", troubles)
        .put("notes", new JsonArray(report.notes()))
        .put("again", new JsonArray(report.reproduction()))
        .put("reloads", reloads);
  }

  private String left() {
    int more = report.cells().size() - MOST_CELLS;
    return more > 0
        ? "The page has the first " + MOST_CELLS + " cells; report.csv has " + more + " more."
        : "";
  }

  private JsonObject answer(Answer answer) {
    return new JsonObject()
        .put("b", answer.benchmark())
        .put("j", answer.jdk())
        .put("l", answer.latency())
        .put("n", answer.requests())
        .put("w", answer.situation())
        .put("t", answer.sentence(names))
        .put("s", names.strategy(answer.cheapest()))
        .put("f", names.strategy(answer.fastest()))
        .put("k", answer.withinNoise().size() + 1);
  }

  private JsonObject cell(CellSummary cell) {
    JsonObject metrics = new JsonObject();
    cell.metrics().forEach((name, estimate) -> metrics.put(name, estimate(estimate)));
    JsonObject json =
        new JsonObject()
            .put("b", names.benchmark(cell))
            .put("j", names.jdk(cell))
            .put("c", cell.column("client"))
            .put("l", cell.column("latency"))
            .put("n", cell.column("requests"))
            .put("s", names.strategy(cell))
            .put("m", cell.metric())
            .put("u", cell.unit())
            .put("k", cell.forks().size())
            .put("vo", cell.voidForks())
            .put("fl", cell.flagged())
            .put("bd", number(cell.boundMillis()))
            .put("e", number(cell.efficiency()))
            .put("v", cell.score().map(ReportData::estimate).orElse(null))
            .put("sp", cell.speedUp().map(ReportData::ratio).orElse(null))
            .put("st", cell.standing().map(ReportCsv::standing).orElse(""))
            .put("d", dots(cell.forks()))
            .put("x", metrics);
    Optional<CellComparison> jdk = ReportCsv.against(report, cell, jdks);
    jdk.ifPresent(
        known ->
            json.put("jr", known.ratio().map(ReportData::ratio).orElse(null))
                .put("jo", known.outcome().name())
                .put("jw", VerdictText.verdict(known)));
    return json;
  }

  /** All forks, or of very many the extremes and those in between that show how they spread. */
  private JsonArray dots(List<Double> forks) {
    JsonArray dots = new JsonArray();
    if (forks.size() <= dotsOfACell) {
      forks.forEach(value -> dots.add(number(value)));
      return dots;
    }
    List<Double> sorted = forks.stream().sorted().toList();
    for (int i = 0; i < dotsOfACell; i++) {
      int rank = (int) Math.round((double) i * (sorted.size() - 1) / (dotsOfACell - 1));
      dots.add(number(sorted.get(rank)));
    }
    return dots;
  }

  private static JsonObject jdks(Comparison comparison) {
    CellLabels labels = new CellLabels(comparison);
    return new JsonObject()
        .put("baseline", comparison.baseline())
        .put("threshold", comparison.threshold())
        .put("tallies", new JsonArray(ReportFacts.tallies(comparison)))
        .put(
            "notes",
            new JsonArray(
                new ComparisonNotes(comparison, labels)
                    .sentences().stream().limit(MOST_TRACES).toList()));
  }

  private JsonArray traces() {
    JsonArray traces = new JsonArray();
    for (Report.Traced traced : report.traces().stream().limit(MOST_TRACES).toList()) {
      JsonArray spans = new JsonArray();
      for (RequestSpan span : traced.spans().stream().limit(MOST_SPANS).toList()) {
        spans.add(
            new JsonArray()
                .add(number(span.startMillis()))
                .add(number(span.endMillis()))
                .add(span.status())
                .add(span.thread())
                .add(span.failure()));
      }
      traces.add(new JsonObject().put("name", traced.name()).put("spans", spans));
    }
    return traces;
  }

  private static JsonArray estimate(Estimate estimate) {
    return estimate.hasInterval()
        ? array(estimate.value(), estimate.low(), estimate.high())
        : array(estimate.value(), Double.NaN, Double.NaN);
  }

  private static JsonArray ratio(Ratio ratio) {
    return array(ratio.value(), ratio.low(), ratio.high());
  }

  private static JsonArray array(double value, double low, double high) {
    return new JsonArray().add(number(value)).add(number(low)).add(number(high));
  }

  private static Double number(double value) {
    double six = Numbers.sixDigits(value);
    return Double.isNaN(six) || Double.isInfinite(six) ? null : (Double) six;
  }
}
