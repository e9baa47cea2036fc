package io.gatherbench.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.results.Machine;
import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.Validity;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTableTest {

  private static final RunInfo INFO =
      new RunInfo(
          "r1", new Machine("h", "Linux", "CPU", 2, 1024), "25", "VM", "", "G1", "stub", "abc");

  private final List<Row> rows = new ArrayList<>();

  @Test
  void cellsAreNamedByWhatTheyDifferIn() {
    fork("EVENT_LOOP", "VERTX", "onFailure=FAIL_FAST;target=", 1, 11.2, Validity.VALID);
    fork("EVENT_LOOP", "VERTX", "onFailure=FAIL_FAST;target=", 2, 11.4, Validity.VALID);
    fork("THREAD_POOL", "JDK", "onFailure=COLLECT_ALL;target=", 1, 61, Validity.flagged("late"));
    assertThat(String.join("\n", RunTable.lines(rows)))
        .isEqualTo(
            """
            strategy       median   95 %  bound ms  of bound  CPU µs  alloc kB
            EVENT_LOOP   11.30 ms  ±12 %     10.00      88 %      43       8.1
            THREAD_POOL  61.00 ms            10.00      16 %      43       8.1  !

            all cells: benchmark GatherBenchmark.gather, requests 64, latency 10ms, mode sample, jdk 25, vm VM,
              gc G1, host h, commit abc
            median: of the operation's time, geometric mean over forks; 95 %: how far its interval reaches (too
              few: too few forks to say); bound: the least that the arithmetic allows; of bound: its share of
              the median; CPU, alloc: of the client, a request.
            ! THREAD_POOL: flagged: late
            """
                .stripTrailing());
  }

  @Test
  void voidCellHasNoNumber() {
    fork("EVENT_LOOP", "VERTX", "", 1, 11.2, Validity.voided("3 requests sent and 2 served"));
    assertThat(String.join("\n", RunTable.lines(rows)))
        .contains("void", "! GatherBenchmark.gather: void: 3 requests sent and 2 served")
        .doesNotContain("11.2");
  }

  @Test
  void intervalWiderThanTheValueIsInWords() {
    fork("EVENT_LOOP", "VERTX", "", 1, 11.2, Validity.VALID);
    fork("EVENT_LOOP", "VERTX", "", 2, 44.8, Validity.VALID);
    assertThat(RunTable.lines(rows)).element(1).asString().contains(" ms  too few ");
  }

  @Test
  void starvedForksAreShownAsSuch() {
    for (int fork = 1; fork <= 3; fork++) {
      row(
          "EVENT_LOOP",
          "VERTX",
          "",
          fork,
          "time",
          Double.NaN,
          "ms",
          Validity.ofFailure("starved: none ran"));
    }
    assertThat(String.join("\n", RunTable.lines(rows)))
        .contains("starved", "3 of 3 forks starved", "starved: none ran")
        .doesNotContain("void");
    fork("EVENT_LOOP", "VERTX", "", 4, 11.2, Validity.VALID);
    assertThat(String.join("\n", RunTable.lines(rows))).contains("11.2", "3 of 4 forks starved");
  }

  @Test
  void memoryHasATableOfItsOwn() {
    for (int fork = 1; fork <= 2; fork++) {
      row("EVENT_LOOP", "VERTX", "", fork, "heap_per_request", 2_000 + fork, "B", Validity.VALID);
      row("EVENT_LOOP", "VERTX", "", fork, "process_per_request", 9_000, "B", Validity.VALID);
      row("EVENT_LOOP", "VERTX", "", fork, "direct_per_request", 6_999, "B", Validity.VALID);
    }
    assertThat(String.join("\n", RunTable.lines(rows)))
        .contains("benchmark                  heap", "process B", "2 001 B", "9 000", "6 999")
        .contains("heap: bytes of live objects")
        .doesNotContain("median");
  }

  @Test
  void medianOfFewOperationsIsARemark() {
    for (int count : List.of(19, 20)) {
      rows.clear();
      fork("EVENT_LOOP", "VERTX", "", 1, 11.2, Validity.VALID);
      row("EVENT_LOOP", "VERTX", "", 1, "operations", count, "#", Validity.VALID);
      boolean few = count < 20;
      String remark = "GatherBenchmark.gather: time_p50 is of fewer than 20 values in a fork";
      assertThat(String.join("\n", RunTable.lines(rows)).contains(remark)).isEqualTo(few);
    }
  }

  @Test
  void shareThatResumedIsShownWhereThereIsOne() {
    fork("EVENT_LOOP", "VERTX", "session=FULL", 1, 11.2, Validity.VALID);
    row("EVENT_LOOP", "VERTX", "session=FULL", 1, "tls_resumed", 0, "%", Validity.VALID);
    assertThat(String.join("\n", RunTable.lines(rows))).doesNotContain("resumed");
    fork("EVENT_LOOP", "VERTX", "session=RESUMED", 1, 11.2, Validity.VALID);
    row("EVENT_LOOP", "VERTX", "session=RESUMED", 1, "tls_resumed", 75, "%", Validity.VALID);
    assertThat(RunTable.lines(rows)).first().asString().endsWith("resumed");
    assertThat(RunTable.lines(rows)).filteredOn(line -> line.contains("75 %")).hasSize(1);
  }

  @Test
  void nothingMeasuredGivesNoTable() {
    assertThat(RunTable.lines(List.of())).isEmpty();
  }

  @Test
  void noLineIsWiderThan100Columns() {
    String parameters = "delivery=STREAMED;maxInFlight=16;poolSize=requests;tokens=2000";
    fork("BOUNDED_VIRTUAL_THREADS", "APACHE", parameters, 1, 12345.6, Validity.flagged("late"));
    fork("COMPLETABLE_FUTURE", "JDK", parameters.replace('0', '7'), 1, 1, Validity.VALID);
    fork("COMPLETABLE_FUTURE", "JDK", parameters.replace('0', '8'), 1, 1, Validity.VALID);
    assertThat(RunTable.lines(rows))
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
  }

  private void fork(
      String strategy, String client, String params, int fork, double millis, Validity verdict) {
    row(strategy, client, params, fork, "time_p50", millis, "ms", verdict);
    row(strategy, client, params, fork, "time_bound", 10, "ms", verdict);
    row(strategy, client, params, fork, "cpu_per_request", 43, "us", verdict);
    row(strategy, client, params, fork, "alloc_per_request", 8100, "B", verdict);
  }

  private void row(
      String strategy,
      String client,
      String params,
      int fork,
      String metric,
      double value,
      String unit,
      Validity verdict) {
    rows.add(
        new Row(
            INFO,
            OffsetDateTime.parse("2026-11-21T08:00:00Z"),
            "GatherBenchmark.gather",
            strategy,
            client,
            "64",
            "10ms",
            params,
            "sample",
            fork,
            1,
            metric,
            value,
            unit,
            verdict));
  }
}
