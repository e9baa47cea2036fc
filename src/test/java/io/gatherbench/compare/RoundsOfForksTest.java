package io.gatherbench.compare;

import static io.gatherbench.compare.Comparing.assertIncomparable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatherbench.results.Looks;
import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a comparison says of forks that were run in rounds, and looked at after some of them. */
class RoundsOfForksTest {

  private static final double[] TEN = {10, 10.1, 9.9, 10.05, 9.95};
  private static final double[] TWELVE = {12, 12.1, 11.9, 12.05, 11.95};

  /** The machine gets slower from round to round, by more than the variants differ. */
  private static final double[] DRIFTING = {10, 10.4, 10.9, 11.3, 11.8, 12.2, 12.7};

  private final List<Row> rows = new ArrayList<>();

  @Test
  void forksOfOneRoundAreComparedInPairs() throws Exception {
    rows.addAll(ComparedRows.of("17").run("r#17").forks(DRIFTING));
    rows.addAll(ComparedRows.of("25").run("r#25").forks(times(DRIFTING, 1.1)));
    CellComparison cell = only(compare());
    assertThat(cell.rounds()).isEqualTo(7);
    assertThat(cell.leftOut()).isZero();
    assertThat(cell.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(cell.ratio().orElseThrow().low()).isCloseTo(1.1, within(1e-6));
  }

  @Test
  void forksOfSeparateRunsAreNotPaired() throws Exception {
    rows.addAll(ComparedRows.of("17").run("r").forks(DRIFTING));
    rows.addAll(ComparedRows.of("25").run("s").forks(times(DRIFTING, 1.1)));
    CellComparison cell = only(compare());
    assertThat(cell.rounds()).isZero();
    assertThat(cell.verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void fiveRoundsAreTooFewToPair() throws Exception {
    double[] five = Arrays.copyOf(DRIFTING, 5);
    rows.addAll(ComparedRows.of("17").run("r#17").forks(five));
    rows.addAll(ComparedRows.of("25").run("r#25").forks(times(five, 1.1)));
    assertThat(only(compare()).rounds()).isZero();
  }

  /** Each variant has one number, whatever it is compared with. */
  @Test
  void incompleteRoundsAreLeftOutOnAllSides() throws Exception {
    rows.addAll(ComparedRows.of("17").run("r#17").forks(DRIFTING));
    rows.addAll(ComparedRows.of("21").run("r#21").forks(DRIFTING));
    rows.addAll(ComparedRows.of("25").run("r#25").forks(Arrays.copyOf(DRIFTING, 6)));
    for (CellComparison cell : compare().cells()) {
      assertThat(cell.rounds()).isEqualTo(6);
      assertThat(cell.base().forks()).hasSize(6);
      assertThat(cell.other().forks()).hasSize(6);
      assertThat(cell.ratio().orElseThrow().value()).isCloseTo(1, within(1e-12));
    }
    assertThat(compare().cells()).extracting(CellComparison::leftOut).containsExactly(1, 0);
    assertThat(compare().cells()).extracting(CellComparison::baseLeftOut).containsExactly(1, 1);
  }

  /** A side that would take too many rounds from the others is compared by Welch's method. */
  @Test
  void aSideOfFewRoundsTakesNoneFromTheOthers() throws Exception {
    rows.addAll(ComparedRows.of("17").run("r#17").forks(DRIFTING));
    rows.addAll(ComparedRows.of("21").run("r#21").forks(Arrays.copyOf(times(DRIFTING, 1.1), 4)));
    rows.addAll(ComparedRows.of("25").run("r#25").forks(times(DRIFTING, 1.1)));
    assertThat(compare().cells()).extracting(CellComparison::rounds).containsExactly(0, 7);
    assertThat(compare().cells())
        .extracting(CellComparison::verdict)
        .containsExactly(Verdict.UNDECIDED, Verdict.SLOWER);
    rows.addAll(new Looks(6, 20, 2).rows(rows.get(0).info(), rows.get(0).recordedAt()));
    assertThat(compare().cells())
        .extracting(CellComparison::verdict)
        .containsExactly(Verdict.TOO_FEW, Verdict.SLOWER);
  }

  /** Beside ten cells that were looked at, a p-value of 2 % proves nothing. */
  @Test
  void cellsOfBothKindsAreOneFamily() throws Exception {
    double[] slower = {10.9, 10.6, 11.4, 10.4, 11.3};
    rows.addAll(ComparedRows.of("17").run("s").requests(99).forks(TEN));
    rows.addAll(ComparedRows.of("25").run("t").requests(99).forks(slower));
    assertThat(only(compare()).verdict()).isEqualTo(Verdict.SLOWER);
    double alone = only(compare()).adjusted();
    for (int requests = 1; requests <= 10; requests++) {
      rows.addAll(ComparedRows.of("17").run("r#17").requests(requests).forks(DRIFTING));
      rows.addAll(ComparedRows.of("25").run("r#25").requests(requests).forks(DRIFTING));
    }
    Row looked = rows.get(rows.size() - 1);
    rows.addAll(new Looks(6, 20, 10).rows(looked.info(), looked.recordedAt()));
    CellComparison fixed =
        compare().cells().stream().filter(cell -> cell.looks().isEmpty()).findFirst().get();
    assertThat(fixed.adjusted()).isCloseTo(11 * alone, within(1e-12));
    assertThat(fixed.verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void manyVoidForksForbidAVerdict() throws Exception {
    rows.addAll(ComparedRows.of("17").forks(TEN));
    rows.addAll(ComparedRows.of("25").forks(TWELVE));
    ComparedRows voided = ComparedRows.of("25").validity(Validity.voided("3 sent"));
    rows.add(voided.row(6, 1, 99));
    assertThat(only(compare()).verdict()).isEqualTo(Verdict.SLOWER);
    rows.add(voided.row(7, 1, 99));
    CellComparison cell = only(compare());
    assertThat(cell.verdict()).isEqualTo(Verdict.TOO_MANY_VOID);
    assertThat(cell.ratio().orElseThrow().value()).isCloseTo(1.2, within(1e-3));
  }

  /** With c = 5.08 at the sixth of at most 20 rounds instead of 2.57. */
  @Test
  void whatWasLookedAtIsJudgedByItsRule() throws Exception {
    double[] six = {10, 10.1, 9.9, 10.05, 9.95, 10};
    double[] other = {10.4, 10.9, 10.35, 10.9, 10.5, 10.7};
    rows.addAll(ComparedRows.of("17").run("r#17").forks(six));
    rows.addAll(ComparedRows.of("25").run("r#25").forks(other));
    assertThat(only(compare()).verdict()).isEqualTo(Verdict.SLOWER);
    double before = Math.log(only(compare()).ratio().orElseThrow().high());
    rows.addAll(new Looks(6, 20, 1).rows(rows.get(0).info(), rows.get(0).recordedAt()));
    CellComparison cell = only(compare());
    double mean = Math.log(cell.ratio().orElseThrow().value());
    double after = Math.log(cell.ratio().orElseThrow().high());
    assertThat((after - mean) / (before - mean)).isCloseTo(5.08 / 2.5706, within(2e-3));
    assertThat(cell.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(cell.adjusted()).isNaN();
  }

  /** A part of a plan planned one comparison; together with others there are fifteen. */
  @Test
  void moreComparisonsThanWerePlannedCount() throws Exception {
    double[] six = {10, 10.1, 9.9, 10.05, 9.95, 10};
    double[] other = {10.75, 11.4, 10.5, 11.35, 10.65, 10.85};
    for (int requests = 1; requests <= 15; requests++) {
      rows.addAll(ComparedRows.of("17").run("r#17").requests(requests).forks(six));
      rows.addAll(ComparedRows.of("25").run("r#25").requests(requests).forks(other));
      if (requests == 1) {
        rows.addAll(new Looks(6, 20, 1).rows(rows.get(0).info(), rows.get(0).recordedAt()));
        assertThat(only(compare()).verdict()).isEqualTo(Verdict.SLOWER);
      }
    }
    assertThat(compare().cells()).noneMatch(cell -> cell.verdict() == Verdict.SLOWER);
  }

  @Test
  void whatWasLookedAtIsNotJudgedBesideAnotherRun() throws Exception {
    rows.addAll(ComparedRows.of("17").run("r").forks(DRIFTING));
    rows.addAll(ComparedRows.of("25").run("s").forks(times(DRIFTING, 2)));
    assertThat(only(compare()).verdict()).isEqualTo(Verdict.SLOWER);
    rows.addAll(new Looks(6, 20, 1).rows(rows.get(0).info(), rows.get(0).recordedAt()));
    assertThat(only(compare()).verdict()).isEqualTo(Verdict.TOO_FEW);
  }

  @Test
  void anUnusableRuleOfLooksIsRefused() throws Exception {
    rows.addAll(ComparedRows.of("17").run("r#17").forks(DRIFTING));
    rows.addAll(ComparedRows.of("25").run("r#25").forks(DRIFTING));
    Row any = rows.get(0);
    rows.addAll(new Looks(6, 1_000_000_000, 1).rows(any.info(), any.recordedAt()));
    assertIncomparable(this::compare, "rule of run r is 'looks_from 6, looks_to 1000000000");
  }

  @Test
  void beforeTheFirstLookThereIsNoVerdict() throws Exception {
    rows.addAll(ComparedRows.of("17").run("r#17").forks(TEN));
    rows.addAll(ComparedRows.of("25").run("r#25").forks(TWELVE));
    rows.addAll(new Looks(6, 20, 1).rows(rows.get(0).info(), rows.get(0).recordedAt()));
    assertThat(only(compare()).verdict()).isEqualTo(Verdict.TOO_FEW);
  }

  private static double[] times(double[] values, double factor) {
    return Arrays.stream(values).map(value -> factor * value).toArray();
  }

  private Comparison compare() throws IncomparableException {
    return Comparing.compare(rows, ComparisonSpec.usual());
  }

  private static CellComparison only(Comparison comparison) {
    assertThat(comparison.cells()).hasSize(1);
    return comparison.cells().get(0);
  }
}
