package io.gatherbench.report.text;

import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The number of times that virtual threads were pinned to their carriers, in one line. */
public final class PinnedThreads {

  private PinnedThreads() {}

  /** Returns the line; nothing if pinning was not counted. */
  public static Optional<String> line(List<Row> rows) {
    String counts =
        rows.stream()
            .filter(row -> row.is(Metric.PINNED_PER_GATHER))
            .map(
                row ->
                    Numbers.cost(row.value())
                        + " ("
                        + row.strategy()
                        + " at "
                        + Numbers.fixed(Double.parseDouble(row.requests()), 0)
                        + ")")
            .collect(Collectors.joining(", "));
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of("Virtual threads pinned in a gather: " + counts);
  }
}
