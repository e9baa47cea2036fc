package io.gatherbench.report.page;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.report.comparison.ComparisonFormat;
import io.gatherbench.report.text.EstimateText;
import io.gatherbench.report.text.MarkdownText;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.TerminalStream;
import io.gatherbench.report.text.TextTable;
import io.gatherbench.results.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as Markdown, for a pull request. */
final class ReportMarkdown {

  /** Further situations and cells are in the CSV alone. */
  private static final int MOST_ANSWERS = 60;

  private static final int MOST_CELLS = 300;

  private final Report report;
  private final ReportNames names;
  private final List<String> lines = new ArrayList<>();

  private ReportMarkdown(Report report) {
    this.report = report;
    this.names = new ReportNames(report.cells());
  }

  static String text(Report report) {
    return new ReportMarkdown(report).text();
  }

  private String text() {
    lines.addAll(List.of("# " + ReportPage.TITLE, "", report.summary()));
    section("The answer");
    answers();
    if (!report.cells().isEmpty()) {
      section("Cells");
      cells();
    }
    report.jdks().ifPresent(this::jdks);
    section("Environment");
    report.environment().forEach(this::item);
    report.troubles(names).forEach((reason, cells) -> item(reason + ": " + cells));
    report.notes().forEach(this::item);
    section("To do it again");
    lines.add("```");
    report.reproduction().forEach(line -> lines.add(line.replace("```", "'''")));
    return lines.stream().map(TerminalStream::oneLine).collect(Collectors.joining("\n"))
        + "\n```\n";
  }

  private void jdks(Comparison comparison) {
    section("JDKs");
    if (comparison.cells().size() <= MOST_CELLS) {
      lines.addAll(ComparisonFormat.MARKDOWN.lines(comparison));
    } else {
      report.tallies().forEach(this::item);
      item("each cell's ratio is in report.csv");
    }
  }

  private void section(String title) {
    lines.addAll(List.of("", "## " + title, ""));
  }

  private void item(String text) {
    lines.add("- " + MarkdownText.of(text));
  }

  private void answers() {
    List<Answer> answers = Answer.of(report.cells(), names);
    if (answers.isEmpty()) {
      lines.add(report.noAnswer());
      return;
    }
    List<Answer> shown = answers.stream().limit(MOST_ANSWERS).toList();
    for (List<Answer> own : ReportNames.groups(shown, a -> names.benchmark(a.fastest()))) {
      String benchmark = names.benchmark(own.get(0).fastest());
      if (own.get(0) != shown.get(0)) {
        lines.add("");
      }
      lines.addAll(List.of("### " + MarkdownText.of(benchmark), ""));
      Answer.tally(own, names).forEach(this::item);
      lines.add("");
      for (Answer answer : own) {
        String situation = MarkdownText.of(answer.situation(names));
        lines.add("- **" + situation + "**: " + MarkdownText.of(answer.sentence(names)));
      }
    }
    if (answers.size() > MOST_ANSWERS) {
      item("… and " + (answers.size() - MOST_ANSWERS) + " more, in report.csv");
    }
    lines.addAll(List.of("", "Rules:", ""));
    Answer.RULES.forEach(this::item);
  }

  private void cells() {
    Map<String, TextTable> tables = new LinkedHashMap<>();
    for (CellSummary cell : report.cells().stream().limit(MOST_CELLS).toList()) {
      String title = names.benchmark(cell) + ", JDK " + names.jdk(cell);
      tables.computeIfAbsent(title, none -> table()).add(row(cell));
    }
    tables.forEach(
        (title, table) -> {
          lines.addAll(List.of(MarkdownText.of(title), ""));
          lines.addAll(table.markdown());
          lines.add("");
        });
    int more = report.cells().size() - MOST_CELLS;
    if (more > 0) {
      lines.addAll(List.of("… and " + more + " cells more, in report.csv", ""));
    }
    lines.add(
        "Value: geometric mean over forks of the forks' medians, ± how far its 95 % interval"
            + " reaches; times are closed-loop service times. × SEQ.: how many times as fast as"
            + " SEQUENTIAL. Of bound: the least time that the arithmetic allows, as a share of the"
            + " time. !: flagged, see below.");
    if (report.cells().stream().anyMatch(CellSummary::isOpenLoop)) {
      lines.add(
          "Where requests is a rate (N/s), the value is the median response time of an open loop, from"
              + " the scheduled start, and compares with none of the other times.");
    }
  }

  private static TextTable table() {
    TextTable table = new TextTable().text("latency").number("requests").text("strategy");
    Stream.of("value", "× SEQ.", "of bound", "CPU µs", "alloc kB", "threads", "forks")
        .forEach(table::number);
    return table.text("");
  }

  private List<String> row(CellSummary cell) {
    String voided = cell.voidForks() > 0 ? " + " + cell.voidForks() + " void" : "";
    String starved = cell.starvedForks() > 0 ? " + " + cell.starvedForks() + " starved" : "";
    return List.of(
        cell.column("latency"),
        cell.size(),
        names.strategy(cell),
        Answer.score(cell),
        cell.speedUp().map(ratio -> Numbers.factor(ratio.value())).orElse(""),
        Double.isNaN(cell.efficiency()) ? "" : Numbers.percent(cell.efficiency()),
        EstimateText.cost(cell, Metric.CPU_PER_REQUEST, 1),
        EstimateText.cost(cell, Metric.ALLOC_PER_REQUEST, 1e3),
        EstimateText.cost(cell, Metric.THREADS_PEAK, 1),
        cell.forks().size() + voided + starved,
        cell.flagged() ? "!" : "");
  }
}
