package io.gatherbench.report.page;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.report.markup.HtmlPage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The filters of a page. An element has a word for each that it depends on: the filter's letter and
 * the number of its value, such as {@code b0 j3}.
 */
final class Filters {

  private static final Pattern NUMBER = Pattern.compile("([\\d.]+)(ns|us|ms|s|/s|)");
  private static final Map<String, Double> SECONDS =
      Map.of("ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "/s", 1.0, "", 1.0);

  /** A filter; {@code first} is chosen at first, -1 for all. */
  private record Filter(
      String label, Function<CellSummary, String> of, List<String> values, int first) {}

  private final Map<Character, Filter> filters = new LinkedHashMap<>();
  private final List<CellSummary> cells;

  Filters(List<CellSummary> cells, ReportNames names) {
    this.cells = cells;
    add('b', "Benchmark", names::benchmark, 0);
    add('j', "JDK", names::jdk, 1);
    add('l', "Latency", cell -> cell.column("latency"), 0);
    add('s', "Strategy", names::strategy, -1);
    add('c', "Client", cell -> cell.column("client"), -1);
    boolean rates = cells.stream().anyMatch(CellSummary::isOpenLoop);
    String sizes = rates ? "Requests or arrivals" : "Requests";
    add('n', sizes + ", where forks are shown", CellSummary::size, 1);
  }

  /** Adds one, of which the first value (0), the last (1) or all (-1) are chosen at first. */
  private void add(char letter, String label, Function<CellSummary, String> of, int first) {
    List<String> values = new ArrayList<>(ReportNames.distinct(cells, of));
    if (letter == 'l' || letter == 'n') {
      values.sort(Comparator.comparingDouble(Filters::size));
    }
    int chosen = letter == 'b' ? most(of, values) : first < 0 ? -1 : chosen(of, values, first);
    filters.put(letter, new Filter(label, of, values, chosen));
  }

  /** Returns the place of the value that most cells have. */
  private int most(Function<CellSummary, String> of, List<String> values) {
    List<String> all = cells.stream().map(of).toList();
    return IntStream.range(0, values.size())
        .boxed()
        .max(
            Comparator.comparingInt((Integer i) -> Collections.frequency(all, values.get(i)))
                .thenComparing(Comparator.reverseOrder()))
        .orElse(0);
  }

  /** Returns the place of the first or the last value that the chosen benchmark has. */
  private int chosen(Function<CellSummary, String> of, List<String> values, int first) {
    Filter benchmarks = filters.get('b');
    List<String> own =
        cells.stream().filter(c -> number(c, 'b') == benchmarks.first()).map(of).toList();
    List<String> there = values.stream().filter(own::contains).toList();
    return there.isEmpty() ? -1 : values.indexOf(there.get(first * (there.size() - 1)));
  }

  /** Returns the number of a latency or of requests; others come last. */
  private static double size(String value) {
    Matcher number = NUMBER.matcher(value);
    return number.matches()
        ? Double.parseDouble(number.group(1)) * SECONDS.get(number.group(2))
        : Double.MAX_VALUE;
  }

  /** Returns the words of a cell for some filters, such as {@code "bj"}. */
  String of(CellSummary cell, String letters) {
    return letters
        .chars()
        .mapToObj(letter -> (char) letter + "" + number(cell, (char) letter))
        .collect(Collectors.joining(" "));
  }

  int number(CellSummary cell, char letter) {
    Filter filter = filters.get(letter);
    return filter.values().indexOf(filter.of().apply(cell));
  }

  /** Adds the form with those filters that have a choice; a script shows it. */
  void write(HtmlPage page) {
    page.open("form", "id", "filters", "aria-label", "Filters", "autocomplete", "off");
    filters.forEach(
        (letter, filter) -> {
          List<String> values = filter.values();
          if (values.size() > 1) {
            page.open("label").text(filter.label());
            page.open("select", "id", "filter-" + letter, "name", String.valueOf(letter));
            if (filter.first() < 0) {
              page.element("option", "all", "value", "all");
            }
            for (int i = 0; i < values.size(); i++) {
              String selected = i == filter.first() ? "selected" : "";
              String shown = values.get(i).isEmpty() ? "none" : values.get(i);
              page.element("option", shown, "value", "" + letter + i, "selected", selected);
            }
            page.close("select", "label");
          }
        });
    page.close("form");
  }
}
