package io.gatherbench.report.page;

import io.gatherbench.compare.CellSummary;
import io.gatherbench.report.markup.Svg;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * How strategies look in pictures. A strategy has the same colour in every picture and report,
 * whatever else is in it: that of its place among all strategies. What is no strategy of ours, such
 * as benchmarks of others, has colours that no strategy of the report needs. Lines of one strategy,
 * with clients of their own, differ in their marks and dashes.
 */
final class SeriesStyles {

  /**
   * A line's style.
   *
   * @param kind colour, as a kind of {@link Svg}
   * @param mark number of its shape
   * @param dash number of its pattern; 0 if it is whole
   */
  record SeriesStyle(String kind, int mark, int dash) {}

  private final ReportNames names;
  private final Map<String, Integer> colours = new HashMap<>();
  private final Map<String, Integer> places = new HashMap<>();

  SeriesStyles(Report report, ReportNames names) {
    this.names = names;
    Set<String> shown = new LinkedHashSet<>();
    report.cells().forEach(cell -> shown.add(names.plain(cell)));
    report.traces().forEach(trace -> shown.add(strategy(trace)));
    List<Integer> free = new ArrayList<>(IntStream.range(0, Svg.COLOURS).boxed().toList());
    for (String name : shown) {
      int place = report.strategies().indexOf(name);
      if (place >= 0) {
        colours.put(name, place);
        free.remove(Integer.valueOf(place % Svg.COLOURS));
      }
    }
    int others = 0;
    for (String name : shown) {
      if (!colours.containsKey(name)) {
        colours.put(name, free.isEmpty() ? others : free.get(others % free.size()));
        others++;
      }
    }
    Map<String, Integer> lines = new HashMap<>();
    // The client with the most cells, which usually is the strategy's own, has the whole line.
    ReportNames.groups(report.cells(), names::strategy).stream()
        .sorted(Comparator.comparingInt(own -> -own.size()))
        .map(own -> own.get(0))
        .forEach(
            cell ->
                places.put(
                    names.strategy(cell), lines.merge(names.plain(cell), 1, Integer::sum) - 1));
  }

  SeriesStyle of(CellSummary cell) {
    int colour = colours.get(names.plain(cell));
    int place = places.get(names.strategy(cell));
    return new SeriesStyle(Svg.series(colour), colour + place, place);
  }

  String kind(Report.Traced trace) {
    return Svg.series(colours.get(strategy(trace)));
  }

  /** Returns what stands before the client. */
  private static String strategy(Report.Traced trace) {
    return trace.name().split(" ", 2)[0];
  }
}
