package io.gatherbench.report.text;

import io.gatherbench.compare.CellComparison;
import io.gatherbench.compare.Verdict;
import io.gatherbench.results.Metric;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Verdicts in words. */
public final class VerdictText {

  /** Metrics of which a better value is called faster. */
  private static final Set<String> SPEEDS =
      Stream.of(
              Metric.TIME,
              Metric.TIME_P50,
              Metric.TIME_P90,
              Metric.TIME_P99,
              Metric.TIME_MAX,
              Metric.FIRST_ANSWER,
              Metric.FIRST_GATHER,
              Metric.SETTLED_AFTER,
              Metric.THROUGHPUT)
          .map(Metric::id)
          .collect(Collectors.toUnmodifiableSet());

  private VerdictText() {}

  /** Returns a verdict in one or two words: {@code faster}, {@code ~ about 10 more}. */
  public static String verdict(CellComparison cell) {
    int more = cell.moreForks().orElse(0);
    return switch (cell.verdict()) {
      case FASTER, SLOWER, SAME, STARVED, VOID -> word(cell.verdict(), List.of(cell));
      case UNDECIDED -> more == 0 ? "~" : "~ " + magnitude(more) + " more";
      case TOO_FEW -> "~ too few";
      case TOO_MANY_VOID -> "~ many void";
      case MISSING -> "–";
    };
  }

  /** Returns further forks as roughly as they are known: {@code "about 10"}, {@code "dozens"}. */
  static String magnitude(int forks) {
    if (forks < 4) {
      return "a few";
    }
    return forks < 20
        ? "about " + (forks < 8 ? 5 : forks < 13 ? 10 : 15)
        : forks < 150 ? "dozens" : "hundreds";
  }

  /** Returns a verdict in one word, for programs. */
  public static String name(CellComparison cell) {
    return switch (cell.verdict()) {
      case FASTER, SLOWER, SAME -> verdict(cell);
      case UNDECIDED, TOO_FEW, TOO_MANY_VOID, STARVED, VOID, MISSING ->
          cell.verdict().name().toLowerCase(Locale.ROOT);
    };
  }

  /** Returns the number of each verdict, such as {@code 3 faster, 8 same}. */
  public static String tally(List<CellComparison> cells) {
    return Stream.of(Verdict.values())
        .map(
            verdict -> {
              long count = cells.stream().filter(cell -> cell.verdict() == verdict).count();
              return count == 0 ? "" : count + " " + word(verdict, cells);
            })
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** Returns the word for cells that all are speeds, or better if higher, or if lower, or mixed. */
  private static String word(
      List<CellComparison> cells, String ofSpeed, String ofHigher, String ofLower, String mixed) {
    if (cells.stream().allMatch(VerdictText::isSpeed)) {
      return ofSpeed;
    }
    if (cells.stream().anyMatch(VerdictText::isSpeed)) {
      return mixed;
    }
    long higher = cells.stream().filter(CellComparison::higherIsBetter).count();
    return higher == cells.size() ? ofHigher : higher == 0 ? ofLower : mixed;
  }

  private static boolean isSpeed(CellComparison cell) {
    return SPEEDS.contains(cell.metric());
  }

  private static String word(Verdict verdict, List<CellComparison> cells) {
    return switch (verdict) {
      case FASTER -> word(cells, "faster", "more", "less", "better");
      case SLOWER -> word(cells, "slower", "less", "more", "worse");
      case SAME -> "same";
      case UNDECIDED -> "undecided";
      case TOO_FEW -> "too few";
      case TOO_MANY_VOID -> "with many void forks";
      case STARVED -> "starved";
      case VOID -> "void";
      case MISSING -> "on one side only";
    };
  }
}
