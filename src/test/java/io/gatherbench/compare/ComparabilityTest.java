package io.gatherbench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.results.Row;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes one sample although it is in several files. */
class ComparabilityTest {

  private static final double[] TEN = {10, 10.1, 9.9, 10.05};
  private static final double[] TWELVE = {12, 12.1, 11.9, 12.05};

  private CellAggregator cells;

  @BeforeEach
  void create() {
    cells = new CellAggregator(ComparisonSpec.usual().withBy("jdk"));
  }

  @Test
  void forksOfSeveralFilesAreOneSample() throws Exception {
    add("first", ComparedRows.of("17").run("a").forks(TEN));
    add("second", ComparedRows.of("17").run("b").forks(TWELVE));
    add("third", ComparedRows.of("25").run("c").forks(TEN));
    Comparison comparison = cells.compare();
    assertThat(comparison.cells().get(0).base().forks()).hasSize(8);
    assertThat(comparison.notes()).anyMatch(note -> note.contains("one sample"));
    assertThat(comparison.notes()).anyMatch(note -> note.endsWith("has them: first, second"));
    assertThat(cells.cells()).hasSize(2);
    assertThat(cells.notes()).singleElement().asString().endsWith("has them: first, second");
  }

  @Test
  void aCopyOfAFileCountsOnce() throws Exception {
    add("first", ComparedRows.of("17").forks(TEN));
    add("copy", ComparedRows.of("17").forks(TEN));
    add("third", ComparedRows.of("25").forks(TWELVE));
    Comparison comparison = cells.compare();
    assertThat(comparison.cells().get(0).base().forks()).hasSize(4);
    assertThat(comparison.notes()).anyMatch(note -> note.endsWith("count once: copy"));
    assertThat(comparison.notes()).noneMatch(note -> note.contains("one sample"));
  }

  @Test
  void aFileThatIsComparedWithItsCopyIsSaid() throws Exception {
    cells = new CellAggregator(ComparisonSpec.usual().withBy("file"));
    add("first", ComparedRows.of("17").forks(TEN));
    add("copy", ComparedRows.of("17").forks(TEN));
    assertThat(cells.compare().notes()).anyMatch(note -> note.contains("may be a copy"));
  }

  @Test
  void filesThatShareNoCellNeedNoRemark() throws Exception {
    add("first", ComparedRows.of("17").requests(4).forks(TEN));
    add("second", ComparedRows.of("17").requests(64).forks(TEN));
    add("third", ComparedRows.of("25").requests(4).forks(TWELVE));
    assertThat(cells.compare().notes()).noneMatch(note -> note.contains("one sample"));
  }

  private void add(String file, List<Row> rows) throws IncomparableException {
    for (Row row : rows) {
      cells.add(file, row);
    }
  }
}
