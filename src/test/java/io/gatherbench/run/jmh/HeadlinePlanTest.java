package io.gatherbench.run.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.plan.Cell;
import io.gatherbench.run.HeadlineRun;
import io.gatherbench.strategy.Strategy;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlinePlanTest {

  @Test
  void jdk17LeavesVirtualThreadsOut() {
    HeadlinePlan plan = HeadlinePlan.forJdk(17);
    assertThat(plan.leftOut()).containsExactly(Strategy.VIRTUAL_THREADS);
    assertThat(plan.cells()).extracting(Cell::strategy).doesNotContain(Strategy.VIRTUAL_THREADS);
  }

  @Test
  void jdk21HasTheFirstFiveStrategies() {
    HeadlinePlan plan = HeadlinePlan.forJdk(21);
    assertThat(plan.leftOut()).isEmpty();
    assertThat(plan.cells()).extracting(Cell::strategy).hasSameElementsAs(HeadlinePlan.STRATEGIES);
  }

  @Test
  void whatWouldTakeSecondsIsShownByItsBound() {
    HeadlinePlan plan = HeadlinePlan.forJdk(25);
    assertThat(plan.boundOnly())
        .extracting(Cell::strategy, Cell::requests)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(Strategy.SEQUENTIAL, 1024),
            org.assertj.core.groups.Tuple.tuple(Strategy.ASYNC_SEQUENTIAL, 1024));
  }

  @Test
  void itIsForeseenToFitIntoTenMinutes() {
    assertThat(HeadlineRun.foreseenSeconds(HeadlinePlan.forJdk(25))).isBetween(300.0, 570.0);
  }

  @Test
  void eachCellStandsOnce() {
    List<Cell> cells = HeadlinePlan.forJdk(25).cells();
    assertThat(cells).doesNotHaveDuplicates().hasSize(13);
  }
}
