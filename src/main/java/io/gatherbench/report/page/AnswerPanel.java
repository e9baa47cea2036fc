package io.gatherbench.report.page;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.report.markup.HtmlPage;
import io.gatherbench.report.markup.HtmlTable;
import io.gatherbench.report.text.EstimateText;
import io.gatherbench.results.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The answers of a report on its page: which strategy is fastest, in tables and in words. */
final class AnswerPanel {

  private static final int MOST_ANSWERS = 300;
  private static final String CPU = "CPU µs";

  private static final List<Map.Entry<String, String>> SIGNS =
      List.of(
          Map.entry("≈", "the same as the best within 3 %"),
          Map.entry("?", "undecided, or too few forks, or too many void"),
          Map.entry("!", "flagged, for reasons that stand below"),
          Map.entry(CPU, "processor time of the client, a request"));

  private final Report report;
  private final HtmlPage page;
  private final ReportNames names;
  private final Filters filters;
  private final List<Answer> answers;

  /** How the fields of the tables begin, and the columns that need a word. */
  private final Set<String> beginnings = new HashSet<>();

  AnswerPanel(Report report, HtmlPage page, ReportNames names, Filters filters) {
    this.report = report;
    this.page = page;
    this.names = names;
    this.filters = filters;
    this.answers = Answer.of(report.cells(), names);
  }

  /** Returns the question that the answers answer. */
  String question() {
    boolean memory = answers.stream().allMatch(answer -> answer.fastest().isMemory());
    return memory && !answers.isEmpty()
        ? "Which strategy needs the least memory?"
        : "Which strategy is fastest?";
  }

  /** Adds a small table for each situation, the same in words, and the rules. */
  void answers() {
    if (answers.isEmpty()) {
      page.element("p", report.noAnswer());
      return;
    }
    List<Answer> shown = answers.stream().limit(MOST_ANSWERS).toList();
    for (List<Answer> own : ReportNames.groups(shown, a -> filters.of(a.fastest(), "bj"))) {
      CellSummary first = own.get(0).fastest();
      page.open("div", "data-f", filters.of(first, "bj"));
      page.element("h3", names.benchmark(first) + ", JDK " + names.jdk(first));
      List<String> tally = own.size() < 2 ? List.of() : Answer.tally(own, names);
      if (tally.isEmpty()) {
        page.element("p", own.get(0).sentence(names));
      } else {
        page.open("p").element("strong", tally.get(0)).close("p");
      }
      page.open("div", "class", "multiples situations");
      own.forEach(this::situation);
      page.close("div");
      if (own.size() > 1) {
        page.foldedList(
            "In words, with intervals",
            own.stream().map(a -> a.situation(names) + ": " + a.sentence(names)).toList());
      }
      if (tally.size() > 1) {
        page.foldedList("How often each strategy is fastest", tally);
      }
      page.close("div");
    }
    String legend =
        SIGNS.stream()
            .filter(sign -> beginnings.contains(sign.getKey()))
            .map(sign -> sign.getKey() + ": " + sign.getValue() + ".")
            .collect(Collectors.joining(" "));
    if (!legend.isEmpty()) {
      page.element("p", legend, "class", "note");
    }
    page.foldedList("The rules that these answers follow", Answer.RULES);
  }

  private void situation(Answer answer) {
    String work = answer.work().isEmpty() ? names.benchmark(answer.fastest()) : answer.work();
    boolean costs =
        answer.all().stream().anyMatch(cell -> cell.estimate(Metric.CPU_PER_REQUEST).isPresent());
    String times = answer.fastest().isMemory() ? "× least" : "× fastest";
    List<String> header =
        new ArrayList<>(List.of("strategy", CellCharts.score(answer.fastest()), times));
    if (costs) {
      header.add(CPU);
      beginnings.add(CPU);
    }
    HtmlTable table = new HtmlTable(header.toArray(String[]::new));
    for (CellSummary cell : answer.all()) {
      List<String> row = new ArrayList<>(List.of(names.strategy(cell)));
      row.add((cell.flagged() ? "! " : "") + cell.score().map(EstimateText::value).orElse(""));
      row.add(Answer.timesFastest(cell));
      row.stream().skip(1).forEach(text -> beginnings.add(text.split(" ")[0]));
      if (costs) {
        row.add(EstimateText.cost(cell, Metric.CPU_PER_REQUEST, 1));
      }
      table.row("", "", row.toArray(String[]::new));
    }
    page.open("div").element("h4", work);
    table.write(page, work);
    page.close("div");
  }

  /** Adds a map where requests and latencies both differ: else the answers say all of it. */
  void map() {
    for (List<Answer> own : ReportNames.groups(answers, a -> filters.of(a.fastest(), "bj"))) {
      List<CellSummary> best =
          own.stream().filter(Answer::hasVerdict).map(Answer::cheapest).toList();
      List<String> sizes = ReportNames.distinct(sorted(best, 'n'), CellSummary::size);
      List<String> latencies =
          ReportNames.distinct(sorted(best, 'l'), cell -> cell.column("latency"));
      if (sizes.size() < 2 || latencies.size() < 2) {
        continue;
      }
      List<String> header = new ArrayList<>(latencies);
      header.add(0, best.get(0).isOpenLoop() ? "arrivals a second" : "requests");
      HtmlTable table = new HtmlTable(header.toArray(String[]::new));
      for (String size : sizes) {
        List<String> row = new ArrayList<>(List.of(size));
        for (String latency : latencies) {
          row.add(
              best.stream()
                  .filter(cell -> cell.size().equals(size))
                  .filter(cell -> cell.column("latency").equals(latency))
                  .map(names::strategy)
                  .findFirst()
                  .orElse(""));
        }
        table.row("", "", row.toArray(String[]::new));
      }
      String what = names.benchmark(best.get(0)) + ", JDK " + names.jdk(best.get(0));
      page.open("div", "data-f", filters.of(best.get(0), "bj")).element("h3", what);
      table.write(page, what);
      page.close("div");
    }
  }

  /** Returns cells in the order of a filter's values. */
  private List<CellSummary> sorted(List<CellSummary> cells, char filter) {
    return cells.stream()
        .sorted(Comparator.comparingInt(cell -> filters.number(cell, filter)))
        .toList();
  }
}
