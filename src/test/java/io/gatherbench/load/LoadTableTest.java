package io.gatherbench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.results.Machine;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.Validity;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table and the picture of a run with two lines at three rates. */
class LoadTableTest {

  private static final RunInfo INFO =
      new RunInfo("r", new Machine("h", "Linux", "CPU", 2, 1024), "25", "VM", "", "G1", "s", "c");

  private final List<Row> rows = new ArrayList<>();

  @Test
  void linesOfOneRateStandTogetherAndKneesAreNamed() {
    String text = String.join("\n", LoadTable.lines(cells()));
    assertThat(text.lines().map(line -> line.strip().split(" +")[0]))
        .containsSubsequence("rate/s", "100", "100", "900", "900");
    assertThat(text.lines().filter(line -> line.contains("1 000  ")).count()).isEqualTo(2);
    assertThat(text.replaceAll("\\s+", " "))
        .contains("THREAD_POOL over JDK on 25 at 1 000/s")
        .contains("EVENT_LOOP over VERTX on 25 none");
  }

  @Test
  void pictureHasALineForEachStrategyInEachPanel() {
    String svg = LoadPicture.draw(cells());
    assertThat(svg).startsWith("<svg").contains("response time p99, ms", "arrivals a second");
    assertThat(svg).doesNotContain("NaN", "p99.9");
    assertThat(svg.split("class=\"line\"", -1)).as("p50, p99 and processor time").hasSize(7);
  }

  private List<CellSummary> cells() {
    for (int fork = 1; fork <= 2; fork++) {
      for (int rate : new int[] {1_000, 100, 900}) {
        add(rate, fork, "EVENT_LOOP", "VERTX", 12);
        add(rate, fork, "THREAD_POOL", "JDK", rate == 1_000 ? 100 : 13);
      }
    }
    return CellAggregator.summaries(rows);
  }

  private void add(int rate, int fork, String strategy, String client, double p99) {
    add(rate, fork, strategy, client, Metric.RESPONSE_P50, 10.5 + fork / 10.0);
    add(rate, fork, strategy, client, Metric.RESPONSE_P99, p99);
    add(rate, fork, strategy, client, Metric.CPU_PER_REQUEST, 90);
  }

  private void add(
      int rate, int fork, String strategy, String client, Metric metric, double value) {
    rows.add(
        new Row(
            INFO,
            OffsetDateTime.parse("2026-11-27T12:00:00Z"),
            "LoadBenchmark.measure",
            strategy,
            client,
            "",
            "10ms",
            "rate=" + rate + "/s",
            "ss",
            fork,
            1,
            metric.id(),
            value,
            metric.unit(),
            Validity.VALID));
  }
}
