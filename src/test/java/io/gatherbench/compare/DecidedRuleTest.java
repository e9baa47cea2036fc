package io.gatherbench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.Shard;
import io.gatherbench.results.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which cells are open until all verdicts are reached. */
class DecidedRuleTest {

  private static final PlannedCell FOUR = cell("EVENT_LOOP", 4);
  private static final PlannedCell MANY = cell("EVENT_LOOP", 64);
  private static final PlannedCell POOL = cell("THREAD_POOL", 64);
  private static final PlanSettings SETTINGS =
      PlanSettings.rounds(1, 6, Shard.WHOLE, 0, true).withLastLook(20);

  private final Random random = new Random(1);
  private final List<Row> rows = new ArrayList<>();

  @Test
  void cellsAreOpenBeforeTheFirstLook() {
    variants(4, 5, 1.5, 0.001);
    assertThat(onVariants(FOUR)).containsExactly(FOUR);
    variants(64, 6, 1.5, 0.001);
    assertThat(onVariants(FOUR, MANY)).containsExactly(FOUR);
  }

  @Test
  void onlyUndecidedCellsOfVariantsAreOpen() {
    variants(4, 6, 1.2, 0.001);
    variants(64, 6, 1.04, 0.05);
    assertThat(onVariants(FOUR, MANY)).containsExactly(MANY);
  }

  @Test
  void equalVariantsAreDecidedOnceTheIntervalIsNarrow() {
    variants(4, 6, 1.0, 0.002);
    assertThat(onVariants(FOUR)).isEmpty();
  }

  @Test
  void aRankingKeepsAllThatDoTheSameWork() {
    strategy("EVENT_LOOP", 4, 10, 0.001);
    strategy("THREAD_POOL", 4, 15, 0.001);
    strategy("EVENT_LOOP", 64, 10, 0.05);
    strategy("THREAD_POOL", 64, 10.3, 0.05);
    List<PlannedCell> cells = List.of(FOUR, cell("THREAD_POOL", 4), MANY, POOL);
    DecidedRule rule = DecidedRule.of(2, 1, SETTINGS, 0.03);
    assertThat(rule.open(cells, rows)).containsExactly(MANY, POOL);
    assertThat(rule.outcome(List.of(MANY), rows))
        .contains("Undecided after 6 rounds: ", "64 requests");
    assertThat(rule.outcome(List.of(), rows))
        .isEqualTo("Decided: 1 of 2 comparisons; on the others there can be no verdict");
    rows.removeIf(row -> row.requests().equals("64"));
    assertThat(rule.outcome(List.of(), rows)).isEqualTo("Decided: all of 1 comparisons");
    assertThat(DecidedRule.of(2, 2, SETTINGS, 0.03).outcome(List.of(), rows))
        .startsWith("Nothing is decided: ");
  }

  @Test
  void withoutATimeLimitThereIsTimeForAllRounds() {
    assertThat(DecidedRule.of(1, 2, SETTINGS, 0.03).timeLimit())
        .isGreaterThan(Duration.ofDays(365));
  }

  @Test
  void withoutRowsNothingIsOpen() {
    assertThat(onVariants(FOUR)).isEmpty();
  }

  private List<PlannedCell> onVariants(PlannedCell... cells) {
    return DecidedRule.of(cells.length, 2, SETTINGS, 0.03).open(List.of(cells), rows);
  }

  private void variants(int requests, int rounds, double ratio, double spread) {
    rows.addAll(forks(ComparedRows.of("17").run("r#17").requests(requests), rounds, 10, spread));
    rows.addAll(
        forks(ComparedRows.of("25").run("r#25").requests(requests), rounds, 10 * ratio, spread));
  }

  private void strategy(String name, int requests, double millis, double spread) {
    ComparedRows of = ComparedRows.of("25").run("r").requests(requests);
    rows.addAll(forks(of.strategy(name, "VERTX"), 6, millis, spread));
  }

  private List<Row> forks(ComparedRows of, int rounds, double millis, double spread) {
    double[] values = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      values[i] = millis * Math.exp(spread * random.nextGaussian());
    }
    return of.forks(values);
  }

  private static PlannedCell cell(String strategy, int requests) {
    return new PlannedCell(
        "io.gatherbench.benchmark.GatherBenchmark.gather",
        Map.of("strategy", strategy, "requests", "" + requests, "poolSize", "requests"),
        1);
  }
}
