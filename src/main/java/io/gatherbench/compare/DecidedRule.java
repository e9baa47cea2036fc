package io.gatherbench.compare;

import io.gatherbench.compare.CellSummary.Standing;
import io.gatherbench.plan.Fork;
import io.gatherbench.plan.PlanSettings;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.StoppingRule;
import io.gatherbench.results.Looks;
import io.gatherbench.results.Row;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Runs rounds until all verdicts are reached. Of several variants they are those on each cell, of
 * one variant the ranking of the strategies. Cells that are compared with each other get their
 * forks together, until their verdicts stand at the same look, so that a later comparison of the
 * rows comes to the same verdicts. Intervals and tests are those of {@link
 * io.gatherbench.stats.SequentialBounds}.
 */
public record DecidedRule(Looks looks, int variants, Duration timeLimit, double threshold)
    implements StoppingRule {

  private static final Set<Verdict> OPEN =
      EnumSet.of(Verdict.UNDECIDED, Verdict.TOO_FEW, Verdict.TOO_MANY_VOID);

  /** Creates the rule of a plan, for verdicts at a threshold. */
  public static DecidedRule of(
      int comparisons, int variants, PlanSettings settings, double threshold) {
    Looks looks = new Looks(PlanSettings.FIRST_LOOK, settings.lastLook(), Math.max(1, comparisons));
    return new DecidedRule(looks, variants, settings.timeLimit(), threshold);
  }

  /** Returns the cells that have an open verdict, and those that they are compared with. */
  @Override
  public List<PlannedCell> open(List<PlannedCell> cells, List<Row> rows) {
    try {
      CellAggregator measured = measured(rows);
      return variants > 1 ? openOnVariants(cells, measured) : openRanks(cells, measured);
    } catch (IncomparableException e) {
      // Nothing that could be compared was measured, and more of it would not help.
      return List.of();
    }
  }

  private CellAggregator measured(List<Row> rows) throws IncomparableException {
    CellAggregator measured =
        new CellAggregator(ComparisonSpec.usual().withBy("jdk").withThreshold(threshold));
    for (Row row : rows) {
      measured.add("", row);
    }
    if (!rows.isEmpty()) {
      for (Row row : looks.rows(rows.get(0).info(), OffsetDateTime.MIN)) {
        measured.add("", row);
      }
    }
    return measured;
  }

  private static List<PlannedCell> openOnVariants(List<PlannedCell> cells, CellAggregator measured)
      throws IncomparableException {
    Comparison comparison = measured.compare();
    return cells.stream()
        .filter(
            cell ->
                comparison.cells().stream()
                    .filter(compared -> OPEN.contains(compared.verdict()))
                    .anyMatch(compared -> CellSummary.isOf(cell, columns(comparison, compared))))
        .toList();
  }

  private static List<PlannedCell> openRanks(List<PlannedCell> cells, CellAggregator measured)
      throws IncomparableException {
    List<CellSummary> open =
        measured.cells().stream()
            .filter(cell -> cell.standing().filter(s -> OPEN.contains(s.verdict())).isPresent())
            .toList();
    Set<Map<String, String>> works =
        cells.stream()
            .filter(
                cell ->
                    open.stream().anyMatch(summary -> CellSummary.isOf(cell, summary.columns())))
            .map(PlannedCell::work)
            .collect(Collectors.toSet());
    return cells.stream().filter(cell -> works.contains(cell.work())).toList();
  }

  private static Map<String, String> columns(Comparison comparison, CellComparison cell) {
    Map<String, String> columns = new HashMap<>();
    for (int i = 0; i < comparison.columns().size(); i++) {
      columns.put(comparison.columns().get(i), cell.cell().get(i));
    }
    return columns;
  }

  /** Returns one line on whether all is decided; {@code open} are the cells open at the end. */
  public String outcome(List<PlannedCell> open, List<Row> rows) {
    if (!open.isEmpty()) {
      return "Undecided after %d rounds: %s"
          .formatted(
              rows.stream().mapToInt(Row::fork).filter(n -> n < Fork.COUNTING).max().orElse(0),
              open.stream().map(PlannedCell::toString).collect(Collectors.joining("; ")));
    }
    try {
      CellAggregator measured = measured(rows);
      List<Verdict> verdicts =
          variants > 1
              ? measured.compare().cells().stream().map(CellComparison::verdict).toList()
              : measured.cells().stream()
                  .flatMap(cell -> cell.standing().stream())
                  .filter(standing -> !standing.fastest())
                  .map(Standing::verdict)
                  .toList();
      long decided = verdicts.stream().filter(Verdict::decided).count();
      return decided == verdicts.size()
          ? "Decided: all of %d comparisons".formatted(decided)
          : "Decided: %d of %d comparisons; on the others there can be no verdict"
              .formatted(decided, verdicts.size());
    } catch (IncomparableException e) {
      return "Nothing is decided: " + e.getMessage();
    }
  }
}
