package io.gatherbench.report.comparison;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.CellSummary;
import io.gatherbench.compare.Comparison;
import io.gatherbench.compare.Verdict;
import io.gatherbench.report.text.Footnotes;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.results.Metric;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The remarks below the tables of a comparison. */
public final class ComparisonNotes {

  private static final String FLAGGED = "flagged: ";

  private static final Map<Metric, String> DOUBTS =
      Map.of(
          Metric.COMPILER_SHARE,
          "! without the difference in what the compiler took of the time, the verdict would be"
              + " another: warm up for longer (-wi 20 -w 1s)",
          Metric.STUB_SHARE,
          "! without the difference in how late the stub was, the verdict would be another: give it"
              + " processors of its own (--pin) or a machine (-p target=)");

  private static final String ZEROS =
      "The value of a fork is 0: the two numbers are arithmetic means, there is no ratio on the"
          + " logarithmic scale, and the verdict is by Fieller's test";

  private static final String VERDICTS =
      "Verdicts: same if the interval lies within ±%s %%, faster or slower if beyond; where nothing"
          + " changed, at most one report in twenty with as many verdicts (%s) calls anything changed"
          + " (Holm).";

  private ComparisonNotes() {}

  /** Returns the remarks, one sentence each. */
  public static List<String> sentences(Comparison comparison) {
    List<String> sentences = new ArrayList<>();
    List<CellComparison> cells = comparison.cells();
    if (cells.stream().anyMatch(cell -> !cell.hasZeros())) {
      sentences.add(
          "The two numbers are geometric means over forks; the ratio is their quotient, with a 95 %"
              + " interval on the logarithmic scale, "
              + pairing(cells));
    }
    String threshold = Numbers.factor(100 * comparison.threshold()).replaceFirst("\\.?0+$", "");
    long family = cells.stream().filter(CellComparison::isJudged).count();
    if (cells.stream().anyMatch(cell -> !Double.isNaN(cell.adjusted()))) {
      sentences.add(VERDICTS.formatted(threshold, family));
    }
    comparison.cells().stream()
        .flatMap(cell -> cell.looks().stream())
        .distinct()
        .forEach(
            looks ->
                sentences.add(
                    "Verdicts were looked at after each round from the %dth to the %dth: intervals and"
                            .formatted(looks.from(), looks.to())
                        + " tests are as wide as that needs, those of the geometric means excepted. A"
                        + " change found by stopping early looks larger than it is (5 % as 5.2 to 5.9"
                        + " %)."));
    if (has(comparison, Verdict.UNDECIDED)) {
      sentences.add(
          "~ undecided; with as many further forks on each side a verdict is likely (80 %), a factor"
              + " of three either way. Without a number: the ratio is too near to the threshold"
              + (hasLooks(comparison) ? ", or the run goes on until verdicts are decided." : "."));
    }
    if (has(comparison, Verdict.TOO_MANY_VOID)) {
      sentences.add(
          "~ many void: void forks are over 20 % of a side, or of one side more than of the other:"
              + " what is left is no fair sample.");
    }
    if (has(comparison, Verdict.TOO_FEW)) {
      sentences.add("~ too few: " + tooFew(comparison, cells));
    }
    sentences.addAll(cellNotes(comparison));
    sentences.addAll(comparison.notes());
    return sentences;
  }

  private static String tooFew(Comparison comparison, List<CellComparison> cells) {
    int needed = Verdict.FORKS_FOR_A_VERDICT;
    boolean few = cells.stream().anyMatch(c -> c.base().fewValues() || c.other().fewValues());
    OptionalInt forks = fewestForks(cells);
    if (!hasLooks(comparison) && !few && forks.isPresent() && forks.getAsInt() < needed) {
      return "no verdict: " + counted(forks.getAsInt()) + " on a side, " + needed + " needed.";
    }
    return "with fewer than "
        + needed
        + " forks on a side there is no verdict"
        + (hasLooks(comparison)
            ? ", nor before the first look, nor between forks that were looked at after each round"
                + " and those of another run"
            : "")
        + (few
            ? ", nor on a percentile q but the median of fewer than 10/(1 − q) values in a fork"
            : "")
        + ".";
  }

  private static String counted(long forks) {
    return forks + (forks == 1 ? " fork" : " forks");
  }

  /** Returns the fewest forks that a side has of those with too few. */
  private static OptionalInt fewestForks(List<CellComparison> cells) {
    return cells.stream()
        .filter(cell -> cell.verdict() == Verdict.TOO_FEW)
        .mapToInt(cell -> Math.min(cell.base().forks().size(), cell.other().forks().size()))
        .min();
  }

  private static String pairing(List<CellComparison> cells) {
    List<CellComparison> compared = cells.stream().filter(c -> c.ratio().isPresent()).toList();
    long paired = compared.stream().filter(cell -> cell.rounds() > 0).count();
    // Of a baseline they are the same for all variants.
    Map<List<String>, Integer> ofBaseline = new HashMap<>();
    compared.forEach(cell -> ofBaseline.merge(cell.cell(), cell.baseLeftOut(), Math::max));
    int leftOut =
        Stream.concat(compared.stream().map(CellComparison::leftOut), ofBaseline.values().stream())
            .mapToInt(Integer::intValue)
            .sum();
    String welch = "by Welch's method over all forks";
    if (paired == 0) {
      return welch + ".";
    }
    String some = " in " + paired + " of " + compared.size() + " cells";
    return "from the differences between forks of one round"
        + (paired < compared.size() ? some : "")
        + (leftOut > 0 ? ", without " + leftOut + " forks of incomplete rounds" : "")
        + (paired < compared.size() ? ", else " + welch : "")
        + ".";
  }

  private static boolean hasLooks(Comparison comparison) {
    return comparison.cells().stream().anyMatch(cell -> cell.looks().isPresent());
  }

  private static boolean has(Comparison comparison, Verdict verdict) {
    return comparison.cells().stream().anyMatch(cell -> cell.verdict() == verdict);
  }

  private static List<String> cellNotes(Comparison comparison) {
    Footnotes notes = new Footnotes();
    var labels = ComparisonTables.labels(comparison);
    for (Comparison.VariantComparison variant : comparison.variants()) {
      for (CellComparison cell : variant.cells()) {
        List<String> remarks = new ArrayList<>();
        if (cell.hasZeros()) {
          remarks.add(ZEROS);
        }
        cell.doubts(comparison.threshold()).forEach(share -> remarks.add(DOUBTS.get(share)));
        Stream.of(cell.base(), cell.other())
            .flatMap(side -> Footnotes.fewValues(side).stream())
            .distinct()
            .forEach(remarks::add);
        remarks.addAll(remarks(ComparisonTables.name(comparison.baseline()), cell.base()));
        remarks.addAll(remarks(ComparisonTables.name(variant.name()), cell.other()));
        remarks.forEach(remark -> notes.add(remark, labels.inWords(cell.cell())));
      }
    }
    return notes.sentences();
  }

  private static List<String> remarks(String name, CellSummary side) {
    List<String> remarks = new ArrayList<>();
    for (String reason : side.reasons()) {
      boolean flagged = reason.startsWith(FLAGGED);
      remarks.add(flagged ? "Forks are " + reason : name + " " + reason);
    }
    if (side.voidForks() > 0) {
      remarks.add(forks(side.voidForks(), name) + " void and left out");
    }
    side.starved().ifPresent(starved -> remarks.add(name + ": " + starved));
    if (side.cutShort() > 0) {
      remarks.add(forks(side.cutShort(), name) + " cut short and left out");
    }
    if (side.score().isEmpty() && side.voidForks() == 0 && side.reasons().isEmpty()) {
      remarks.add("– not measured with " + name);
    }
    return remarks;
  }

  private static String forks(int count, String variant) {
    return counted(count) + " of " + variant;
  }
}
