package io.gatherbench.compare;

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

  private void strategies(String... names) {
    for (String name : names) {
      String[] parts = name.split(" over ");
      rows.addAll(ComparedRows.of("25").strategy(parts[0], parts[1]).forks(TEN));
    }
  }

  private List<String> others() throws Exception {
    return compared().variants().stream().map(Comparison.VariantComparison::name).toList();
  }

  private Comparison compared() throws Exception {
    CellAggregator cells = new CellAggregator(ComparisonSpec.usual().withBy("strategy"));
    for (Row row : rows) {
      cells.add("rows", row);
    }
    return cells.compare();
  }
}
