package io.gatherbench.report.text;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.results.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remarks below a table, each once with the cells that it is about. Not thread-safe. */
public final class Footnotes {

  /** What there is to say of {@code CellSummary.answeredWhileSending}. */
  public static final String ANSWERED_WHILE_SENDING =
      "the first responses came before the last requests were sent, so the client's speed is"
          + " measured more than its concurrency";

  private static final String FEW_VALUES =
      "%s is of fewer than %s values in a fork (-i and -r give more)";

  private final Map<String, Map<String, Set<String>>> cellsByRemark = new LinkedHashMap<>();

  /** Returns what there is to say of {@code CellSummary.fewValues}, if anything. */
  public static List<String> fewValues(CellSummary cell) {
    int least = Metric.of(cell.metric()).map(Metric::leastValues).orElse(0);
    return cell.fewValues()
        ? List.of(FEW_VALUES.formatted(cell.metric(), Numbers.fixed(least, 0)))
        : List.of();
  }

  /** Adds a remark about a cell. */
  public void add(String remark, String cell) {
    add(remark, "", cell);
  }

  void add(String remark, String group, String cell) {
    cellsByRemark
        .computeIfAbsent(remark, key -> new LinkedHashMap<>())
        .computeIfAbsent(group, key -> new LinkedHashSet<>())
        .add(cell);
  }

  /** Returns the lines, a mark and the cells before the remark, at most 100 columns wide. */
  public List<String> lines(String mark) {
    List<String> lines = new ArrayList<>();
    cellsByRemark.forEach(
        (remark, groups) -> {
          List<String> where = new ArrayList<>();
          groups.forEach(
              (group, cells) -> where.add((String.join(", ", cells) + " " + group).strip()));
          lines.addAll(LineWrap.lines(mark + String.join("; ", where) + ": " + remark));
        });
    return lines;
  }

  /** Returns the remarks as sentences, the cells behind them. */
  public List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    cellsByRemark.forEach(
        (remark, groups) ->
            groups.forEach((g, cells) -> sentences.add(remark + ": " + String.join(", ", cells))));
    return sentences;
  }
}
