package io.gatherbench.report;

import io.gatherbench.compare.CellSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is to be said below a table: each remark once, with the cells that it is about. */
final class Footnotes {

  private static final int WIDTH = 100;

  private final Map<String, Map<Integer, List<String>>> cellsByRemark = new LinkedHashMap<>();

  void add(CellSummary cell, String remark) {
    cellsByRemark
        .computeIfAbsent(remark.replaceFirst("^flagged: ", ""), key -> new LinkedHashMap<>())
        .computeIfAbsent(cell.requests(), key -> new ArrayList<>())
        .add(cell.strategy());
  }

  /** The lines, none wider than 100 columns. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    cellsByRemark.forEach(
        (remark, cells) ->
            cells.forEach(
                (requests, strategies) ->
                    lines.addAll(
                        wrap(
                            "! "
                                + String.join(", ", strategies)
                                + " at "
                                + Numbers.fixed(requests, 0)
                                + ": "
                                + remark))));
    return lines;
  }

  /** Breaks a text into lines of 100 columns at the most, the later ones indented. */
  static List<String> wrap(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
        line.append("  ").append(word);
      } else {
        line.append(line.length() == 0 ? "" : " ").append(word);
      }
    }
    lines.add(line.toString());
    return lines;
  }
}
