package io.gatherbench.report.text;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** A table of texts, with its numbers aligned to the right. Not thread-safe. */
public final class TextTable {

  private final List<String> header = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a column of texts. */
  public TextTable text(String name) {
    return column(name, false);
  }

  /** Adds a column of numbers. */
  public TextTable number(String name) {
    return column(name, true);
  }

  /** Adds a row, with a field for each column. */
  public void add(List<String> row) {
    rows.add(List.copyOf(row));
  }

  /** Returns whether there are no rows. */
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * Returns the lines for a terminal, with columns two spaces apart.
   *
   * @param labels the number of fields at the beginning of a row that get a line of their own where
   *     100 columns are not enough
   */
  public List<String> lines(int labels) {
    List<Integer> widths = IntStream.range(0, header.size()).mapToObj(this::widest).toList();
    int whole = widths.stream().mapToInt(Integer::intValue).sum() + 2 * (header.size() - 1);
    List<String> lines = new ArrayList<>();
    for (List<String> row : rowsWithHeader()) {
      if (whole <= LineWrap.COLUMNS || labels == 0) {
        lines.add(line(row, widths, 0, header.size()));
      } else {
        lines.add(String.join("  ", row.subList(0, labels)).strip());
        lines.add("  " + line(row, widths, labels, header.size()));
      }
    }
    return lines;
  }

  /** Returns the lines of a Markdown table. */
  public List<String> markdown() {
    List<String> lines = new ArrayList<>();
    lines.add(markdown(header));
    lines.add(markdown(right.stream().map(number -> number ? "--:" : "---").toList()));
    rows.forEach(row -> lines.add(markdown(row)));
    return lines;
  }

  private List<List<String>> rowsWithHeader() {
    List<List<String>> all = new ArrayList<>(Collections.singleton(header));
    all.addAll(rows);
    return all;
  }

  private TextTable column(String name, boolean number) {
    header.add(name);
    right.add(number);
    return this;
  }

  private int widest(int column) {
    return rowsWithHeader().stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private String line(List<String> row, List<Integer> widths, int from, int to) {
    StringBuilder line = new StringBuilder();
    for (int i = from; i < to; i++) {
      String field = row.get(i);
      String padding = " ".repeat(widths.get(i) - field.length());
      line.append(i == from ? "" : "  ").append(right.get(i) ? padding + field : field + padding);
    }
    return line.toString().stripTrailing();
  }

  private static String markdown(List<String> fields) {
    return "| "
        + String.join(
            " | ", fields.stream().map(f -> MarkdownText.of(f).replace("|", "\\|")).toList())
        + " |";
  }
}
