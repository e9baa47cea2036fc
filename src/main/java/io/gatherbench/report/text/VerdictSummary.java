package io.gatherbench.report.text;

import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How many forks may be believed, in one line, and why those that are void are. */
public final class VerdictSummary {

  private static final int MOST_REASONS = 10;

  private VerdictSummary() {}

  /**
   * The lines: counts, and then a line for each void fork.
   *
   * @param rows of measured forks
   */
  public static List<String> lines(List<Row> rows) {
    Map<String, Validity> worst = new LinkedHashMap<>();
    for (Row row : rows) {
      worst.merge(fork(row), row.validity(), VerdictSummary::worse);
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            "Verdicts: %d %s: %d valid, %d flagged, %d void",
            worst.size(),
            worst.size() == 1 ? "fork" : "forks",
            count(worst, Validity.Kind.VALID),
            count(worst, Validity.Kind.FLAGGED),
            count(worst, Validity.Kind.VOID)));
    List<String> reasons = new ArrayList<>();
    worst.forEach(
        (fork, verdict) -> {
          if (verdict.kind() == Validity.Kind.VOID) {
            reasons.addAll(LineWrap.lines("! " + fork + ": " + verdict));
          }
        });
    lines.addAll(reasons.subList(0, Math.min(MOST_REASONS, reasons.size())));
    if (reasons.size() > MOST_REASONS) {
      lines.add("  and more: see the column validity of the rows");
    }
    return lines;
  }

  private static String fork(Row row) {
    String requests = row.requests().isEmpty() ? "" : " at " + row.requests();
    String client = row.client().isEmpty() ? "" : " with " + row.client();
    String strategy = row.strategy().isEmpty() ? "" : ", " + row.strategy() + client;
    String parameters = row.params().isEmpty() ? "" : " (" + row.params() + ")";
    return row.benchmark() + strategy + requests + parameters + ", fork " + row.fork();
  }

  private static Validity worse(Validity one, Validity other) {
    return one.kind().compareTo(other.kind()) >= 0 ? one : other;
  }

  private static long count(Map<String, Validity> verdicts, Validity.Kind kind) {
    return verdicts.values().stream().filter(verdict -> verdict.kind() == kind).count();
  }
}
