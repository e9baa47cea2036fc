package io.gatherbench.compare;

import static io.gatherbench.compare.Comparing.assertIncomparable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a comparison of rows says. */
class ComparerTest {

  private static final double[] TEN = {10, 10.1, 9.9, 10.05, 9.95};
  private static final double[] TWELVE = {12, 12.1, 11.9, 12.05, 11.95};

  private final List<Row> rows = new ArrayList<>();
  private ComparisonSpec question = ComparisonSpec.usual();

  @Test
  void forksAreComparedByGeometricMeans() throws Exception {
    rows.addAll(ComparedRows.of("17").forks(TEN));
    rows.addAll(ComparedRows.of("25").forks(TWELVE));
    Comparison comparison = compare();
    assertThat(comparison.by()).isEqualTo("jdk");
    assertThat(comparison.baseline()).isEqualTo("17");
    CellComparison cell = only(comparison);
    assertThat(cell.verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(cell.ratio().orElseThrow().value()).isCloseTo(1.2, within(1e-3));
    assertThat(cell.base().score().orElseThrow().forks()).isEqualTo(5);
    assertThat(cell.other().score().orElseThrow().value()).isCloseTo(12, within(1e-3));
  }

  @Test
  void theOrderOfRowsChangesNothing() throws Exception {
    rows.addAll(ComparedRows.of("17").forks(TEN));
    rows.addAll(ComparedRows.of("25").forks(TWELVE));
    rows.addAll(ComparedRows.of("17").requests(64).forks(TWELVE));
    rows.addAll(ComparedRows.of("25").requests(64).forks(TEN));
    Comparison inOrder = compare();
    java.util.Collections.shuffle(rows.subList(1, rows.size()), new java.util.Random(1));
    assertThat(compare().cells())
        .usingRecursiveComparison()
        .ignoringCollectionOrderInFieldsMatchingRegexes(".*forks")
        .withComparatorForType(
            java.util.Comparator.comparingLong(d -> Math.round(d * 1e9)), Double.class)
        .isEqualTo(inOrder.cells());
  }

  @Test
  void moreThroughputIsBetter() throws Exception {
    rows.addAll(ComparedRows.of("17").metric("throughput", "ops/s").forks(TEN));
    rows.addAll(ComparedRows.of("25").metric("throughput", "ops/s").forks(TWELVE));
    assertThat(only(compare()).metric()).isEqualTo("throughput");
    assertThat(only(compare()).verdict()).isEqualTo(Verdict.FASTER);
  }

  @Test
  void aForkWithAVoidIterationIsVoidAsAWhole() throws Exception {
    rows.addAll(ComparedRows.of("17").forks(TEN));
    rows.addAll(ComparedRows.of("25").forks(TEN));
    rows.add(ComparedRows.of("25").validity(Validity.voided("3 sent")).row(6, 1, 99));
    rows.add(ComparedRows.of("25").row(6, 2, 99));
    CellComparison cell = only(compare());
    assertThat(cell.verdict()).isEqualTo(Verdict.SAME);
    assertThat(cell.other().voidForks()).isEqualTo(1);
    assertThat(cell.other().reasons()).containsExactly("void: 3 sent");
  }

  @Test
  void aFlaggedForkCountsAndIsMarked() throws Exception {
    rows.addAll(ComparedRows.of("17").forks(TEN));
    rows.addAll(ComparedRows.of("25").validity(Validity.flagged("late")).forks(TEN));
    CellComparison cell = only(compare());
    assertThat(cell.verdict()).isEqualTo(Verdict.SAME);
    assertThat(cell.other().flagged()).isTrue();
    assertThat(cell.base().flagged()).isFalse();
  }

  @Test
  void aCellOfWhichAllForksAreVoidIsVoid() throws Exception {
    rows.addAll(ComparedRows.of("17").forks(TEN));
    rows.add(ComparedRows.of("25").validity(Validity.voided("failed")).row(1, 0, Double.NaN));
    assertThat(only(compare()).verdict()).isEqualTo(Verdict.VOID);
  }

  @Test
  void aCellThatOneSideLacksIsMissing() throws Exception {
    rows.addAll(ComparedRows.of("17").forks(TEN));
    rows.addAll(ComparedRows.of("25").forks(TEN));
    rows.addAll(ComparedRows.of("25").strategy("VIRTUAL_THREADS", "JDK").forks(TEN));
    assertThat(compare().cells())
        .extracting(CellComparison::verdict)
        .containsExactly(Verdict.SAME, Verdict.MISSING);
  }

  @Test
  void threeForksGiveARatioAndNoVerdict() throws Exception {
    rows.addAll(ComparedRows.of("17").forks(TEN));
    rows.addAll(ComparedRows.of("25").forks(12, 12.1, 11.9));
    CellComparison cell = only(compare());
    assertThat(cell.verdict()).isEqualTo(Verdict.TOO_FEW);
    assertThat(cell.ratio().orElseThrow().value()).isCloseTo(1.2, within(1e-3));
    assertThat(cell.adjusted()).isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    "time_p99, 499, TOO_FEW",
    "time_p99, 500, SLOWER",
    "time_p90, 49, TOO_FEW",
    "time_p90, 50, SLOWER",
    "time_p50, 9, SLOWER",
    "time_max, 1, SLOWER",
  })
  void percentileOfFewValuesHasNoVerdict(String metric, int anIteration, Verdict verdict)
      throws Exception {
    for (String jdk : List.of("17", "25")) {
      double[] counts = new double[5];
      java.util.Arrays.fill(counts, jdk.equals("17") ? anIteration : 1e6);
      rows.addAll(ComparedRows.of(jdk).metric("operations", "#").forks(counts));
      double[] forks = jdk.equals("17") ? TEN : TWELVE;
      rows.addAll(ComparedRows.of(jdk).metric(metric, "ms").forks(forks));
    }
    question =
        new ComparisonSpec(
            Optional.empty(), Optional.empty(), Optional.of(metric), 0.03, List.of(), false);
    CellComparison cell = only(compare());
    assertThat(cell.verdict()).isEqualTo(verdict);
    assertThat(cell.ratio().orElseThrow().value()).isCloseTo(1.2, within(1e-3));
    assertThat(cell.base().fewValues())
        .isEqualTo(verdict == Verdict.TOO_FEW || metric.equals("time_p50"));
    assertThat(cell.other().fewValues()).isFalse();
  }

  @Test
  void whatIsUndecidedSaysHowManyMoreForks() throws Exception {
    rows.addAll(ComparedRows.of("17").forks(10, 10.9, 9.1, 10.5, 9.5));
    rows.addAll(ComparedRows.of("25").forks(10.9, 11.8, 10, 11.4, 10.4));
    CellComparison cell = only(compare());
    assertThat(cell.verdict()).isEqualTo(Verdict.UNDECIDED);
    assertThat(cell.moreForks().orElseThrow()).isBetween(5, 50);
  }

  @Test
  void aForkThatWasCutShortIsLeftOut() throws Exception {
    rows.addAll(ComparedRows.of("17").forks(TEN));
    rows.addAll(ComparedRows.of("25").forks(TEN));
    for (int iteration = 3; iteration <= 5; iteration++) {
      for (int fork = 1; fork <= 5; fork++) {
        rows.add(ComparedRows.of("17").row(fork, iteration, 10));
        rows.add(ComparedRows.of("25").row(fork, iteration, 10));
      }
    }
    rows.add(ComparedRows.of("25").row(6, 1, 99));
    rows.add(ComparedRows.of("25").row(6, 2, 99));
    CellComparison cell = only(compare());
    assertThat(cell.other().score().orElseThrow().forks()).isEqualTo(5);
    assertThat(cell.other().cutShort()).isEqualTo(1);
  }

  @Test
  void variantsOfOneRunAreToldApartByItsName() throws Exception {
    rows.addAll(ComparedRows.of("25").run("r1#plain").forks(TEN));
    rows.addAll(ComparedRows.of("25").run("r1#big").vmArgs("-Xmx8g").forks(TWELVE));
    Comparison comparison = compare();
    assertThat(comparison.by()).isEqualTo("jdk");
    assertThat(comparison.variants())
        .extracting(Comparison.VariantComparison::name)
        .containsExactly("big");
    assertThat(comparison.legend().get(1).text()).contains("-Xmx8g");
    assertThat(only(comparison).verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(comparison.notes()).isEmpty();
  }

  @Test
  void partsOfAPlanFromSeveralMachinesAreJoined() throws Exception {
    rows.addAll(ComparedRows.of("17").run("a#17").host("one").forks(TEN));
    rows.addAll(ComparedRows.of("25").run("a#25").host("one").forks(TEN));
    rows.addAll(ComparedRows.of("17").run("b#17").host("two").requests(64).forks(TEN));
    rows.addAll(ComparedRows.of("25").run("b#25").host("two").requests(64).forks(TWELVE));
    Comparison comparison = compare();
    assertThat(comparison.cells())
        .extracting(CellComparison::verdict)
        .containsExactly(Verdict.SAME, Verdict.SLOWER);
    assertThat(comparison.forced()).isEmpty();
  }

  @Test
  void whatWasMeasuredInSeveralRunsIsSaid() throws Exception {
    rows.addAll(ComparedRows.of("17").run("a").forks(TEN));
    rows.addAll(ComparedRows.of("25").run("b").forks(TEN));
    assertThat(compare().notes()).anyMatch(note -> note.startsWith("not interleaved"));
  }

  @Test
  void strategiesAreComparedEachWithItsClient() throws Exception {
    rows.addAll(ComparedRows.of("25").strategy("SEQUENTIAL", "JDK").forks(TWELVE));
    rows.addAll(ComparedRows.of("25").strategy("EVENT_LOOP", "VERTX").forks(TEN));
    question = question.withBy("strategy");
    CellComparison cell = only(compare());
    assertThat(cell.verdict()).isEqualTo(Verdict.FASTER);
    assertThat(compare().columns()).doesNotContain("client", "jdk", "vm_args");
  }

  @Test
  void strategiesOfSeveralJdksAreComparedWithinEach() throws Exception {
    for (String jdk : List.of("17", "25")) {
      rows.addAll(ComparedRows.of(jdk).strategy("SEQUENTIAL", "JDK").forks(TWELVE));
      rows.addAll(ComparedRows.of(jdk).strategy("THREAD_POOL", "JDK").forks(TEN));
    }
    question = question.withBy("strategy");
    assertThat(compare().cells()).hasSize(2);
    assertThat(compare().columns()).contains("jdk");
  }

  @Test
  void aParameterCanBeComparedBy() throws Exception {
    rows.addAll(ComparedRows.of("25").forks(TEN));
    rows.addAll(ComparedRows.of("25").requests(64).forks(TWELVE));
    question = question.withBy("requests");
    assertThat(compare().variants())
        .extracting(Comparison.VariantComparison::name)
        .containsExactly("64");
    question = question.withBy("colour");
    assertIncomparable(this::compare, "--by is 'colour'", "requests (4, 64)");
  }

  @Test
  void theBaselineMayBeNamedByHowItBegins() throws Exception {
    rows.addAll(ComparedRows.of("17.0.19").forks(TEN));
    rows.addAll(ComparedRows.of("25.0.3").forks(TEN));
    question = baseline("25");
    assertThat(compare().baseline()).isEqualTo("25.0.3");
    question = baseline("2");
    assertThat(compare().baseline()).isEqualTo("25.0.3");
    question = baseline("21");
    assertIncomparable(this::compare, "--baseline is '21'; allowed: 17.0.19, 25.0.3");
  }

  @Test
  void filtersKeepAndDrop() throws Exception {
    for (String jdk : List.of("17", "25")) {
      rows.addAll(ComparedRows.of(jdk).requests(4).forks(TEN));
      rows.addAll(ComparedRows.of(jdk).requests(64).forks(TEN));
    }
    question = filtered("requests=64");
    assertThat(compare().cells()).hasSize(1);
    question = filtered("requests!=64,128");
    assertThat(only(compare()).cell()).contains("4");
    question = filtered("requests=65");
    assertIncomparable(this::compare, "--filter is 'requests=65'", "requests (4, 64)");
    assertIncomparable(() -> RowFilter.parse("requests"), "--filter is 'requests'");
  }

  @Test
  void costsStandBesideTime() throws Exception {
    for (String jdk : List.of("17", "25")) {
      rows.addAll(ComparedRows.of(jdk).forks(TEN));
      rows.addAll(
          ComparedRows.of(jdk)
              .metric("cpu_per_request", "us")
              .forks(jdk.equals("17") ? TEN : TWELVE));
    }
    CellComparison.Cost cost = only(compare()).costs().get(0);
    assertThat(cost.metric()).isEqualTo("cpu_per_request");
    assertThat(cost.ratio().value()).isCloseTo(1.2, within(1e-3));
    question =
        new ComparisonSpec(
            Optional.empty(),
            Optional.empty(),
            Optional.of("cpu_per_request"),
            0.03,
            List.of(),
            false);
    assertThat(only(compare()).verdict()).isEqualTo(Verdict.SLOWER);
    assertThat(only(compare()).costs()).isEmpty();
  }

  @Test
  void whatTheCompilerOrTheStubMayExplainIsDoubted() throws Exception {
    for (Metric share : List.of(Metric.COMPILER_SHARE, Metric.STUB_SHARE)) {
      double much = share == Metric.COMPILER_SHARE ? 8 : 40;
      for (double more : new double[] {0, 0.5, much}) {
        rows.clear();
        rows.addAll(ComparedRows.of("17").forks(TEN));
        rows.addAll(ComparedRows.of("25").forks(times(TEN, 1.1)));
        rows.addAll(ComparedRows.of("17").metric(share.id(), "%").forks(0, 0, 0, 0, 0));
        rows.addAll(ComparedRows.of("25").metric(share.id(), "%").forks(more, more, 0, 0, more));
        CellComparison cell = only(compare());
        assertThat(cell.verdict()).isEqualTo(Verdict.SLOWER);
        assertThat(cell.doubts(0.03)).isEqualTo(more == much ? List.of(share) : List.of());
      }
    }
  }

  @Test
  void whatIsFasterInSpiteOfTheCompilerIsNotDoubted() throws Exception {
    rows.addAll(ComparedRows.of("17").forks(TEN));
    rows.addAll(ComparedRows.of("25").forks(times(TEN, 0.9)));
    String share = Metric.COMPILER_SHARE.id();
    rows.addAll(ComparedRows.of("17").metric(share, "%").forks(0, 0, 0, 0, 0));
    rows.addAll(ComparedRows.of("25").metric(share, "%").forks(9, 9, 9, 9, 9));
    assertThat(only(compare()).verdict()).isEqualTo(Verdict.FASTER);
    assertThat(only(compare()).doubts(0.03)).isEmpty();
  }

  private static double[] times(double[] values, double factor) {
    return Arrays.stream(values).map(value -> factor * value).toArray();
  }

  private Comparison compare() throws IncomparableException {
    return Comparing.compare(rows, question);
  }

  private static ComparisonSpec baseline(String name) {
    return new ComparisonSpec(
        Optional.empty(), Optional.of(name), Optional.empty(), 0.03, List.of(), false);
  }

  private static ComparisonSpec filtered(String filter) throws IncomparableException {
    return new ComparisonSpec(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0.03,
        List.of(RowFilter.parse(filter)),
        false);
  }

  private static CellComparison only(Comparison comparison) {
    assertThat(comparison.cells()).hasSize(1);
    return comparison.cells().get(0);
  }
}
