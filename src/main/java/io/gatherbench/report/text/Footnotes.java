package io.gatherbench.report.text;

import io.gatherbench.compare.CellSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is to be said below a table: each remark once, with the cells that it is about. */
final class Footnotes {

  private final Map<String, Map<Integer, List<String>>> cellsByRemark = new LinkedHashMap<>();

  void add(CellSummary cell, String remark) {
    cellsByRemark
        .computeIfAbsent(remark.replaceFirst("^flagged: ", ""), key -> new LinkedHashMap<>())
        .computeIfAbsent(Integer.parseInt(cell.column("requests")), key -> new ArrayList<>())
        .add(cell.column("strategy"));
  }

  /** The lines, none wider than 100 columns. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    cellsByRemark.forEach(
        (remark, cells) ->
            cells.forEach(
                (requests, strategies) ->
                    lines.addAll(
                        LineWrap.lines(
                            "! "
                                + String.join(", ", strategies)
                                + " at "
                                + Numbers.fixed(requests, 0)
                                + ": "
                                + remark))));
    return lines;
  }
}
