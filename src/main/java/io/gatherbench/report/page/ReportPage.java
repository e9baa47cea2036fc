package io.gatherbench.report.page;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.report.comparison.ComparisonNotes;
import io.gatherbench.report.markup.HtmlPage;
import io.gatherbench.report.markup.HtmlTable;
import io.gatherbench.report.page.CellCharts.Measure;
import io.gatherbench.report.text.RequestSpan;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A report as one HTML page that needs nothing else. A script hides what the filters leave out.
 * What grows with the rows is limited, so that the page can be sent.
 */
final class ReportPage {

  static final String TITLE = "gatherbench report";

  private static final int MOST_CELLS = 320;
  private static final int MOST_ANSWERS = 300;
  private static final int MOST_NOTES = 20;
  private static final int MOST_TRACES = 20;
  private static final int MOST_SPANS = 200;

  /** Widths in pixels: alone on the page, or on a telephone or beside others. */
  private static final int WIDE = 860;

  private static final int NARROW = 360;

  private final Report report;
  private final List<CellSummary> cells;
  private final CellCharts charts;
  private final ReportNames names;
  private final Filters filters;
  private final List<Answer> answers;
  private final List<Answer> shown;
  private final HtmlPage page = new HtmlPage(TITLE);

  private ReportPage(Report report) {
    this.report = report;
    this.cells = report.cells().stream().limit(MOST_CELLS).toList();
    this.charts = new CellCharts(report);
    this.names = charts.names;
    this.filters = charts.filters;
    this.answers = Answer.of(report.cells(), names);
    this.shown = answers.stream().limit(MOST_ANSWERS).toList();
  }

  static String text(Report report, boolean reloads) {
    ReportPage view = new ReportPage(report);
    view.header();
    view.page.open("main");
    view.section("answer", "1. The answer", view::answers);
    view.section("time", "2. Time by number of requests", view::times);
    view.section("speedup", "3. Speed-up and efficiency", view::speedUps);
    view.section("cost", "4. What a request costs", view::costs);
    view.section("forks", "5. Every fork", view::forks);
    view.section("jdks", "6. JDKs", view::jdks);
    view.section("map", "7. Which strategy to take", view::map);
    view.section("percentiles", "8. Percentiles, single gathers, flame graphs", view::percentiles);
    view.section("load", "9. Response time by rate of arrivals", view::load);
    view.section("environment", "10. Environment and validity", view::environment);
    view.page.close("main").open("p", "id", "tip", "role", "status").close("p");
    return view.page.script("page.js", "data-reloads", reloads ? "true" : "").end();
  }

  private void header() {
    page.element("a", "Skip to the answer", "class", "skip", "href", "#answer").open("header");
    page.element("h1", TITLE).element("p", report.summary());
    int more = report.cells().size() - cells.size();
    if (more > 0) {
      String first = "The page has the first " + MOST_CELLS + " cells";
      page.element("p", first + "; report.csv has " + more + " more.");
    }
    page.open("nav", "aria-label", "Sections").open("ul", "id", "contents");
    page.close("ul", "nav", "header").open("noscript");
    page.element("p", "Filters, tips and saving of pictures need JavaScript.").close("noscript");
    filters.write(page);
  }

  private void section(String id, String title, Runnable content) {
    page.open("section", "id", id).element("h2", title);
    content.run();
    page.close("section");
  }

  private void answers() {
    if (answers.isEmpty()) {
      page.element("p", report.noAnswer());
    }
    page.list(Answer.tally(answers, names));
    for (List<Answer> own : ReportNames.groups(shown, a -> filters.of(a.fastest(), "bj"))) {
      CellSummary first = own.get(0).fastest();
      page.open("div", "data-f", filters.of(first, "bj"));
      page.element("h3", names.benchmark(first) + ", JDK " + names.jdk(first)).open("ul");
      for (Answer answer : own) {
        page.open("li").element("strong", answer.situation(names) + ":");
        page.text(answer.sentence(names)).close("li");
      }
      page.close("ul", "div");
    }
    folded("The rules that these answers follow", Answer.RULES);
  }

  private void times() {
    if (cells.stream().allMatch(cell -> cell.score().isEmpty())) {
      note("No fork is usable.");
      return;
    }
    note(
        "Bars are 95 % intervals between forks; dashed is the bound, the least that the arithmetic"
            + " allows. Closed-loop service times: the next gather starts when the last is done.");
    figures("bjl", charts::time);
  }

  private void load() {
    small(
        CellCharts.LOAD,
        "Requests arrive at a given rate, whatever became of earlier ones, and response times count"
            + " from the scheduled start: all waiting is in them. No other section's times compare.",
        "None of these cells has a rate of arrivals.");
  }

  private void speedUps() {
    small(
        CellCharts.SPEED_UPS,
        "",
        "Neither the sequential strategy nor a bound is among these cells.");
  }

  private void costs() {
    small(
        CellCharts.COSTS,
        "What the work costs the client, as means over forks with 95 % intervals; the stub is not"
            + " in it.",
        "The rows do not say what these cells cost.");
  }

  private void small(List<Measure> measures, String note, String nothing) {
    boolean any = false;
    note(note);
    for (List<CellSummary> own : charts.groups(cells, "bjl")) {
      page.open("div", "class", "multiples", "data-f", filters.of(own.get(0), "bjl"));
      for (Measure measure : measures) {
        LineChart chart = charts.lines(measure, own);
        if (chart.isDrawn()) {
          figure("", chart, NARROW);
          any = true;
        }
      }
      page.close("div");
    }
    note(any ? "" : nothing);
  }

  private void forks() {
    note(
        "A dot is one fresh JVM, the median of its iterations; the bar is the interval of their"
            + " mean. Of very many forks those are drawn that show the spread and the extremes.");
    figures("bjln", charts::forks);
  }

  private void jdks() {
    if (report.jdks().isEmpty()) {
      note(
          "The rows are of one JDK, or of JDKs that cannot be compared; the last section says"
              + " why.");
      return;
    }
    Comparison comparison = report.jdks().get();
    page.list(report.tallies());
    note(
        "Left of 1 is faster than the baseline. The band is what counts as the same; a line is a"
            + " 95 % interval, cut where it leaves the picture. Verdicts are those after Holm’s"
            + " correction.");
    boolean any = figures("b", own -> charts.ratios(comparison, own));
    note(any ? "" : "None of these cells was measured on the baseline and on another JDK.");
    Stream<String> notes = ComparisonNotes.sentences(comparison).stream();
    folded("How to read the verdicts", notes.limit(MOST_NOTES).toList());
  }

  private void map() {
    if (answers.isEmpty()) {
      note("There is no situation in which two strategies were measured.");
      return;
    }
    note(
        "In each situation the strategy that takes the least processor time among the fastest and"
            + " those that are not proven slower. Of all clients.");
    String header = "requests,latency,take,fastest,not told from it,benchmark,JDK";
    HtmlTable table = new HtmlTable(header.split(","));
    for (Answer answer : shown) {
      CellSummary fastest = answer.fastest();
      String close = String.join(", ", answer.close().stream().map(names::strategy).toList());
      table.row(
          filters.of(fastest, "bj"),
          "",
          fastest.size(),
          fastest.column("latency"),
          names.strategy(answer.cheapest()),
          names.strategy(fastest),
          close,
          names.benchmark(fastest),
          names.jdk(fastest));
    }
    table.write(page, "Which strategy to take");
  }

  private void percentiles() {
    small(
        CellCharts.PERCENTILES,
        "Closed-loop service times, means over forks: the next gather starts when the last is done,"
            + " so waiting for a turn is not in them. A percentile q is shown from 10/(1 − q) gathers in"
            + " a fork, the 90th from 100 and the 99th from 1 000.",
        "These cells have no percentiles, or of too few gathers.");
    traces();
    if (report.flames().isEmpty()) {
      note("No flame graph is among the files.");
      return;
    }
    page.element("h3", "Flame graphs").open("ul");
    for (String flame : report.flames()) {
      String name = URLDecoder.decode(flame.replace("+", "%2B"), StandardCharsets.UTF_8);
      page.open("li").element("a", name, "href", flame).close("li");
    }
    page.close("ul");
  }

  private void traces() {
    if (report.traces().isEmpty()) {
      note(
          "No gather is drawn request by request, because there is no trace among the files: java"
              + " -jar benchmarks.jar trace --log trace.tsv makes one for this report.");
      return;
    }
    Stream<RequestSpan> all = report.traces().stream().flatMap(trace -> trace.spans().stream());
    double longest = all.mapToDouble(RequestSpan::endMillis).max().orElse(1);
    page.element("h3", "Single gathers, request by request").open("div", "class", "multiples");
    for (Report.Traced trace : report.traces().stream().limit(MOST_TRACES).toList()) {
      List<RequestSpan> spans = trace.spans().stream().limit(MOST_SPANS).toList();
      figure("", new WaterfallChart(trace.name(), spans, longest), NARROW);
    }
    page.close("div");
  }

  private void environment() {
    page.list(Stream.concat(report.environment().stream(), report.notes().stream()).toList());
    HtmlTable table = new HtmlTable("remark", "cells");
    report.troubles(names).forEach((reason, where) -> table.row("", "", reason, where));
    if (!table.isEmpty()) {
      page.element("h3", "Void, flagged, and other remarks");
      table.write(page, "Void, flagged, and other remarks");
    } else if (!cells.isEmpty()) {
      page.element("p", "Every fork is valid.");
    }
    page.element("h3", "To do it again");
    page.element("pre", String.join("\n", report.reproduction()), "tabindex", "0");
  }

  private boolean figures(String letters, Function<List<CellSummary>, Chart> chart) {
    boolean any = false;
    for (List<CellSummary> own : charts.groups(cells, letters)) {
      Chart drawn = chart.apply(own);
      if (drawn.isDrawn()) {
        figure(filters.of(own.get(0), letters), drawn, WIDE, NARROW);
        any = true;
      }
    }
    return any;
  }

  /** Adds a chart in some widths, of which the page shows the one that suits its own. */
  private void figure(String filter, Chart chart, int... widths) {
    page.open("figure", "data-f", filter);
    page.open("figcaption").element("strong", chart.title()).close("figcaption");
    for (int width : widths) {
      String kind = widths.length < 2 ? "" : width == WIDE ? " wide" : " narrow";
      page.open("div", "class", "chart" + kind).markup(chart.draw(width, false)).close("div");
    }
    page.open("details").element("summary", "Table: " + chart.title());
    chart.table().write(page, chart.title());
    page.close("details", "figure");
  }

  private void folded(String heading, List<String> items) {
    page.open("details").element("summary", heading).list(items).close("details");
  }

  private void note(String text) {
    if (!text.isEmpty()) {
      page.element("p", text, "class", "note");
    }
  }
}
