package io.gatherbench.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Estimate;
import io.gatherbench.report.HeadlineTable.BoundOnly;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HeadlineTableTest {

  private static final List<String> ORDER = List.of("SEQUENTIAL", "THREAD_POOL", "EVENT_LOOP");

  @Test
  void theTableReadsAsMeant() {
    List<String> lines =
        new HeadlineTable(
                List.of(
                    cell("EVENT_LOOP", 64, estimate(11.51, 11.4, 11.62), 10),
                    cell("SEQUENTIAL", 64, estimate(712.3, 705.1, 719.6), 640),
                    cell("EVENT_LOOP", 1024, estimate(23.1, 21.0, 25.4), 10)),
                List.of(new BoundOnly("SEQUENTIAL", 1024, 10240)),
                ORDER)
            .lines();
    assertThat(String.join("\n", lines))
        .isEqualTo(
            """
            requests  strategy           median ms  95 % interval          speed-up    bound ms        above
                  64  SEQUENTIAL             712.3  [705.1, 719.6]           1.00 ×         640      +11.3 %
                      EVENT_LOOP             11.51  [11.40, 11.62]           61.9 ×          10      +15.1 %
               1 024  SEQUENTIAL           not run  bound alone                          10 240
                      EVENT_LOOP              23.1  [21.0, 25.4]            ≥ 443 ×          10       2.31 ×

            median: of the gather's time; geometric mean over forks, interval from their spread.
            bound: the least that the arithmetic allows; above: how far the median is above it.
            """
                .stripTrailing());
  }

  @Test
  void aVoidCellShowsItsReasonAndNoNumber() {
    List<String> lines =
        new HeadlineTable(
                List.of(
                    new CellSummary(
                        "EVENT_LOOP",
                        64,
                        Optional.empty(),
                        10,
                        5,
                        List.of("void: 64 requests sent and 63 served"))),
                List.of(),
                ORDER)
            .lines();
    assertThat(lines.get(1)).contains("EVENT_LOOP").contains("void").doesNotContain("×");
    assertThat(lines).anyMatch(line -> line.contains("EVENT_LOOP at 64: void: 64 requests sent"));
  }

  @Test
  void whereSequentialIsVoidThereIsNoSpeedUp() {
    List<String> lines =
        new HeadlineTable(
                List.of(
                    new CellSummary("SEQUENTIAL", 64, Optional.empty(), 640, 5, List.of("void: x")),
                    cell("EVENT_LOOP", 64, estimate(11.5, 11.4, 11.6), 10)),
                List.of(),
                ORDER)
            .lines();
    assertThat(lines).noneMatch(line -> line.contains("×"));
  }

  @Test
  void nothingIsWiderThan100Columns() {
    List<String> lines =
        new HeadlineTable(
                List.of(
                    new CellSummary(
                        "ASYNC_SEQUENTIAL",
                        10_000,
                        Optional.of(estimate(123_456.7, 123_400.1, 123_500.9)),
                        100_000,
                        2,
                        List.of(
                            "flagged: at most 913 of 10000 requests overlapped: the first were"
                                + " answered before the last were sent"))),
                List.of(),
                List.of("ASYNC_SEQUENTIAL"))
            .lines();
    assertThat(lines).allMatch(line -> line.length() <= 100, "at most 100 columns");
  }

  @Test
  void decimalsFollowTheInterval() {
    assertThat(Numbers.decimals(12)).isZero();
    assertThat(Numbers.decimals(1.2)).isEqualTo(1);
    assertThat(Numbers.decimals(0.12)).isEqualTo(2);
    assertThat(Numbers.decimals(1e-9)).isEqualTo(3);
    assertThat(Numbers.decimals(0)).isEqualTo(1);
  }

  private static CellSummary cell(String strategy, int requests, Estimate median, double bound) {
    return new CellSummary(strategy, requests, Optional.of(median), bound, 0, List.of());
  }

  private static Estimate estimate(double value, double low, double high) {
    return new Estimate(5, value, low, high);
  }
}
