package io.gatherbench.report.page;

import io.gatherbench.report.markup.Axis;
import io.gatherbench.report.markup.HtmlTable;
import io.gatherbench.report.markup.Svg;
import io.gatherbench.report.text.Numbers;
import io.gatherbench.report.text.RequestSpan;
import java.util.List;

/**
 * One gather: a bar for each request, from when it was sent until it was answered.
 *
 * @param kind colour of the strategy
 * @param longest the end of the axis in ms, the same for all that are shown together
 */
record WaterfallChart(String title, String kind, List<RequestSpan> spans, double longest)
    implements Chart {

  private static final int HEIGHT = 400;

  @Override
  public HtmlTable table() {
    HtmlTable table = new HtmlTable("request", "from, ms", "to, ms", "status", "thread", "failure");
    for (int i = 0; i < spans.size(); i++) {
      RequestSpan span = spans.get(i);
      String number = Integer.toString(i + 1);
      String from = Numbers.significant(span.startMillis());
      String to = Numbers.significant(span.endMillis());
      String status = span.status() > 0 ? Integer.toString(span.status()) : "failed";
      table.row("", "", number, from, to, status, span.thread(), span.failure());
    }
    return table;
  }

  @Override
  public String draw(int width, boolean file) {
    Svg svg = new Svg(width, title + ", request by request");
    double height = Math.max(2, Math.min(16, (double) HEIGHT / spans.size()));
    double bottom = 4 + height * Math.max(4, spans.size());
    Axis x = new Axis(false, 0, longest * 1.02, 40, width - 12);
    for (double tick : x.ticks(50)) {
      svg.line(x.at(tick), 4, x.at(tick), bottom, "grid");
      svg.text(x.at(tick), bottom + 18, "middle", "soft", Axis.label(tick));
    }
    svg.text(width - 12, bottom + 36, "end", "soft", "ms after the start");
    double named = -20;
    for (int i = 0; i < spans.size(); i++) {
      RequestSpan span = spans.get(i);
      double y = 4 + height * i;
      double from = x.at(span.startMillis());
      String times =
          Numbers.significant(span.startMillis()) + " to " + Numbers.significant(span.endMillis());
      String tip = i + 1 + ", " + span.thread() + ": " + times + " ms";
      svg.group(span.status() > 0 ? kind : "c worse", "", tip);
      double wide = Math.max(1, x.at(span.endMillis()) - from);
      svg.rectangle(from, y + height * 0.15, wide, height * 0.7, "");
      svg.end();
      if (y - named >= 16) {
        svg.text(34, y + height / 2 + 4, "end", "soft", Integer.toString(i + 1));
        named = y;
      }
    }
    return svg.inPage((int) bottom + 48);
  }
}
