package io.gatherbench.report.comparison;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Verdict;
import io.gatherbench.report.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is to be said below the tables of a comparison. */
public final class ComparisonNotes {

  private static final String STILL_COMPILING =
      "The compiler took over half of the work's processor time beside it, so that sides may differ"
          + " by how soon they compile: a longer warm-up (-wi 10 -w 1s) tells";

  private final Comparison comparison;
  private final CellLabels labels;

  public ComparisonNotes(Comparison comparison, CellLabels labels) {
    this.comparison = comparison;
    this.labels = labels;
  }

  /** One sentence each. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "The two numbers are geometric means over forks; the ratio is their quotient, with Welch's"
            + " interval on the logarithmic scale.");
    String threshold = Numbers.factor(100 * comparison.threshold()).replaceFirst("\\.?0+$", "");
    long family = comparison.cells().stream().filter(c -> !Double.isNaN(c.adjusted())).count();
    if (family > 0) {
      sentences.add(
          "Verdicts: same if the interval lies within ±"
              + threshold
              + " %, faster or slower if beyond; where nothing changed, at most one report in twenty"
              + " with as many verdicts ("
              + family
              + ") calls anything changed (Holm).");
    }
    if (has(Verdict.UNDECIDED)) {
      sentences.add(
          "~ nothing can be said; with so many more forks of each side it likely could. Without a"
              + " number: the ratio is too near to the threshold.");
    }
    if (has(Verdict.TOO_FEW)) {
      sentences.add(
          "~ too few: with fewer than "
              + Verdict.FORKS_FOR_A_VERDICT
              + " forks on a side there is no verdict.");
    }
    sentences.addAll(cellNotes());
    sentences.addAll(comparison.notes());
    return sentences;
  }

  private boolean has(Verdict outcome) {
    return comparison.cells().stream().anyMatch(cell -> cell.verdict() == outcome);
  }

  /** Each remark once, with the cells that it is about. */
  private List<String> cellNotes() {
    Map<String, Set<String>> cellsByRemark = new LinkedHashMap<>();
    for (Comparison.VariantComparison arm : comparison.variants()) {
      for (CellComparison cell : arm.cells()) {
        if (cell.compilerStillAtWork()) {
          cellsByRemark
              .computeIfAbsent(STILL_COMPILING, key -> new LinkedHashSet<>())
              .add(labels.inWords(cell));
        }
        note(cellsByRemark, cell, comparison.baseline(), cell.base());
        note(cellsByRemark, cell, arm.name(), cell.other());
      }
    }
    List<String> notes = new ArrayList<>();
    cellsByRemark.forEach((remark, cells) -> notes.add(remark + ": " + String.join(", ", cells)));
    return notes;
  }

  private void note(
      Map<String, Set<String>> cellsByRemark, CellComparison cell, String arm, CellSummary side) {
    List<String> remarks = new ArrayList<>();
    String name = ComparisonTables.name(arm);
    for (String reason : side.reasons()) {
      if (reason.startsWith("flagged: ")) {
        remarks.add("! " + reason.substring("flagged: ".length()));
      } else {
        remarks.add(name + " " + reason);
      }
    }
    if (side.voidForks() > 0) {
      remarks.add(
          side.voidForks()
              + (side.voidForks() == 1 ? " fork" : " forks")
              + " of "
              + name
              + " void and left out");
    }
    if (side.cutShort() > 0) {
      remarks.add(
          side.cutShort()
              + (side.cutShort() == 1 ? " fork" : " forks")
              + " of "
              + name
              + " cut short and left out");
    }
    if (side.score().isEmpty() && side.voidForks() == 0) {
      remarks.add("– not measured with " + name);
    }
    String label = labels.inWords(cell);
    remarks.forEach(
        remark -> cellsByRemark.computeIfAbsent(remark, key -> new LinkedHashSet<>()).add(label));
  }
}
