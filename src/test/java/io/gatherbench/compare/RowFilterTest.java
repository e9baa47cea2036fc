package io.gatherbench.compare;

import static io.gatherbench.compare.Comparing.assertIncomparable;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.results.Row;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowFilterTest {

  private static final double[] TEN = {10, 10.1, 9.9, 10.05, 9.95};

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "a=1            | 1",
        "a=1,2          | 1;2",
        "a=             | ''",
        "a=1,           | 1;",
        "a=b=c          | b=c",
        "a=\"1,2\"      | 1,2",
        "a!=\"x, Inc\",3 | x, Inc;3",
        "a=\"\"         | ''",
        "a=\"say \"\"hi\"\"\" | say \"hi\"",
        "a=5\" disk     | 5\" disk",
      })
  void valuesStandBetweenCommas(String text, String values) throws Exception {
    RowFilter filter = RowFilter.parse(text.strip());
    assertThat(filter.values()).containsExactly(values.split(";", -1));
    assertThat(RowFilter.parse(filter.toString())).isEqualTo(filter);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "=1", "!=1", "a=\"1", "a=\"1\"2", "a=1,\"2"})
  void otherTextsAreRefused(String text) {
    assertIncomparable(() -> RowFilter.parse(text), "--filter is '" + text + "'; allowed: column=");
  }

  @Test
  void columnThatNoRowHasIsRefused() {
    for (String filter : List.of("nosuch!=1", "nosuch=1")) {
      assertIncomparable(
          () -> compared(filter), "--filter is '" + filter, "benchmark, strategy", "poolSize");
    }
  }

  @Test
  void valueThatNoRowHasIsSaid() throws Exception {
    assertThat(compared("strategy!=EVENT_LOOPS,SEQUENTIAL").notes())
        .contains(
            "--filter strategy!=EVENT_LOOPS,SEQUENTIAL: no row has strategy 'EVENT_LOOPS'",
            "--filter strategy!=EVENT_LOOPS,SEQUENTIAL: no row has strategy 'SEQUENTIAL'");
    assertThat(compared("strategy=EVENT_LOOP").notes()).isEmpty();
  }

  private static Comparison compared(String filter) throws IncomparableException {
    ComparisonSpec spec =
        new ComparisonSpec(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0.03,
            List.of(RowFilter.parse(filter)),
            false);
    CellAggregator cells = new CellAggregator(spec);
    for (String jdk : List.of("17", "25")) {
      for (Row row : ComparedRows.of(jdk).forks(TEN)) {
        cells.add(jdk, row);
      }
    }
    return cells.compare();
  }
}
