package io.gatherbench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.ComparisonSpec;
import io.gatherbench.report.page.ReportFiles;
import io.gatherbench.report.page.ReportReader;
import io.gatherbench.report.text.RunTable;
import io.gatherbench.results.Machine;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowWriter;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.Validity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said, drawn and compared of two lines at three rates on two JDKs, beside a gather. */
class LoadAnswerTest {

  private static final int FORKS = 5;
  private static final String CLOSED_LOOP = "GatherBenchmark.gather";

  private final List<Row> rows = new ArrayList<>();

  @BeforeEach
  void measure() {
    for (String jdk : List.of("21.0.11", "25.0.1")) {
      for (int fork = 1; fork <= FORKS; fork++) {
        for (int rate : new int[] {1_000, 100, 900}) {
          add(jdk, rate, fork, "EVENT_LOOP", "VERTX", 10, 12);
          add(jdk, rate, fork, "COMPLETABLE_FUTURE", "JDK", 11, rate == 1_000 ? 100 : 13);
        }
      }
    }
  }

  @Test
  void sentenceNamesTheSoonestAtTheMiddleRate() throws Exception {
    assertThat(new LoadAnswer(cells()).sentences())
        .hasSize(2)
        .first()
        .asString()
        .startsWith(
            "At 900/s on 21.0.11 EVENT_LOOP over VERTX has the lowest median response time, 10.0")
        .contains(" ms, p99 12.0")
        .endsWith(" ms. It took the least processor time, 90 µs a request.")
        .doesNotContain("not proven");
  }

  @Test
  void kneesAreNamed() throws Exception {
    assertThat(new LoadAnswer(cells()).knees())
        .contains("COMPLETABLE_FUTURE over JDK on 25.0.1 from 1 000/s on")
        .contains("EVENT_LOOP over VERTX on 25.0.1 at none of these");
  }

  @Test
  void tableFitsAndHasRatesInOrder() {
    add("25.0.1", "requests=64", CLOSED_LOOP, 1, "EVENT_LOOP", "VERTX", Metric.TIME_P50, 11);
    List<String> lines = RunTable.lines(rows);
    assertThat(lines).allMatch(line -> line.length() <= 100);
    assertThat(lines.stream().map(line -> line.strip().split(" +")[0]))
        .containsSubsequence("rate", "100", "100", "100", "100", "900", "1000");
    assertThat(lines.stream().filter(line -> line.contains("p99.9") && line.contains("bound ms")))
        .as("open and closed loops in one table")
        .isEmpty();
  }

  @Test
  void reportDrawsRatesApartFromGathers(@TempDir Path folder) throws Exception {
    for (int fork = 1; fork <= FORKS; fork++) {
      add("25.0.1", "", CLOSED_LOOP, fork, "EVENT_LOOP", "VERTX", Metric.TIME_P50, 777 + fork);
    }
    try (RowWriter writer = new RowWriter(folder.resolve("rows.csv"))) {
      writer.write(rows);
    }
    Path out = folder.resolve("report");
    ReportFiles.write(
        ReportReader.read(List.of(folder), Optional.empty(), out, List.of()), out, false);
    String picture = Files.readString(out.resolve("load.svg"));
    assertThat(picture)
        .contains(
            "99th percentile of the response time, ms", "arrivals a second", "21.0.11", "25.0.1")
        .doesNotContain("NaN", "99.9th", "GatherBenchmark", "777", "779");
    assertThat(picture.split("class=\"line\"", -1)).as("3 panels, 2 JDKs, 2 lines").hasSize(13);
    assertThat(section(out, "load"))
        .doesNotContain("GatherBenchmark")
        .contains("arrivals a second");
    assertThat(out.resolve(ReportFiles.PAGE))
        .content()
        .as("one number of requests makes no line")
        .doesNotContain("<section id=\"time", "<section id=\"percentiles");
    assertThat(out.resolve("report.md"))
        .content()
        .contains("the value is the median response time of an open loop");
    assertThat(section(out, "answer"))
        .contains("1000/s of 10ms on JDK 25.0.1", "has the lowest median response time");
  }

  private static String section(Path report, String id) throws Exception {
    String page = Files.readString(report.resolve(ReportFiles.PAGE));
    int start = page.indexOf("<section id=\"" + id + "\"");
    return page.substring(start, page.indexOf("</section>", start));
  }

  @Test
  void openLoopHasNoScoreInCommonWithClosedOne() throws Exception {
    for (String jdk : List.of("21.0.11", "25.0.1")) {
      for (int fork = 1; fork <= FORKS; fork++) {
        add(jdk, "", CLOSED_LOOP, fork, "EVENT_LOOP", "VERTX", Metric.TIME_P50, 11 + fork / 10.0);
        add(jdk, 100, fork, "SEQUENTIAL", "JDK", 20, 30);
      }
    }
    CellAggregator aggregator = aggregator(ComparisonSpec.usual().withBy("jdk"));
    assertThat(aggregator.compare().cells())
        .hasSize(8)
        .allMatch(
            cell ->
                cell.metric().equals(Metric.TIME_P50.id())
                    == cell.cell().toString().contains(CLOSED_LOOP));
    assertThat(cells().stream().filter(cell -> cell.speedUp().isPresent())).isEmpty();
  }

  @Test
  void ratesAreChecked() throws Exception {
    assertThat(LoadRequest.rates(List.of("10/s", "7/s", "10/s"))).containsExactly(10, 7);
    assertThatThrownBy(() -> LoadRequest.rates(List.of("10")))
        .isInstanceOf(UnusableInputException.class)
        .hasMessage("--rate is '10'; allowed: arrivals a second, 1/s to 999999/s");
  }

  private List<CellSummary> cells() throws Exception {
    return aggregator(ComparisonSpec.usual()).cells();
  }

  private CellAggregator aggregator(ComparisonSpec spec) throws Exception {
    CellAggregator aggregator = new CellAggregator(spec);
    for (Row row : rows) {
      aggregator.add("", row);
    }
    return aggregator;
  }

  private void add(
      String jdk, int rate, int fork, String strategy, String client, double p50, double p99) {
    String params = "rate=" + rate + "/s";
    String benchmark = "LoadBenchmark.measure";
    double some = fork / 100.0;
    add(jdk, params, benchmark, fork, strategy, client, Metric.RESPONSE_P50, p50 + some);
    add(jdk, params, benchmark, fork, strategy, client, Metric.RESPONSE_P99, p99 + some);
    add(jdk, params, benchmark, fork, strategy, client, Metric.CPU_PER_REQUEST, 8 * p50 + 10);
  }

  private void add(
      String jdk,
      String params,
      String benchmark,
      int fork,
      String strategy,
      String client,
      Metric metric,
      double value) {
    rows.add(
        new Row(
            new RunInfo(
                "r", new Machine("h", "Linux", "CPU", 2, 1024), jdk, "VM", "", "G1", "s", "c"),
            OffsetDateTime.parse("2026-11-27T12:00:00Z"),
            benchmark,
            strategy,
            client,
            benchmark.equals(CLOSED_LOOP) ? "64" : "",
            "10ms",
            params,
            "ss",
            fork,
            1,
            metric.id(),
            value,
            metric.unit(),
            Validity.VALID));
  }
}
