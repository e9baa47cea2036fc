package io.gatherbench.gate;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Verdict;
import io.gatherbench.report.comparison.GateText;
import io.gatherbench.results.UnusableInputException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The gates that a comparison has to pass.
 *
 * @param option what the user called them by
 * @param otherwise what else is allowed where they can judge nothing
 * @param allowUndecided whether they are passed then
 */
public record GateJudge(String option, String otherwise, List<Gate> gates, boolean allowUndecided) {

  /** The verdict that makes the command fail. */
  public enum Gate {
    SLOWER,
    UNDECIDED;

    private boolean failsOn(Verdict verdict) {
      return this == SLOWER ? verdict == Verdict.SLOWER : !verdict.decided();
    }
  }

  /** Whether the gates have failed, and why or why not, in one line. */
  public record Outcome(boolean failed, String line) {}

  /** Judges a comparison; throws if no cell can be judged, and that is not allowed. */
  public Outcome judge(Comparison comparison) throws UnusableInputException {
    Predicate<Verdict> fails = verdict -> gates.stream().anyMatch(gate -> gate.failsOn(verdict));
    int all = comparison.cells().size();
    String cells = all + (all == 1 ? " cell" : " cells");
    long failed = count(comparison, fails);
    if (failed > 0) {
      String which = GateText.cells(comparison, fails);
      return outcome(true, "failed by %d of %s: %s".formatted(failed, cells, which));
    }
    long judged = comparison.cells().stream().filter(CellComparison::isJudged).count();
    String open = GateText.cells(comparison, verdict -> !verdict.decided());
    if (judged == 0 && !allowUndecided) {
      throw new UnusableInputException(
          option,
          names(),
          "a gate that can judge a cell, by four forks or more on each side"
              + otherwise
              + "; without a verdict: "
              + open);
    }
    String rest = open.isEmpty() ? "" : "; without a verdict: " + open;
    return outcome(false, "passed, %d of %s judged%s".formatted(judged, cells, rest));
  }

  private static long count(Comparison comparison, Predicate<Verdict> wanted) {
    return comparison.cells().stream().filter(cell -> wanted.test(cell.verdict())).count();
  }

  /** Returns an outcome with the line that says so. */
  public Outcome outcome(boolean failed, String text) {
    return new Outcome(failed, "Gate " + names() + ": " + text);
  }

  /** Returns the names of the gates, as the user gave them. */
  public String names() {
    return gates.stream()
        .map(gate -> gate.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(","));
  }
}
