package io.gatherbench.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A table of texts, with its numbers aligned to the right. Not thread-safe. */
public final class TextTable {

  private final List<String> header = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>(List.of(header));

  /** Adds a column of texts. */
  public TextTable text(String name) {
    return column(name, false);
  }

  /** Adds a column of numbers. */
  public TextTable number(String name) {
    return column(name, true);
  }

  TextTable column(String name, boolean number) {
    header.add(name);
    right.add(number);
    return this;
  }

  /** Adds a row, with a field for each column. */
  public void add(List<String> row) {
    rows.add(List.copyOf(row));
  }

  /** Returns whether there are no rows. */
  public boolean isEmpty() {
    return rows.size() == 1;
  }

  /**
   * Returns the lines for a terminal, with columns two spaces apart.
   *
   * @param labels the first fields of a row, with a line of their own if 100 columns are too few
   */
  public List<String> lines(int labels) {
    List<List<String>> shown =
        rows.stream().map(row -> row.stream().map(TerminalStream::oneLine).toList()).toList();
    List<Integer> widths =
        IntStream.range(0, header.size()).mapToObj(column -> widest(shown, column)).toList();
    int whole = widths.stream().mapToInt(Integer::intValue).sum() + 2 * (header.size() - 1);
    List<String> lines = new ArrayList<>();
    for (List<String> row : shown) {
      if (whole <= LineWrap.COLUMNS || labels == 0) {
        lines.add(line(row, widths, 0));
      } else {
        lines.add(String.join("  ", row.subList(0, labels)).strip());
        lines.add("  " + line(row, widths, labels));
      }
    }
    return lines;
  }

  /** Returns the lines of a Markdown table. */
  public List<String> markdown() {
    List<String> lines = new ArrayList<>(rows.stream().map(TextTable::markdown).toList());
    lines.add(1, markdown(right.stream().map(number -> number ? "--:" : "---").toList()));
    return lines;
  }

  private static int widest(List<List<String>> rows, int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private String line(List<String> row, List<Integer> widths, int from) {
    return IntStream.range(from, row.size())
        .mapToObj(
            i -> {
              String padding = " ".repeat(widths.get(i) - row.get(i).length());
              return right.get(i) ? padding + row.get(i) : row.get(i) + padding;
            })
        .collect(Collectors.joining("  "))
        .stripTrailing();
  }

  private static String markdown(List<String> fields) {
    return fields.stream()
        .map(field -> MarkdownText.of(field).replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }
}
