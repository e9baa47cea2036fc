package io.gatherbench.compare;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.results.Row;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Compares rows of a test. */
final class Comparing {

  private Comparing() {}

  /** Compares rows that come from one file. */
  static Comparison compare(List<Row> rows, ComparisonSpec question) throws IncomparableException {
    CellAggregator measurements = new CellAggregator(question);
    for (Row row : rows) {
      measurements.add("file", row);
    }
    return measurements.compare();
  }

  /** That something is refused, in one line with all of these parts. */
  static void assertIncomparable(ThrowingCallable asked, String... parts) {
    assertThatThrownBy(asked)
        .isInstanceOf(IncomparableException.class)
        .message()
        .contains(parts)
        .doesNotContain("\n");
  }
}
