package io.gatherbench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplacementRuleTest {

  private static final PlannedCell CELL =
      new PlannedCell(
          "io.gatherbench.benchmark.GatherBenchmark.gather",
          Map.of("strategy", "EVENT_LOOP", "client", "VERTX", "requests", "4"),
          1);
  private static final Validity VOID = Validity.voided("1 request sent and 0 served");

  private final List<Row> rows = new ArrayList<>(ComparedRows.of("25").forks(10, 10.1, 10.2));

  @Test
  void aCellWithoutVoidForksNeedsNoMore() {
    assertThat(open()).isEmpty();
  }

  @Test
  void aVoidForkGetsOneMoreWhateverBecomesOfThat() {
    rows.add(ComparedRows.of("25").validity(VOID).row(4, 1, 10));
    assertThat(open()).containsExactly(CELL);
    rows.add(ComparedRows.of("25").validity(VOID).row(5, 1, 10));
    assertThat(open()).isEmpty();
  }

  @Test
  void theSameStrategyOverAnotherClientIsAnotherCell() {
    rows.add(ComparedRows.of("25").strategy("EVENT_LOOP", "OTHER").validity(VOID).row(1, 1, 10));
    assertThat(open()).isEmpty();
  }

  private List<PlannedCell> open() {
    return new ReplacementRule(4).open(List.of(CELL), rows);
  }
}
