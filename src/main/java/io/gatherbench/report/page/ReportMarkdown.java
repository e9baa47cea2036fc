package io.gatherbench.report.page;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.report.comparison.ComparisonMarkdown;
import io.gatherbench.report.text.MarkdownText;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.TextTable;
import io.gatherbench.results.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report as Markdown, for a pull request. */
final class ReportMarkdown {

  /** So many situations are told in words; the CSV has all. */
  private static final int MOST_ANSWERS = 60;

  /** So many cells are in the tables. */
  private static final int MOST_CELLS = 300;

  private final Report report;
  private final ReportNames names;
  private final List<String> lines = new ArrayList<>();

  private ReportMarkdown(Report report) {
    this.report = report;
    this.names = new ReportNames(report.cells());
  }

  /** The whole file. */
  static String text(Report report) {
    ReportMarkdown markdown = new ReportMarkdown(report);
    markdown.write();
    return String.join("\n", markdown.lines) + "\n";
  }

  private void write() {
    lines.add("# gatherbench report");
    lines.add("");
    lines.add(ReportFacts.summary(report));
    section("The answer");
    answers();
    if (!report.cells().isEmpty()) {
      section("Cells");
      cells();
    }
    report
        .jdks()
        .ifPresent(
            comparison -> {
              section("JDKs");
              if (comparison.cells().size() <= MOST_CELLS) {
                lines.addAll(ComparisonMarkdown.lines(comparison));
              } else {
                ReportFacts.tallies(comparison)
                    .forEach(tally -> lines.add("- " + MarkdownText.of(tally)));
                lines.add("- each cell's ratio is in report.csv");
              }
            });
    section("Environment");
    ReportFacts.environment(report).forEach(fact -> lines.add("- " + MarkdownText.of(fact)));
    ReportFacts.troubles(report, names)
        .forEach((reason, cells) -> lines.add("- " + MarkdownText.of(reason + ": " + cells)));
    report.notes().forEach(note -> lines.add("- " + MarkdownText.of(note)));
    section("To do it again");
    lines.add("```");
    report.reproduction().forEach(line -> lines.add(line.replace("```", "'''")));
    lines.add("```");
  }

  private void section(String title) {
    lines.addAll(List.of("", "## " + title, ""));
  }

  private void answers() {
    List<Answer> answers = Answer.of(report.cells(), names);
    if (answers.isEmpty()) {
      lines.add(ReportFacts.noAnswer(report));
      return;
    }
    ReportFacts.tally(answers, names).forEach(line -> lines.add("- " + MarkdownText.of(line)));
    String benchmark = "";
    for (Answer answer : answers.subList(0, Math.min(MOST_ANSWERS, answers.size()))) {
      if (!answer.benchmark().equals(benchmark)) {
        benchmark = answer.benchmark();
        lines.addAll(List.of("", "### " + MarkdownText.of(benchmark), ""));
      }
      lines.add(
          "- **"
              + MarkdownText.of(answer.situation())
              + "**: "
              + MarkdownText.of(answer.sentence(names)));
    }
    if (answers.size() > MOST_ANSWERS) {
      lines.add("- … and " + (answers.size() - MOST_ANSWERS) + " more, in report.csv");
    }
    lines.add("");
    lines.add("Rules:");
    lines.add("");
    Answer.RULES.forEach(rule -> lines.add("- " + rule));
  }

  private void cells() {
    Map<String, TextTable> grids = new LinkedHashMap<>();
    int shown = 0;
    for (CellSummary cell : report.cells()) {
      if (shown++ < MOST_CELLS) {
        String title = names.benchmark(cell) + ", JDK " + names.jdk(cell);
        grids.computeIfAbsent(title, none -> grid()).add(row(cell));
      }
    }
    grids.forEach(
        (title, grid) -> {
          lines.addAll(List.of(MarkdownText.of(title), ""));
          lines.addAll(grid.markdown());
          lines.add("");
        });
    if (report.cells().size() > MOST_CELLS) {
      lines.addAll(
          List.of(
              "… and " + (report.cells().size() - MOST_CELLS) + " cells more, in report.csv", ""));
    }
    lines.add(
        "Value: geometric mean over forks of the forks' medians, ± how far its 95 % interval"
            + " reaches; times are closed-loop service times. × SEQ.: how many times as fast as"
            + " SEQUENTIAL. Of bound: the least time that the arithmetic allows, as a share of the"
            + " time. !: flagged, see below.");
  }

  private static TextTable grid() {
    return new TextTable()
        .text("latency")
        .number("requests")
        .text("strategy")
        .number("value")
        .number("× SEQ.")
        .number("of bound")
        .number("CPU µs")
        .number("alloc kB")
        .number("threads")
        .number("forks")
        .text("");
  }

  private List<String> row(CellSummary cell) {
    return List.of(
        cell.column("latency"),
        cell.column("requests"),
        names.strategy(cell),
        Answer.score(cell),
        cell.speedUp().map(ratio -> Numbers.factor(ratio.value())).orElse(""),
        Double.isNaN(cell.efficiency()) ? "" : Numbers.percent(cell.efficiency()),
        metric(cell, Metric.CPU_PER_REQUEST, 1),
        metric(cell, Metric.ALLOC_PER_REQUEST, 1e3),
        metric(cell, Metric.THREADS_PEAK, 1),
        forks(cell),
        cell.flagged() ? "!" : "");
  }

  private static String forks(CellSummary cell) {
    return cell.forks().size() + (cell.voidForks() > 0 ? " + " + cell.voidForks() + " void" : "");
  }

  private static String metric(CellSummary cell, Metric metric, double unit) {
    return cell.estimate(metric).map(known -> Numbers.cost(known.value() / unit)).orElse("");
  }
}
