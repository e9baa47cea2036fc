package io.gatherbench.report.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A table of a page, with columns of numbers to the right. Not thread-safe. */
public final class HtmlTable {

  private static final Pattern NUMBER = Pattern.compile("(\\W*\\d[-+±\\d .,%µa-zA-Z\\[\\]()/]*)?");

  private record HtmlRow(String filter, String kind, List<String> fields) {}

  private final List<String> header;
  private final List<HtmlRow> rows = new ArrayList<>();

  /** Begins a table with the names of its columns. */
  public HtmlTable(String... header) {
    this.header = List.of(header);
  }

  /** Adds a row with its word for the filters and the colour of its last field, or empty text. */
  public void row(String filter, String kind, String... fields) {
    rows.add(new HtmlRow(filter, kind, List.of(fields)));
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** Adds the table to a page, as a region with a name, which scrolls where it is narrow. */
  public void write(HtmlPage page, String name) {
    List<String> kinds =
        IntStream.range(0, header.size())
            .mapToObj(i -> rows.stream().allMatch(row -> isNumber(row, i)) ? "number" : "")
            .toList();
    page.open("div class=\"table\" tabindex=\"0\" role=\"region\"", "aria-label", name + ", table");
    page.open("table").open("thead").open("tr");
    for (int i = 0; i < header.size(); i++) {
      page.element("th", header.get(i), "scope", "col", "class", kinds.get(i));
    }
    page.close("tr", "thead").open("tbody");
    for (HtmlRow row : rows) {
      page.open("tr", "data-f", row.filter());
      for (int i = 0; i < row.fields().size(); i++) {
        String kind = i == row.fields().size() - 1 ? row.kind() : "";
        page.open("td", "class", kind.isEmpty() ? kinds.get(i) : kind);
        // Names such as EVENT_LOOP are broken there, where they have to be.
        page.markup(HtmlPage.escaped(row.fields().get(i)).replace("_", "_<wbr>")).close("td");
      }
      page.close("tr");
    }
    page.close("tbody", "table", "div");
  }

  private static boolean isNumber(HtmlRow row, int column) {
    return NUMBER.matcher(row.fields().get(column)).matches();
  }
}
