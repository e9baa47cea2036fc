package io.gatherbench.report.text;

import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import io.gatherbench.results.Validity.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/** The validity of a run's forks in one line, and the reasons of those that are void. */
public final class ValiditySummary {

  private static final int MAX_REASON_LINES = 10;

  private ValiditySummary() {}

  /** Returns a line of counts, then the reason of each fork that is void or starved. */
  public static List<String> lines(List<Row> rows) {
    BinaryOperator<Validity> worse = BinaryOperator.maxBy(Comparator.comparing(Validity::kind));
    boolean several = rows.stream().map(row -> row.info().run()).distinct().count() > 1;
    Map<String, Validity> worst = new LinkedHashMap<>();
    rows.forEach(
        row -> {
          String variant = several ? row.info().run().replaceFirst(".*#", "") + ": " : "";
          worst.merge(variant + fork(row), row.validity(), worse);
        });
    Map<Kind, Long> counts =
        worst.values().stream()
            .collect(Collectors.groupingBy(Validity::kind, Collectors.counting()));
    List<String> lines = new ArrayList<>();
    lines.add(
        "Validity: %s %s: %s valid, %s flagged, %s void"
            .formatted(
                worst.size(),
                worst.size() == 1 ? "fork" : "forks",
                counts.getOrDefault(Kind.VALID, 0L),
                counts.getOrDefault(Kind.FLAGGED, 0L),
                counts.getOrDefault(Kind.VOID, 0L)));
    long starved = counts.getOrDefault(Kind.STARVED, 0L);
    if (starved > 0) {
      lines.set(0, lines.get(0) + ", " + starved + " starved");
    }
    List<String> reasons =
        worst.entrySet().stream()
            .filter(fork -> fork.getValue().kind().compareTo(Kind.STARVED) >= 0)
            .flatMap(f -> LineWrap.lines("! " + f.getKey() + ": " + f.getValue()).stream())
            .toList();
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
}
