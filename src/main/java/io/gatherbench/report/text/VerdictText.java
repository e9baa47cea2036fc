package io.gatherbench.report.text;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.Verdict;
import io.gatherbench.results.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Verdicts in words. */
public final class VerdictText {

  /** Metrics of which a better value is called faster. */
  private static final Set<Metric> SPEEDS =
      Set.of(
          Metric.TIME,
          Metric.TIME_P50,
          Metric.TIME_P90,
          Metric.TIME_P99,
          Metric.TIME_MAX,
          Metric.THROUGHPUT);

  private VerdictText() {}

  /** Returns a verdict in one or two words: {@code faster}, {@code ~ +3 forks}. */
  public static String verdict(CellComparison cell) {
    boolean speed = isSpeed(cell);
    return switch (cell.verdict()) {
      case FASTER -> speed ? "faster" : "less";
      case SLOWER -> speed ? "slower" : "more";
      case SAME -> "same";
      case UNDECIDED ->
          cell.moreForks().isPresent()
              ? "~ +"
                  + cell.moreForks().getAsInt()
                  + (cell.moreForks().getAsInt() == 1 ? " fork" : " forks")
              : "~";
      case TOO_FEW -> "~ too few";
      case VOID -> "void";
      case MISSING -> "–";
    };
  }

  private static boolean isSpeed(CellComparison cell) {
    return Metric.of(cell.metric()).filter(SPEEDS::contains).isPresent();
  }

  /** Returns a verdict in one word, for programs. */
  public static String name(CellComparison cell) {
    return switch (cell.verdict()) {
      case FASTER, SLOWER, SAME -> verdict(cell);
      case UNDECIDED, TOO_FEW, VOID, MISSING -> cell.verdict().name().toLowerCase(Locale.ROOT);
    };
  }

  /** Returns the number of each verdict: {@code 3 faster, 1 slower, 8 same, 2 undecided}. */
  public static String tally(List<CellComparison> cells) {
    List<String> parts = new ArrayList<>();
    boolean speed = cells.stream().allMatch(VerdictText::isSpeed);
    add(parts, cells, speed ? "faster" : "less", Verdict.FASTER);
    add(parts, cells, speed ? "slower" : "more", Verdict.SLOWER);
    add(parts, cells, "same", Verdict.SAME);
    add(parts, cells, "undecided", Verdict.UNDECIDED);
    add(parts, cells, "of too few forks", Verdict.TOO_FEW);
    add(parts, cells, "void", Verdict.VOID);
    add(parts, cells, "on one side only", Verdict.MISSING);
    return String.join(", ", parts);
  }

  private static void add(
      List<String> parts, List<CellComparison> cells, String word, Verdict verdict) {
    long count = cells.stream().filter(cell -> cell.verdict() == verdict).count();
    if (count > 0) {
      parts.add(count + " " + word);
    }
  }
}
