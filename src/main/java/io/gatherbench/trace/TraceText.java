package io.gatherbench.trace;

import io.gatherbench.report.text.Waterfall;
import java.util.ArrayList;
import java.util.List;

/** Traced gathers on the terminal: a waterfall each on one time axis, at most 80 columns wide. */
final class TraceText {

  private TraceText() {}

  /**
   * Returns the lines.
   *
   * @param compareResponses whether a comparison of the responses follows
   */
  static List<String> lines(
      List<TracedGather> gathers, Waterfall.Pen pen, boolean compareResponses) {
    double longest = gathers.stream().mapToDouble(TracedGather::totalMillis).max().orElse(1);
    Waterfall waterfall = new Waterfall(pen, longest);
    List<String> lines = new ArrayList<>();
    for (TracedGather gather : gathers) {
      lines.addAll(waterfall.lines(gather.title(), gather.spans(), gather.totalMillis()));
      lines.add("");
    }
    if (compareResponses) {
      lines.addAll(ResponseComparison.lines(gathers));
    }
    return lines;
  }
}
