package io.gatherbench.report.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Remarks below a table, each once with the cells that it is about. Not thread-safe. */
public final class Footnotes {

  private final Map<String, Map<String, Set<String>>> cellsByRemark = new LinkedHashMap<>();

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

  /** Returns the lines, the cells before the remark, at most 100 columns wide. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    cellsByRemark.forEach(
        (remark, groups) ->
            groups.forEach(
                (group, cells) -> {
                  String where = (String.join(", ", cells) + " " + group).strip();
                  lines.addAll(LineWrap.lines("! " + where + ": " + remark));
                }));
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
