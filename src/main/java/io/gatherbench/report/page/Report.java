package io.gatherbench.report.page;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.report.text.RequestSpan;
import io.gatherbench.results.RunInfo;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The content of a report.
 *
 * @param cells all cells, sorted
 * @param jdks the JDKs compared with one of them; empty if there is only one, or if they cannot be
 *     compared, which a note then says
 * @param rows the number of rows
 * @param span when the first and the last row were recorded; empty without rows
 * @param runs the runs that the rows come from
 * @param notes remarks on the rows
 * @param reproduction how to do it again, a line each: seeds, commands
 * @param traces gathers request by request, as {@code trace --log} recorded them
 * @param flames links to flame graphs, relative to the report's folder
 */
public record Report(
    List<CellSummary> cells,
    Optional<Comparison> jdks,
    long rows,
    List<OffsetDateTime> span,
    List<RunInfo> runs,
    List<String> notes,
    List<String> reproduction,
    List<Traced> traces,
    List<String> flames) {

  /** Copies the lists. */
  public Report {
    cells = List.copyOf(cells);
    span = List.copyOf(span);
    runs = List.copyOf(runs);
    notes = List.copyOf(notes);
    reproduction = List.copyOf(reproduction);
    traces = List.copyOf(traces);
    flames = List.copyOf(flames);
  }

  /**
   * A traced gather.
   *
   * @param name strategy and client
   * @param spans its requests
   */
  public record Traced(String name, List<RequestSpan> spans) {}
}
