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
  private static final int MOST_NOTES = 20;
  private static final int MOST_TRACES = 20;
  private static final int MOST_SPANS = 200;

  /** Widths in pixels: alone on the page, or on a telephone or beside others. */
  private static final int WIDE = 860;

  private static final int NARROW = 360;

  private static final String ANSWERS =
      "A gather is N requests made as one unit, to a server that answers each after a latency that is"
          + " set. Where strategies have different HTTP clients, these are part of the difference.";

  private static final String TIMES =
      "Bars are 95 % intervals between forks. Times are closed-loop service times: the next gather"
          + " starts when the last is done.";

  private static final String COSTS =
      "What the work costs the client, as means over forks with 95 % intervals; the stub is not in"
          + " it.";

  private static final String JDKS =
      "Of times, left of 1 is faster than the baseline. The band is what counts as the same; a line is a 95 %"
          + " interval, cut where it leaves the picture. Verdicts are those after Holm’s correction.";

  private static final String MAP =
      "The strategy that takes the least processor time among the fastest and those that are not"
          + " proven slower, of all clients.";

  private static final String LOAD =
      "Requests arrive at a given rate, whether earlier ones are answered or not; response times count"
          + " from the scheduled start: all waiting is in them. No other section's times compare.";

  private static final String PERCENTILES =
      "Closed-loop service times, means over forks: the next gather starts when the last is done, so"
          + " waiting for a turn is not in them. A percentile q is shown from 10/(1 − q) gathers in a"
          + " fork, the 90th from 100 and the 99th from 1 000.";

  private static final String FORKS =
      "A dot is one fresh JVM, the median of its iterations; the bar is the interval of their mean."
          + " Of very many forks those are drawn that show the spread and the extremes.";

  private final Report report;
  private final List<CellSummary> cells;
  private final CellCharts charts;
  private final ReportNames names;
  private final Filters filters;
  private final HtmlPage page = new HtmlPage(TITLE);

  private ReportPage(Report report) {
    this.report = report;
    this.cells = report.shown(MOST_CELLS);
    this.charts = new CellCharts(report);
    this.names = charts.names;
    this.filters = charts.filters;
  }

  static String text(Report report, boolean reloads) {
    ReportPage view = new ReportPage(report);
    view.header();
    view.page.open("main");
    AnswerPanel panel = new AnswerPanel(report, view.page, view.names, view.filters);
    view.section("answer", panel.question(), ANSWERS, panel::answers);
    view.section("time", "What do more requests change?", TIMES, view::times);
    view.section("cost", "What does a request cost?", COSTS, () -> view.small(CellCharts.COSTS));
    view.section("jdks", "Does the JDK change the answer?", "", view::jdks);
    view.section("map", "Which one for how many and how slow requests?", MAP, panel::map);
    view.section(
        "load", "How long at a given rate of arrivals?", LOAD, () -> view.small(CellCharts.LOAD));
    view.section(
        "percentiles",
        "How long do slow gathers take?",
        PERCENTILES,
        () -> view.small(CellCharts.PERCENTILES));
    view.section("forks", "Do forks agree?", FORKS, view::forks);
    view.section("traces", "What happens in a single gather?", "", view::traces);
    view.section("flames", "Where does the processor time go?", "", view::flames);
    view.section("environment", "Can the numbers be believed?", "", view::environment);
    view.page.close("main").open("p", "id", "tip", "role", "status").close("p");
    return view.page.script("page.js", "data-reloads", reloads ? "true" : "").end();
  }

  private void header() {
    page.element("a", "Skip to the answer", "class", "skip", "href", "#answer").open("header");
    page.element("h1", TITLE).element("p", report.summary());
    int more = report.cells().size() - cells.size();
    if (more > 0) {
      page.element("p", "The page has " + MOST_CELLS + " cells; report.csv has " + more + " more.");
    }
    page.open("nav", "aria-label", "Sections").open("ul", "id", "contents");
    page.close("ul", "nav", "header").open("noscript");
    page.element("p", "Filters, tips and saving of pictures need JavaScript.").close("noscript");
    filters.write(page);
  }

  /** Adds a section with a note at its head; nothing if there is nothing else to show. */
  private void section(String id, String title, String note, Runnable content) {
    int before = page.length();
    page.open("section", "id", id).element("h2", title);
    if (!note.isEmpty()) {
      note(note);
    }
    int empty = page.length();
    content.run();
    if (page.length() == empty) {
      page.cut(before);
    } else {
      page.close("section");
    }
  }

  private void times() {
    for (List<CellSummary> own : charts.groups(cells, "bjl")) {
      if (ReportNames.distinct(own, CellSummary::size).size() < 2) {
        // Of one number of requests, or none as in benchmarks of others, the forks show the times.
        continue;
      }
      LineChart absolute = charts.time(own);
      LineChart multiples = charts.multiples(own);
      if (absolute.isDrawn()) {
        page.open("div", "data-f", filters.of(own.get(0), "bjl"));
        if (multiples.isDrawn()) {
          figure("", multiples, WIDE, NARROW);
          page.open("details").element("summary", "The same in milliseconds");
          figure("", absolute, WIDE, NARROW);
          page.close("details");
        } else {
          figure("", absolute, WIDE, NARROW);
        }
        page.close("div");
      }
    }
  }

  private void small(List<Measure> measures) {
    for (List<CellSummary> own : charts.groups(cells, "bjl")) {
      List<LineChart> drawn =
          measures.stream().map(m -> charts.lines(m, own)).filter(LineChart::isDrawn).toList();
      if (!drawn.isEmpty()) {
        page.open("div", "class", "multiples", "data-f", filters.of(own.get(0), "bjl"));
        drawn.forEach(chart -> figure("", chart, NARROW));
        page.close("div");
      }
    }
  }

  private void forks() {
    figures("bjln", charts::forks);
  }

  private void jdks() {
    if (report.jdks().isEmpty()) {
      report.notes().stream()
          .filter(note -> note.startsWith(ReportReader.NOT_COMPARED))
          .forEach(note -> page.element("p", note));
      return;
    }
    Comparison comparison = report.jdks().get();
    int empty = page.length();
    page.list(report.tallies());
    note(JDKS);
    int before = page.length();
    figures("b", own -> charts.ratios(comparison, own));
    if (page.length() == before) {
      page.cut(empty);
      return;
    }
    HtmlTable costs = charts.costRatios(cells);
    if (!costs.isEmpty()) {
      folded("What a request costs, over its cost on " + comparison.baseline(), costs);
    }
    Stream<String> notes = ComparisonNotes.sentences(comparison).stream();
    page.foldedList("How to read the verdicts", notes.limit(MOST_NOTES).toList());
  }

  private void flames() {
    if (!report.flames().isEmpty()) {
      page.open("ul");
      for (String flame : report.flames()) {
        String name = URLDecoder.decode(flame.replace("+", "%2B"), StandardCharsets.UTF_8);
        page.open("li").element("a", name, "href", flame).close("li");
      }
      page.close("ul");
    }
  }

  private void traces() {
    if (report.traces().isEmpty()) {
      return;
    }
    Stream<RequestSpan> all = report.traces().stream().flatMap(trace -> trace.spans().stream());
    double longest = all.mapToDouble(RequestSpan::endMillis).max().orElse(1);
    page.open("div", "class", "multiples");
    for (Report.Traced trace : report.traces().stream().limit(MOST_TRACES).toList()) {
      List<RequestSpan> spans = trace.spans().stream().limit(MOST_SPANS).toList();
      figure(
          "", new WaterfallChart(trace.name(), charts.styles.kind(trace), spans, longest), NARROW);
    }
    page.close("div");
    int most = report.traces().stream().mapToInt(trace -> trace.spans().size()).max().orElse(0);
    if (report.traces().size() > MOST_TRACES || most > MOST_SPANS) {
      note(
          "Of %d traces the first %d are drawn, of each the first %d requests."
              .formatted(report.traces().size(), MOST_TRACES, MOST_SPANS));
    }
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
    if (!report.reproduction().isEmpty()) {
      page.element("h3", "To do it again");
      page.element("pre", String.join("\n", report.reproduction()), "tabindex", "0");
    }
  }

  private void figures(String letters, Function<List<CellSummary>, Chart> chart) {
    for (List<CellSummary> own : charts.groups(cells, letters)) {
      Chart drawn = chart.apply(own);
      if (drawn.isDrawn()) {
        figure(filters.of(own.get(0), letters), drawn, WIDE, NARROW);
      }
    }
  }

  /** Adds a chart in some widths, of which the page shows the one that suits its own. */
  private void figure(String filter, Chart chart, int... widths) {
    page.open("figure", "data-f", filter);
    page.open("figcaption").element("strong", chart.title()).close("figcaption");
    for (int width : widths) {
      String kind = widths.length < 2 ? "" : width == WIDE ? " wide" : " narrow";
      page.open("div", "class", "chart" + kind).markup(chart.draw(width, false)).close("div");
    }
    if (!chart.remark().isEmpty()) {
      note(chart.remark());
    }
    folded("Table: " + chart.title(), chart.table());
    page.close("figure");
  }

  private void folded(String title, HtmlTable table) {
    page.open("details").element("summary", title);
    table.write(page, title);
    page.close("details");
  }

  private void note(String text) {
    page.element("p", text, "class", "note");
  }
}
