package io.gatherbench.compare;

import static io.gatherbench.compare.Comparing.assertIncomparable;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.results.Row;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What belongs to a variant, and what to a cell, where strategies are compared. */
class VariantGroupsTest {

  private static final double[] TEN = {10, 10.1, 9.9, 10.05, 9.95};

  private final List<Row> rows = new ArrayList<>();

  @Test
  void aStrategyWithOneClientIsComparedWhateverThatIs() throws Exception {
    strategies("THREAD_POOL over JDK", "EVENT_LOOP over VERTX");
    assertThat(compared().baseline()).isEqualTo("THREAD_POOL");
    assertThat(compared().columns()).doesNotContain("client");
    assertThat(others()).containsExactly("EVENT_LOOP");
  }

  @Test
  void strategiesWithTheSameClientsAreComparedForEach() throws Exception {
    strategies("THREAD_POOL over JDK", "VIRTUAL_THREADS over JDK");
    strategies("THREAD_POOL over APACHE", "VIRTUAL_THREADS over APACHE");
    assertThat(compared().columns()).contains("client");
    assertThat(others()).containsExactly("VIRTUAL_THREADS");
    assertThat(compared().cells()).hasSize(2);
  }

  @Test
  void elseEachStrategyOverEachClientIsAVariant() throws Exception {
    strategies("THREAD_POOL over JDK", "THREAD_POOL over APACHE", "EVENT_LOOP over VERTX");
    assertThat(compared().baseline()).isEqualTo("THREAD_POOL over JDK");
    assertThat(others()).containsExactly("THREAD_POOL over APACHE", "EVENT_LOOP over VERTX");
    assertThat(compared().columns()).doesNotContain("client");
    assertThat(compared().cells()).allMatch(cell -> cell.ratio().isPresent());
  }

  @Test
  void rowsThatNameNoThreadsHaveOne() throws Exception {
    add("", "threads=2", "threads=4");
    Comparison compared = compared("threads");
    assertThat(compared.baseline()).isEqualTo("1");
    assertThat(others(compared)).containsExactly("2", "4");
    assertThat(compared.cells()).allMatch(cell -> cell.verdict() == Verdict.SAME);
    assertThat(compared.notes()).noneMatch(note -> note.contains("left out"));
  }

  @Test
  void rowsThatLackTheColumnAreSaid() throws Exception {
    add("size=1", "size=2", "colour=red");
    assertThat(others(compared("size"))).containsExactly("2");
    assertThat(compared("size").notes())
        .contains("Rows that have no size are left out: GatherBenchmark.gather of file 3");
    assertIncomparable(
        () -> compared("colour"), "--by is 'colour'", "(all rows that have it have red)");
  }

  private void add(String... params) {
    for (String each : params) {
      rows.addAll(ComparedRows.of("25").run("r" + rows.size()).forks(TEN));
      List<Row> last = rows.subList(rows.size() - 2 * TEN.length, rows.size());
      last.replaceAll(row -> ComparedRows.with(row, each));
    }
  }

  private void strategies(String... names) {
    for (String name : names) {
      String[] parts = name.split(" over ");
      rows.addAll(ComparedRows.of("25").strategy(parts[0], parts[1]).forks(TEN));
    }
  }

  private List<String> others() throws Exception {
    return others(compared());
  }

  private static List<String> others(Comparison comparison) {
    return comparison.variants().stream().map(Comparison.VariantComparison::name).toList();
  }

  private Comparison compared() throws IncomparableException {
    return compared("strategy");
  }

  private Comparison compared(String by) throws IncomparableException {
    CellAggregator cells = new CellAggregator(ComparisonSpec.usual().withBy(by));
    int file = 0;
    for (Row row : rows) {
      file += row.fork() == 1 && row.iteration() == 1 ? 1 : 0;
      cells.add("file " + file, row);
    }
    return cells.compare();
  }
}
