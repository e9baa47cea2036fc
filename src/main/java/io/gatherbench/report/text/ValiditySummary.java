package io.gatherbench.report.text;

import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The validity of a run's forks in one line, and the reasons of those that are void. */
public final class ValiditySummary {

  private static final int MAX_REASON_LINES = 10;

  private ValiditySummary() {}

  /**
   * Returns a line of counts, then the reason of each void fork.
   *
   * @param rows the rows of measured forks
   */
  public static List<String> lines(List<Row> rows) {
    Map<String, Validity> worst = new LinkedHashMap<>();
    for (Row row : rows) {
      worst.merge(fork(row), row.validity(), ValiditySummary::worse);
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "Validity: %d %s: %d valid, %d flagged, %d void",
            worst.size(),
            worst.size() == 1 ? "fork" : "forks",
            count(worst, Validity.Kind.VALID),
            count(worst, Validity.Kind.FLAGGED),
            count(worst, Validity.Kind.VOID)));
    List<String> reasons = new ArrayList<>();
    worst.forEach(
        (fork, validity) -> {
          if (validity.kind() == Validity.Kind.VOID) {
            reasons.addAll(LineWrap.lines("! " + fork + ": " + validity));
          }
        });
    lines.addAll(reasons.subList(0, Math.min(MAX_REASON_LINES, reasons.size())));
    if (reasons.size() > MAX_REASON_LINES) {
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

  private static long count(Map<String, Validity> forks, Validity.Kind kind) {
    return forks.values().stream().filter(validity -> validity.kind() == kind).count();
  }
}
