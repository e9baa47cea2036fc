package io.gatherbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.compare.CellAggregator;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.report.text.HeadlineTable.BoundOnly;
import io.gatherbench.results.Machine;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.Validity;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class HeadlineTableTest {

  private static final List<String> ORDER = List.of("SEQUENTIAL", "THREAD_POOL", "EVENT_LOOP");
  private static final RunInfo INFO =
      new RunInfo(
          "r1", new Machine("h", "Linux", "CPU", 2, 1024), "25", "VM", "", "G1", "stub", "abc");

  private final List<Row> rows = new ArrayList<>();
  private String client = "JDK";

  @Test
  void tableReadsAsMeant() {
    cell("EVENT_LOOP", 64, 10, Validity.VALID, 11.4, 11.5, 11.6);
    cell("SEQUENTIAL", 64, 640, Validity.VALID, 705, 712, 720);
    cell("EVENT_LOOP", 1024, 10, Validity.VALID, 21, 23, 25.4);
    assertThat(table(List.of(new BoundOnly("SEQUENTIAL", 1024, 10240)), false))
        .isEqualTo(
            """
            requests strategy          median ms   95 % speed-up   bound of bound CPU µs alloc kB threads mem MB
                  64 SEQUENTIAL              712 ±2.7 %   1.00 ×     640     90 %     43      8.1     135    190
                     EVENT_LOOP            11.50 ±2.2 %   61.9 ×      10     87 %     43      8.1     135    190
               1 024 SEQUENTIAL          not run                  10 240
                     EVENT_LOOP             23.1  ±27 %  ≥ 444 ×      10     43 %     43      8.1     135    190

            median: of the gather's time, geometric mean over forks; 95 %: how far its interval reaches.
            bound: the least that the arithmetic allows, in ms; of bound: its share of the median.
            CPU, alloc: of the client, a request; threads: the most at once; mem: the most, above idle.
            """
                .stripTrailing());
  }

  @Test
  void voidCellIsStruckOutAndHasNoNumber() {
    cell("EVENT_LOOP", 64, 10, Validity.voided("64 requests sent and 63 served"), 11.4, 11.5);
    String plain = table(List.of(), false);
    assertThat(plain)
        .contains("EVENT_LOOP !")
        .contains("void")
        .contains("! EVENT_LOOP at 64: void: 64 requests sent and 63 served")
        .doesNotContain("×", "11.4", "\u001b");
    assertThat(table(List.of(), true).lines().skip(1).findFirst())
        .hasValueSatisfying(
            line ->
                assertThat(line).startsWith("\u001b[9m").contains("void").endsWith("\u001b[0m"));
  }

  @Test
  void voidForkEntersNoNumber() {
    cell("EVENT_LOOP", 64, 10, Validity.VALID, 11.4, 11.5, 11.6);
    String without = table(List.of(), false).lines().toList().get(1);
    row("EVENT_LOOP", 64, 4, "time_p50", 500, Validity.voided("1 requests sent and 0 served"));
    row(
        "EVENT_LOOP",
        64,
        4,
        "cpu_per_request",
        1e6,
        Validity.voided("1 requests sent and 0 served"));
    String table = table(List.of(), false);
    assertThat(table.lines().toList().get(1).replace(" !", "  ")).isEqualTo(without);
    assertThat(table).contains("! EVENT_LOOP at 64: 1 void and left out");
  }

  @Test
  void eachReasonIsAFootnote() {
    cell(
        "EVENT_LOOP", 64, 10, Validity.flagged("the stub was late; the stub was busy"), 11.4, 11.5);
    assertThat(table(List.of(), false).lines())
        .contains("! EVENT_LOOP at 64: the stub was late", "! EVENT_LOOP at 64: the stub was busy");
  }

  @Test
  void anotherClientStandsBelowItsStrategy() {
    cell("THREAD_POOL", 64, 10, Validity.VALID, 15.5, 15.6);
    client = "APACHE";
    cell("THREAD_POOL", 64, 10, Validity.flagged("late"), 11.5, 11.6);
    List<String> lines = table(List.of(), false).lines().toList();
    assertThat(lines.get(1)).startsWith("      64 THREAD_POOL           15.55");
    assertThat(lines.get(2)).startsWith("           over APACHE !       11.55");
    assertThat(lines).contains("! THREAD_POOL over APACHE at 64: late");
  }

  @Test
  void anotherExecutorStandsBelowItsStrategy() {
    cell("THREAD_POOL", 1024, 10, Validity.VALID, 55.5, 55.6);
    client = "JDK with executor virtual";
    cell("THREAD_POOL", 1024, 10, Validity.flagged("late"), 36.5, 36.6);
    List<String> lines = table(List.of(), false).lines().toList();
    assertThat(lines.get(1)).startsWith("   1 024 THREAD_POOL           55.55");
    assertThat(lines.get(2)).startsWith("           executor virtual !  36.55");
    assertThat(lines)
        .contains("! THREAD_POOL over JDK with executor virtual at 1 024: late")
        .allMatch(line -> line.length() <= 100, "at most 100 columns");
  }

  @Test
  void aClientSlowerThanTheLatencyIsARemarkAndNoMark() {
    for (String strategy : List.of("THREAD_POOL", "EVENT_LOOP")) {
      cell(strategy, 1024, 10, Validity.VALID, 25.5, 25.6);
      row(strategy, 1024, 1, "in_flight_claimed", 1024, Validity.VALID);
      row(strategy, 1024, 1, "in_flight_peak", 512, Validity.VALID);
    }
    assertThat(table(List.of(), false))
        .endsWith(
            """
            THREAD_POOL, EVENT_LOOP at 1 024: the first responses came before the last requests were sent, so
              the client's speed is measured more than its concurrency""")
        .doesNotContain("!");
  }

  @Test
  void voidSequentialGivesNoSpeedUp() {
    cell("SEQUENTIAL", 64, 640, Validity.voided("x"), 700, 701);
    cell("EVENT_LOOP", 64, 10, Validity.VALID, 11.4, 11.5);
    assertThat(table(List.of(), false)).doesNotContain("×");
  }

  @Test
  void unmeasuredCostsStayEmpty() {
    row("EVENT_LOOP", 4, 1, "time_p50", 10.5, Validity.VALID);
    assertThat(table(List.of(), false).lines().toList().get(1).strip())
        .isEqualTo("4 EVENT_LOOP             10.5");
  }

  @Test
  void noLineIsWiderThan100Columns() {
    String late = "the first were answered before the last were sent, which is quite a long remark";
    for (String strategy : List.of("SEQUENTIAL", "THREAD_POOL")) {
      cell(strategy, 10_000, 100_000, Validity.flagged(late), 99_123.4, 99_456.7, 120_000.1);
    }
    assertThat(table(List.of(), false).lines())
        .allMatch(line -> line.length() <= 100, "at most 100 columns");
  }

  @Test
  void forksAreCountedByWorstValidity() {
    cell("EVENT_LOOP", 64, 10, Validity.VALID, 11.4, 11.5);
    row("EVENT_LOOP", 64, 2, "time_p50", 11, Validity.flagged("late"));
    row("EVENT_LOOP", 4, 1, "time_p50", 11, Validity.flagged("late"));
    row("EVENT_LOOP", 4, 1, "time_p50", 11, Validity.voided("64 requests sent and 63 served"));
    assertThat(ValiditySummary.lines(rows))
        .containsExactly(
            "Validity: 3 forks: 1 valid, 1 flagged, 1 void",
            "! GatherBenchmark.gather, EVENT_LOOP with JDK at 4, fork 1: void: 64 requests sent and"
                + " 63 served");
  }

  @Test
  void pinnedThreadsAreShownWhereCounted() {
    assertThat(HeadlineTable.pinned(rows)).isEmpty();
    row("VIRTUAL_THREADS", 1024, 6, "pinned_per_gather", 12.34, Validity.VALID);
    assertThat(HeadlineTable.pinned(rows))
        .contains("Virtual threads pinned in a gather: 12 (VIRTUAL_THREADS over JDK at 1 024)");
  }

  @Test
  void decimalsFollowTheInterval() {
    assertThat(Numbers.decimals(12)).isZero();
    assertThat(Numbers.decimals(1.2)).isEqualTo(1);
    assertThat(Numbers.decimals(0.12)).isEqualTo(2);
    assertThat(Numbers.decimals(1e-9)).isEqualTo(3);
    assertThat(Numbers.decimals(0)).isEqualTo(1);
  }

  private String table(List<BoundOnly> boundOnly, boolean colours) {
    List<CellSummary> cells = CellAggregator.summaries(rows);
    Function<CellSummary, String> other =
        cell -> cell.column("client").equals("JDK") ? "" : cell.column("client");
    return String.join("\n", new HeadlineTable(cells, boundOnly, ORDER, other, colours).lines());
  }

  /** A cell with one fork for each median, and the same costs in all. */
  private void cell(
      String strategy, int requests, double bound, Validity verdict, double... medians) {
    Map<String, Double> costs =
        Map.of(
            "time_bound", bound,
            "cpu_per_request", 42.5,
            "alloc_per_request", 8_123.0,
            "threads_peak", 135.0,
            "rss_peak", 190.2);
    for (int fork = 1; fork <= medians.length; fork++) {
      row(strategy, requests, fork, "time_p50", medians[fork - 1], verdict);
      for (Map.Entry<String, Double> cost : costs.entrySet()) {
        row(strategy, requests, fork, cost.getKey(), cost.getValue(), verdict);
      }
    }
  }

  private void row(
      String strategy, int requests, int fork, String metric, double value, Validity verdict) {
    rows.add(
        new Row(
            INFO,
            OffsetDateTime.parse("2026-11-21T08:00:00Z"),
            "GatherBenchmark.gather",
            strategy,
            client,
            Integer.toString(requests),
            "10ms",
            "",
            "sample",
            fork,
            1,
            metric,
            value,
            "ms",
            verdict));
  }
}
