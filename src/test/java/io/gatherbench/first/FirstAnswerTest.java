package io.gatherbench.first;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.Generator;
import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.compare.Verdict;
import io.gatherbench.report.page.ReportFiles;
import io.gatherbench.report.page.ReportReader;
import io.gatherbench.results.Machine;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowWriter;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.Validity;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cold starts of two JDKs say, with and without a difference between them. */
class FirstAnswerTest {

  private static final int FORKS = 20;
  private static final Map<String, String> LINES =
      new TreeMap<>(
          Map.of("VIRTUAL_THREADS", "JDK", "THREAD_POOL", "APACHE", "EVENT_LOOP", "VERTX"));

  private final List<Row> rows = new ArrayList<>();

  /** Each seed is a run: with verdicts at 5 % for all cells together, few may err. */
  @Test
  void oneJdkUnderTwoNamesIsNotFaster() throws Exception {
    int runs = 60;
    int erring = 0;
    for (int seed = 1; seed <= runs; seed++) {
      rows.clear();
      measure(new Generator(seed), 1);
      for (Metric metric :
          List.of(Metric.FIRST_ANSWER, Metric.FIRST_GATHER, Metric.SETTLED_AFTER)) {
        Comparison compared = byJdk(metric);
        erring +=
            compared.cells().stream()
                    .anyMatch(c -> c.verdict() == Verdict.FASTER || c.verdict() == Verdict.SLOWER)
                ? 1
                : 0;
      }
    }
    assertThat(erring).as("of %d comparisons", 3 * runs).isLessThanOrEqualTo(3 * runs / 20);
  }

  @Test
  void plantedDifferenceIsFound() throws Exception {
    measure(new Generator(1), 1.2);
    assertThat(byJdk(Metric.FIRST_GATHER).cells())
        .hasSize(6)
        .allMatch(cell -> cell.verdict() == Verdict.SLOWER);
    assertThat(text())
        .startsWith("From the start of a JVM to its first whole gather of 64 requests it takes ")
        .contains("two against one: first gather × 1.", "(6 slower); first answer × ")
        .contains("archive against plain: first gather × 0.5", "(6 faster); first answer × 0.5");
  }

  @Test
  void linesFitATerminal() {
    measure(new Generator(1), 1.2);
    assertThat(FirstAnswer.lines(rows))
        .allMatch(line -> line.length() <= 100, "at most 100 columns")
        .anyMatch(line -> line.matches("strategy +start +JDK +answer ms +gather ms +± +CPU ms .*"))
        .anyMatch(line -> line.matches("EVENT_LOOP +archive +two +\\d+.*"));
  }

  @Test
  void voidCellIsShownWithItsReason() {
    measure(new Generator(1), 1);
    RunInfo info = info("one");
    add(
        info,
        "EVENT_LOOP",
        "c1",
        1,
        Metric.TIME,
        Double.NaN,
        Validity.voided("fork failed: not done after 5 s, and killed"));
    assertThat(text())
        .containsPattern("EVENT_LOOP +c1 +one +void +!")
        .contains("! EVENT_LOOP c1 one: void: fork failed: not done after 5 s, and killed");
  }

  @Test
  void nothingMeasuredHasNoLines() {
    assertThat(FirstAnswer.lines(rows)).isEmpty();
  }

  @Test
  void reportTakesTheRows(@TempDir Path folder) throws Exception {
    measure(new Generator(1), 1.2);
    try (RowWriter writer = new RowWriter(folder.resolve("rows.csv"))) {
      writer.write(rows);
    }
    Path out = folder.resolve("report");
    ReportFiles.write(
        ReportReader.read(List.of(folder), Optional.empty(), out, List.of()), out, false);
    assertThat(out.resolve("report.md"))
        .content()
        .contains("FirstGather", "first_gather", "slower");
    assertThat(out.resolve(ReportFiles.PAGE)).content().contains("FirstGather", "start");
  }

  private String text() {
    return String.join("\n", FirstAnswer.lines(rows));
  }

  private Comparison byJdk(Metric metric) throws Exception {
    CellAggregator cells =
        new CellAggregator(ComparisonSpec.usual().withBy("jdk").withMetric(metric));
    for (Row row : rows) {
      cells.add("", row);
    }
    return cells.compare();
  }

  /** Adds forks of two JDKs, of which the second one's times are longer by a factor. */
  private void measure(Generator random, double factor) {
    for (String jdk : List.of("one", "two")) {
      RunInfo info = info(jdk);
      for (String strategy : LINES.keySet()) {
        for (String start : List.of("plain", "archive")) {
          double typical = (start.equals("plain") ? 800 : 400) * (jdk.equals("two") ? factor : 1);
          for (int fork = 1; fork <= FORKS; fork++) {
            double time = typical * random.doubleBetween(0.9, 1.1);
            add(info, strategy, start, fork, Metric.FIRST_ANSWER, time, Validity.VALID);
            add(info, strategy, start, fork, Metric.FIRST_GATHER, 1.3 * time, Validity.VALID);
            add(info, strategy, start, fork, Metric.CPU_UNTIL_GATHER, 1.8 * time, Validity.VALID);
            if (fork <= 5) {
              double settled = typical * random.doubleBetween(8, 12);
              add(info, strategy, start, fork, Metric.SETTLED_AFTER, settled, Validity.VALID);
            }
          }
        }
      }
    }
  }

  private static RunInfo info(String jdk) {
    Machine machine = new Machine("h", "Linux", "CPU", 2, 1024);
    return new RunInfo("r#" + jdk, machine, "25", "VM", "", "G1", "s", "c");
  }

  private void add(
      RunInfo info,
      String strategy,
      String start,
      int fork,
      Metric metric,
      double value,
      Validity validity) {
    rows.add(
        new Row(
            info,
            OffsetDateTime.parse("2026-11-27T12:00:00Z"),
            FirstRequest.BENCHMARK,
            strategy,
            LINES.get(strategy),
            "64",
            "10ms",
            "settle=20s;start=" + start,
            "ss",
            fork,
            1,
            metric.id(),
            value,
            metric.unit(),
            validity));
  }
}
