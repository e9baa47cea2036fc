package io.gatherbench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.plan.Fork;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Forks that starved are a result: counted and shown, neither void nor measured again. */
class StarvedForksTest {

  private static final Validity STARVED = Validity.ofFailure("starved: no thread ran");

  @Test
  void starvedForksAreCountedWithoutValues() {
    List<Row> rows = new ArrayList<>(ComparedRows.of("21").forks(10));
    rows.addAll(starved("21", 2, 3, 4));
    CellSummary cell = CellAggregator.summaries(rows).get(0);
    assertThat(cell.starvedForks()).isEqualTo(3);
    assertThat(cell.voidForks()).isZero();
    assertThat(cell.forks()).hasSize(1);
    assertThat(cell.starved()).contains("3 of 4 forks starved");
    assertThat(cell.reasons()).containsExactly("starved: no thread ran");
  }

  @Test
  void forkThatStarvesAfterAnIterationHasNoValue() {
    List<Row> rows = new ArrayList<>(ComparedRows.of("21").forks(10, 99));
    rows.addAll(starved("21", 2));
    CellSummary cell = CellAggregator.summaries(rows).get(0);
    assertThat(cell.score().orElseThrow().value()).isLessThan(11);
    assertThat(cell.starved()).contains("1 of 2 forks starved");
  }

  @Test
  void cellOfStarvedForksHasAVerdictOfItsOwn() throws Exception {
    List<Row> rows = new ArrayList<>(ComparedRows.of("25").forks(10, 10.1, 10.2, 10.3));
    rows.addAll(starved("21", 1, 2, 3, 4));
    assertThat(verdict(rows)).isEqualTo(Verdict.STARVED);
    rows.addAll(ComparedRows.of("21").run("other").forks(20, 20.1, 20.2, 20.3));
    assertThat(verdict(rows)).as("some have run").isEqualTo(Verdict.STARVED);
  }

  @Test
  void forkThatOnlyCountsThreadsSpoilsNoOther() throws Exception {
    List<Row> rows = new ArrayList<>(ComparedRows.of("25").forks(10, 10.1, 10.2, 10.3));
    rows.addAll(ComparedRows.of("21").forks(20, 20.1, 20.2, 20.3));
    rows.addAll(starved("21", Fork.COUNTING));
    assertThat(verdict(rows)).isEqualTo(Verdict.SLOWER);
    assertThat(CellAggregator.summaries(rows))
        .flatExtracting(CellSummary::reasons)
        .as("it is said all the same")
        .containsExactly("starved: no thread ran");
  }

  @Test
  void starvedForksAreNotReplaced() {
    List<Row> rows = new ArrayList<>(ComparedRows.of("21").forks(10, 11, 12));
    rows.addAll(starved("21", 4));
    Row row = rows.get(0);
    PlannedCell cell =
        new PlannedCell(
            row.benchmark(), Map.of("strategy", row.strategy(), "requests", row.requests()), 1);
    assertThat(new ReplacementRule(4).open(List.of(cell), rows)).isEmpty();
    rows.add(ComparedRows.of("21").validity(Validity.voided("3 sent")).row(5, 1, 9));
    assertThat(new ReplacementRule(4).open(List.of(cell), rows)).as("five already").isEmpty();
    assertThat(new ReplacementRule(5).open(List.of(cell), rows)).containsExactly(cell);
  }

  private static Verdict verdict(List<Row> rows) throws IncomparableException {
    return Comparing.compare(rows, ComparisonSpec.usual()).cells().get(0).verdict();
  }

  private static List<Row> starved(String jdk, int... forks) {
    List<Row> rows = new ArrayList<>();
    for (int fork : forks) {
      rows.add(ComparedRows.of(jdk).validity(STARVED).row(fork, 0, Double.NaN));
    }
    return rows;
  }
}
