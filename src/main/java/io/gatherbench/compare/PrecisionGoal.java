package io.gatherbench.compare;

import io.gatherbench.command.RunOptions;
import io.gatherbench.plan.Cell;
import io.gatherbench.plan.StopRule;
import io.gatherbench.run.Session;
import io.gatherbench.stats.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code --precision} asks for: that the interval of each cell's median reaches no further
 * than a share of the median. Looking at the interval to decide whether to go on makes it a little
 * too narrow on average; with five forks before the first look, little.
 */
public final class PrecisionGoal {

  private final Session session;
  private final RunOptions options;

  public PrecisionGoal(Session session, RunOptions options) {
    this.session = session;
    this.options = options;
  }

  public StopRule rule() {
    return options.precision() == 0
        ? StopRule.withThePlan()
        : new StopRule(this::reached, options.maxTime());
  }

  /** What became of it; nothing if it was not asked for. */
  public Optional<String> outcome(List<Cell> imprecise) {
    if (options.precision() == 0) {
      return Optional.empty();
    }
    String goal = String.format(Locale.ROOT, "Precision of ±%.1f %%: ", options.precision() * 100);
    if (imprecise.isEmpty()) {
      return Optional.of(goal + "reached by all cells");
    }
    return Optional.of(
        goal
            + "not reached within "
            + options.maxTime().toMinutes()
            + " minutes by "
            + imprecise.stream()
                .map(
                    cell ->
                        String.format(
                            Locale.ROOT,
                            "%s at %d (±%.1f %%)",
                            cell.strategy(),
                            cell.requests(),
                            reach(cell) * 100))
                .collect(Collectors.joining(", ")));
  }

  /** A cell of which every fork is void would never get there. */
  private boolean reached(Cell cell) {
    return reach(cell) <= options.precision();
  }

  private double reach(Cell cell) {
    return CellTable.of(session.measured()).stream()
        .filter(summary -> summary.requests() == cell.requests())
        .filter(summary -> summary.strategy().equals(cell.strategy().name()))
        .map(CellTable::median)
        .flatMap(Optional::stream)
        .mapToDouble(Estimate::reach)
        .findFirst()
        .orElse(0);
  }
}
