package io.gatherbench.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.plan.Cell;
import io.gatherbench.plan.StopRule;
import io.gatherbench.run.jmh.HeadlinePlan;
import io.gatherbench.strategy.Strategy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order forks run, and when a run that is to be precise ends. */
class HeadlineRunTest {

  private static final Cell STEADY = new Cell(Strategy.SEQUENTIAL, 4, "10ms");
  private static final Cell NOISY = new Cell(Strategy.THREAD_POOL, 64, "10ms");
  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final List<String> ran = new ArrayList<>();
  private long millis;
  @TempDir Path folder;

  @Test
  void theSameSeedGivesTheSameOrderAndEachRoundHasEachCell() throws Exception {
    assertThat(run(3, StopRule.withThePlan())).isEmpty();
    List<String> first = List.copyOf(ran);
    ran.clear();
    run(3, StopRule.withThePlan());
    assertThat(ran).isEqualTo(first);
    for (int round = 1; round <= 3; round++) {
      assertThat(first.subList(2 * round - 2, 2 * round))
          .containsExactlyInAnyOrder(STEADY + " #" + round, NOISY + " #" + round);
    }
  }

  @Test
  void onlyTheCellsThatNeedThemGetMoreForks() throws Exception {
    StopRule rule = new StopRule(cell -> cell == STEADY || ran.contains(NOISY + " #5"), FOR_EVER);
    assertThat(run(2, rule)).isEmpty();
    assertThat(ran).hasSize(7);
    assertThat(ran.subList(4, 7)).containsExactly(NOISY + " #3", NOISY + " #4", NOISY + " #5");
  }

  @Test
  void noRoundIsBegunThatWouldNotEndInTime() throws Exception {
    // Two rounds of two forks take 40 s; a fork of the noisy cell is foreseen to take about 7.
    StopRule rule = new StopRule(cell -> false, Duration.ofSeconds(60));
    assertThat(run(2, rule)).containsExactly(STEADY, NOISY);
    assertThat(Collections.frequency(ran, NOISY + " #3")).isEqualTo(1);
    assertThat(ran)
        .as("40 s, a round of 14 foreseen that takes 20, and no time for another")
        .hasSize(6);
  }

  @Test
  void thePlanRunsEvenIfItTakesLonger() throws Exception {
    assertThat(run(2, new StopRule(cell -> false, Duration.ofSeconds(1)))).hasSize(2);
    assertThat(ran).hasSize(4);
  }

  /** Each fork takes ten seconds. */
  private List<Cell> run(int forks, StopRule rule) throws Exception {
    HeadlinePlan plan = new HeadlinePlan(List.of(STEADY, NOISY), List.of(), List.of(), forks);
    HeadlineRun run =
        new HeadlineRun(
            plan,
            (cell, number) -> {
              ran.add(cell + " #" + number);
              millis += 10_000;
              return Optional.empty();
            },
            (cell, number) -> {},
            7,
            folder.resolve("jmh.json"));
    return run.run(() -> Instant.ofEpochMilli(millis), line -> {}, () -> {}, rule);
  }
}
