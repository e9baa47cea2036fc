package io.gatherbench.compare;

import static io.gatherbench.compare.Comparing.assertIncomparable;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.results.Row;
import io.gatherbench.results.RunInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is not compared, and how that is said. */
class RefusedTest {

  private static final double[] TEN = {10, 10.1, 9.9, 10.05, 9.95};

  private final List<Row> rows = new ArrayList<>();
  private ComparisonSpec question = ComparisonSpec.usual();

  @Test
  void machinesThatDifferAreRefusedUnlessForced() throws Exception {
    rows.addAll(ComparedRows.of("17").forks(TEN));
    rows.addAll(ComparedRows.of("25").host("elsewhere").forks(TEN));
    assertIncomparable(this::compare, "differ in host (elsewhere, vm)", "--force");
    question =
        new ComparisonSpec(
            Optional.empty(), Optional.empty(), Optional.empty(), 0.03, List.of(), true);
    assertThat(compare().forced()).containsExactly("host (elsewhere, vm)");
  }

  @Test
  void aSideOfTwoMachinesIsRefusedToo() {
    rows.addAll(ComparedRows.of("17").run("a").forks(TEN));
    rows.addAll(ComparedRows.of("17").run("b").host("elsewhere").forks(TEN));
    rows.addAll(ComparedRows.of("25").run("a").forks(TEN));
    assertIncomparable(this::compare, "differ in host (elsewhere, vm)");
  }

  @Test
  void processorsThatOneJdkOfARunSeesAreARemark() throws Exception {
    rows.addAll(ComparedRows.of("17").forks(TEN));
    ComparedRows.of("25").forks(TEN).forEach(row -> rows.add(seeing(row, 1, "Serial")));
    assertThat(compare().forced()).isEmpty();
    assertThat(compare().notes())
        .contains(
            "the sides differ in cores (1 against 2), which may decide as well",
            "the sides differ in gc (Serial against G1), which may decide as well");
  }

  @Test
  void processorsOfTwoRunsThatDifferAreRefused() {
    rows.addAll(ComparedRows.of("17").run("a").forks(TEN));
    ComparedRows.of("25").run("b").forks(TEN).forEach(row -> rows.add(seeing(row, 1, "G1")));
    assertIncomparable(this::compare, "differ in cores (1, 2)");
  }

  private static Row seeing(Row row, int cores, String gc) {
    RunInfo info = row.info();
    RunInfo other =
        new RunInfo(
            info.run(),
            info.machine().seenBy(cores, 0),
            info.jdk(),
            info.vm(),
            info.vmArgs(),
            gc,
            info.stub(),
            info.commit());
    return new Row(
        other,
        row.recordedAt(),
        row.benchmark(),
        row.strategy(),
        row.client(),
        row.requests(),
        row.latency(),
        row.params(),
        row.mode(),
        row.fork(),
        row.iteration(),
        row.metric(),
        row.value(),
        row.unit(),
        row.validity());
  }

  @Test
  void codeThatDiffersIsRefusedUnlessItIsWhatIsAsked() throws Exception {
    rows.addAll(ComparedRows.of("25").forks(TEN));
    rows.addAll(ComparedRows.of("17").commit("def").forks(TEN));
    assertIncomparable(this::compare, "differ in commit (abc, def)");
    question = question.withBy("commit");
    assertThat(compare().baseline()).isEqualTo("abc");
  }

  @Test
  void plansThatDifferAreRefused() {
    rows.addAll(ComparedRows.of("17").forks(TEN));
    for (int fork = 1; fork <= 5; fork++) {
      rows.add(ComparedRows.of("25").row(fork, 1, 10));
    }
    assertIncomparable(this::compare, "plan (forks of 2 and of 1 iterations)");
  }

  @Test
  void aMetricThatIsNotThereIsNamedWithThoseThatAre() {
    rows.addAll(ComparedRows.of("17").forks(TEN));
    rows.addAll(ComparedRows.of("25").forks(TEN));
    question =
        new ComparisonSpec(
            Optional.empty(), Optional.empty(), Optional.of("speed"), 0.03, List.of(), false);
    assertIncomparable(this::compare, "--metric is 'speed'; allowed: time");
  }

  @Test
  void withoutACommonCellThereIsNothingToCompare() {
    rows.addAll(ComparedRows.of("17").requests(4).forks(TEN));
    rows.addAll(ComparedRows.of("25").requests(64).forks(TEN));
    assertIncomparable(this::compare, "no cell is in 17 and in 25", "requests (4, 64)");
  }

  @Test
  void aRowThatIsThereTwiceIsRefused() {
    rows.addAll(ComparedRows.of("17").forks(TEN));
    rows.addAll(ComparedRows.of("17").forks(TEN).subList(0, 1));
    assertIncomparable(this::compare, "fork 1, iteration 1, time is there twice");
  }

  @Test
  void aForkWithOtherValuesInTwoFilesIsRefused() throws Exception {
    CellAggregator measurements = new CellAggregator(question);
    for (String file : List.of("a", "b")) {
      for (String jdk : List.of("17", "25")) {
        double more = file.equals("a") ? 0 : 1e-9;
        for (Row row : ComparedRows.of(jdk).forks(10, 11, 12, 13 + more)) {
          measurements.add(file, row);
        }
      }
    }
    assertIncomparable(measurements::compare, "b: fork 4 of run run is there twice");
  }

  @Test
  void nothingAtAllIsRefused() {
    assertIncomparable(this::compare, "there are no rows");
  }

  private Comparison compare() throws IncomparableException {
    return Comparing.compare(rows, question);
  }
}
