package io.gatherbench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatherbench.results.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Comparisons of forks of which some have 0. */
class ZeroForksTest {

  private static final double[] TEN = {10, 10.1, 9.9, 10.05};
  private static final double[] ZERO = {0, 0, 0, 0};

  @Test
  void throughputThatFellToZeroIsSlower() throws Exception {
    CellComparison cell = compared("throughput", TEN, ZERO);
    assertThat(cell.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(cell.ratio()).isEmpty();
    assertThat(cell.hasZeros()).isTrue();
    assertThat(cell.other().score().orElseThrow().value()).isZero();
    assertThat(compared("throughput", ZERO, TEN).verdict()).isEqualTo(Verdict.FASTER);
  }

  @Test
  void costThatRoseFromZeroIsWorse() throws Exception {
    CellComparison cell = compared("gc.count", ZERO, TEN);
    assertThat(cell.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(cell.ratio()).isEmpty();
  }

  @Test
  void zeroAgainstZeroIsTheSame() throws Exception {
    assertThat(compared("gc.count", ZERO, ZERO).verdict()).isEqualTo(Verdict.SAME);
    assertThat(compared("throughput", ZERO, ZERO).verdict()).isEqualTo(Verdict.SAME);
  }

  @Test
  void zeroOfOneForkIsAValue() throws Exception {
    CellComparison cell =
        compared("gc.count", new double[] {1, 0, 1, 1}, new double[] {1, 1, 1, 1});
    assertThat(cell.base().score().orElseThrow().value()).isCloseTo(0.75, within(1e-12));
    assertThat(cell.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(cell.moreForks()).isEmpty();
  }

  @Test
  void throughputNearlyZeroIsSlower() throws Exception {
    CellComparison cell = compared("throughput", TEN, new double[] {0, 0.1, 0, 0});
    assertThat(cell.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(cell.other().score().orElseThrow().value()).isCloseTo(0.025, within(1e-12));
  }

  @Test
  void threeForksOfZeroGiveNoVerdict() throws Exception {
    assertThat(compared("throughput", TEN, new double[] {0, 0, 0}).verdict())
        .isEqualTo(Verdict.TOO_FEW);
  }

  @Test
  void pOfZerosCountsAmongTheOthers() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (int requests = 1; requests <= 15; requests++) {
      double[] other = requests == 7 ? ZERO : TEN;
      rows.addAll(of("17", "throughput").requests(requests).forks(TEN));
      rows.addAll(of("25", "throughput").requests(requests).forks(other));
    }
    Comparison comparison = Comparing.compare(rows, ComparisonSpec.usual());
    assertThat(comparison.cells())
        .extracting(CellComparison::verdict)
        .filteredOn(verdict -> verdict == Verdict.SLOWER)
        .hasSize(1);
    assertThat(comparison.variants().get(0).means()).allMatch(mean -> mean.cells() == 14);
  }

  @Test
  void valueBelowZeroHasNoMean() throws Exception {
    CellComparison cell = compared("drift", TEN, new double[] {-1, 1, 1, 1});
    assertThat(cell.verdict().decided()).isFalse();
    assertThat(cell.other().reasons()).first().asString().contains("is below 0");
  }

  @Test
  void strategyWithZerosIsNotRanked() throws Exception {
    CellAggregator cells = new CellAggregator(ComparisonSpec.usual());
    ComparedRows throughput = of("17", "throughput");
    for (Row row : throughput.strategy("SEQUENTIAL", "JDK").forks(TEN)) {
      cells.add("rows", row);
    }
    for (Row row : throughput.strategy("EVENT_LOOP", "VERTX").forks(ZERO)) {
      cells.add("rows", row);
    }
    assertThat(cells.cells()).hasSize(2).allMatch(cell -> cell.standing().isEmpty());
    assertThat(cells.cells()).filteredOn(CellSummary::hasGeometricMean).hasSize(1);
  }

  private static CellComparison compared(String metric, double[] base, double[] other)
      throws IncomparableException {
    List<Row> rows = new ArrayList<>(of("17", metric).forks(base));
    rows.addAll(of("25", metric).forks(other));
    ComparisonSpec spec =
        new ComparisonSpec(
            Optional.empty(), Optional.empty(), Optional.of(metric), 0.03, List.of(), false);
    return Comparing.compare(rows, spec).cells().get(0);
  }

  private static ComparedRows of(String jdk, String metric) {
    return ComparedRows.of(jdk).metric(metric, metric.equals("throughput") ? "ops/s" : "#");
  }
}
