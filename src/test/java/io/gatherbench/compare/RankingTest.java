package io.gatherbench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.compare.CellSummary.Standing;
import io.gatherbench.results.Looks;
import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import io.gatherbench.results.ValidityRule;
import io.gatherbench.stats.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which strategy is fastest, which are proven slower, and how many pairs that is corrected for. */
class RankingTest {

  private static final double[] TEN = {10, 10.2, 9.8, 10.1, 9.9};

  /** So small that the test alone decides. */
  private static final double THRESHOLD = 1e-6;

  private final List<Row> rows = new ArrayList<>();

  @Test
  void theLowestTimeIsFastestAndTheOthersAreComparedWithIt() {
    forks("THREAD_POOL", 4, times(TEN, 1.5));
    forks("EVENT_LOOP", 4, TEN);

    assertThat(standing("EVENT_LOOP", 4).fastest()).isTrue();
    assertThat(standing("EVENT_LOOP", 4).ratio()).isEqualTo(Ratio.exactly(1));
    assertThat(standing("EVENT_LOOP", 4).verdict()).isEqualTo(Verdict.SAME);
    assertThat(standing("THREAD_POOL", 4).fastest()).isFalse();
    assertThat(standing("THREAD_POOL", 4).ratio().value()).isBetween(1.49, 1.51);
    assertThat(standing("THREAD_POOL", 4).verdict()).isEqualTo(Verdict.SLOWER);
  }

  @Test
  void aProofOfOnePairIsNoneAmongThree() {
    double[] slower = slowerWithP(0.03, 0.045);
    forks("EVENT_LOOP", 4, TEN);
    forks("THREAD_POOL", 4, slower);
    assertThat(standing("THREAD_POOL", 4).verdict()).isEqualTo(Verdict.SLOWER);

    forks("SEQUENTIAL", 4, times(TEN, 4));
    assertThat(standing("SEQUENTIAL", 4).verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(standing("THREAD_POOL", 4).verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void thePairsOfAllSituationsCount() {
    double[] slower = slowerWithP(0.03, 0.045);
    forks("EVENT_LOOP", 4, TEN);
    forks("THREAD_POOL", 4, slower);
    forks("EVENT_LOOP", 64, TEN);
    forks("THREAD_POOL", 64, times(TEN, 1.001));
    assertThat(standing("THREAD_POOL", 4).verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void aProofOfThreePairsNeedsAThird() {
    forks("EVENT_LOOP", 4, TEN);
    forks("THREAD_POOL", 4, slowerWithP(0.009, 0.0165));
    forks("SEQUENTIAL", 4, times(TEN, 1.0001));
    assertThat(standing("THREAD_POOL", 4).verdict()).isEqualTo(Verdict.SLOWER);
  }

  @Test
  void fewForksAreNotTested() {
    forks("EVENT_LOOP", 4, 10, 10.1, 9.9);
    forks("THREAD_POOL", 4, 50, 50.1, 49.9);
    assertThat(standing("THREAD_POOL", 4).verdict()).isEqualTo(Verdict.TOO_FEW);
    assertThat(standing("THREAD_POOL", 4).tied()).isFalse();

    rows.clear();
    forks("EVENT_LOOP", 4, 10, 10.1, 9.9, 10);
    forks("THREAD_POOL", 4, 50, 50.1, 49.9, 50);
    assertThat(standing("THREAD_POOL", 4).verdict()).isEqualTo(Verdict.SLOWER);
  }

  @Test
  void whatHasTooFewOrTooManyVoidForksIsNeitherFastestNorJudged() {
    forks("EVENT_LOOP", 4, 9);
    forks("COMPLETABLE_FUTURE", 4, times(TEN, 0.5));
    ComparedRows voided =
        ComparedRows.of("25")
            .strategy("COMPLETABLE_FUTURE", "VERTX")
            .validity(Validity.voided("3 sent"));
    rows.addAll(List.of(voided.row(6, 1, 9), voided.row(7, 1, 9)));
    forks("VIRTUAL_THREADS", 4, times(TEN, 0.8));
    ComparedRows starved =
        ComparedRows.of("25")
            .strategy("VIRTUAL_THREADS", "VERTX")
            .validity(Validity.parse("starved: all carriers were pinned"));
    rows.add(starved.row(6, 1, Double.NaN));
    forks("THREAD_POOL", 4, TEN);
    forks("SEQUENTIAL", 4, times(TEN, 2));

    assertThat(standing("THREAD_POOL", 4).fastest()).isTrue();
    assertThat(standing("SEQUENTIAL", 4).verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(standing("EVENT_LOOP", 4).verdict()).isEqualTo(Verdict.TOO_FEW);
    assertThat(standing("COMPLETABLE_FUTURE", 4).verdict()).isEqualTo(Verdict.TOO_MANY_VOID);
    assertThat(standing("VIRTUAL_THREADS", 4).verdict()).isEqualTo(Verdict.STARVED);
  }

  /** The rounds that both have decide, as the rule of the looks wants it. */
  @Test
  void aVoidForkDoesNotKeepLooksFromAVerdict() throws Exception {
    double[] eight = {10, 10.2, 9.8, 10.1, 9.9, 10, 10.1, 9.9};
    rows.addAll(
        ComparedRows.of("25").run("r").strategy("THREAD_POOL", "VERTX").forks(times(eight, 2)));
    List<Row> best = ComparedRows.of("25").run("r").forks(eight);
    best.removeIf(row -> row.fork() == 3);
    rows.addAll(best);
    rows.addAll(new Looks(6, 20, 1).rows(rows.get(0).info(), rows.get(0).recordedAt()));
    CellAggregator cells = new CellAggregator(ComparisonSpec.usual());
    for (Row row : rows) {
      cells.add("file", row);
    }
    assertThat(cells.cells())
        .extracting(cell -> cell.standing().orElseThrow().verdict())
        .containsExactlyInAnyOrder(Verdict.SAME, Verdict.SLOWER);
  }

  @Test
  void aStrategyWithoutRivalsHasNoPlace() {
    forks("EVENT_LOOP", 4, TEN);
    forks("THREAD_POOL", 64, TEN);
    assertThat(cells()).allMatch(cell -> cell.standing().isEmpty());
  }

  @Test
  void whatRejectsRequestsIsInNoRanking() {
    forks("THREAD_POOL", 4, times(TEN, 3));
    forks("EVENT_LOOP", 4, times(TEN, 2));
    rows.addAll(
        ComparedRows.of("25")
            .strategy("COMPLETABLE_FUTURE", "JDK")
            .validity(Validity.flagged("54 rejected, and " + ValidityRule.OF_THE_OTHERS))
            .forks(TEN));
    assertThat(cell("COMPLETABLE_FUTURE", 4).standing()).isEmpty();
    assertThat(standing("EVENT_LOOP", 4).fastest()).isTrue();
  }

  @Test
  void theHighestThroughputIsBest() {
    rows.addAll(ComparedRows.of("25").metric("throughput", "ops/s").forks(TEN));
    rows.addAll(
        ComparedRows.of("25")
            .metric("throughput", "ops/s")
            .strategy("THREAD_POOL", "VERTX")
            .forks(times(TEN, 0.5)));
    List<CellSummary> cells = cells();
    assertThat(cells).extracting(cell -> cell.standing().orElseThrow().fastest()).contains(true);
    assertThat(standing("EVENT_LOOP", 4).fastest()).isTrue();
    assertThat(standing("THREAD_POOL", 4).verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(cells).as("no time").allMatch(cell -> cell.speedUp().isEmpty());
  }

  @Test
  void theSpeedUpIsOverOneAfterTheOtherWithTheSameClient() {
    rows.addAll(ComparedRows.of("25").strategy("SEQUENTIAL", "APACHE").forks(times(TEN, 8)));
    rows.addAll(ComparedRows.of("25").strategy("SEQUENTIAL", "JDK").forks(times(TEN, 6)));
    rows.addAll(ComparedRows.of("25").strategy("THREAD_POOL", "JDK").forks(times(TEN, 2)));
    rows.addAll(ComparedRows.of("25").strategy("EVENT_LOOP", "VERTX").forks(TEN));

    assertThat(speedUp("THREAD_POOL")).isBetween(2.99, 3.01);
    assertThat(speedUp("EVENT_LOOP")).as("with any other client").isBetween(7.99, 8.01);
    CellSummary base =
        cells().stream().filter(cell -> cell.column("client").equals("JDK")).findFirst().get();
    assertThat(base.speedUp()).contains(Ratio.exactly(1));
  }

  private void forks(String strategy, int requests, double... values) {
    rows.addAll(ComparedRows.of("25").strategy(strategy, "VERTX").requests(requests).forks(values));
  }

  private List<CellSummary> cells() {
    List<CellSummary> cells = CellAggregator.summaries(rows);
    return new Ranking(THRESHOLD, new LookRule()).of(cells);
  }

  private CellSummary cell(String strategy, int requests) {
    return cells().stream()
        .filter(cell -> cell.column("strategy").equals(strategy))
        .filter(cell -> cell.column("requests").equals("" + requests))
        .findFirst()
        .orElseThrow();
  }

  private Standing standing(String strategy, int requests) {
    Optional<Standing> standing = cell(strategy, requests).standing();
    return standing.orElseThrow();
  }

  private double speedUp(String strategy) {
    return cell(strategy, 4).speedUp().orElseThrow().value();
  }

  private static double[] times(double[] values, double factor) {
    double[] all = values.clone();
    for (int i = 0; i < all.length; i++) {
      all[i] *= factor;
    }
    return all;
  }

  /** Forks that are slower than ten by so little that the p-value of the pair is in a range. */
  private double[] slowerWithP(double low, double high) {
    double[] spread = {10.2, 9.9, 10.1, 9.8, 10};
    for (double factor = 1; factor < 1.2; factor += 0.0005) {
      double[] slower = times(spread, factor);
      List<Row> before = List.copyOf(rows);
      rows.clear();
      forks("EVENT_LOOP", 1, TEN);
      forks("THREAD_POOL", 1, slower);
      double p = standing("THREAD_POOL", 1).ratio().p();
      rows.clear();
      rows.addAll(before);
      if (p > low && p < high) {
        return slower;
      }
    }
    throw new AssertionError("no such p-value");
  }
}
