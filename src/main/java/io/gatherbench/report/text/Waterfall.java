package io.gatherbench.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** A drawing of gathers, a bar for each request; at most 80 columns wide. Immutable. */
public final class Waterfall {

  /** The characters of a drawing. */
  public enum Pen {
    /** Blocks, for terminals that show Unicode. */
    BLOCKS("█", "▌", "│"),
    /** Plain ASCII. */
    ASCII("#", "=", "|");

    private final String whole;
    private final String part;
    private final String edge;

    Pen(String whole, String part, String edge) {
      this.whole = whole;
      this.part = part;
      this.edge = edge;
    }
  }

  /** Columns of the bars; with number, status, edges and thread that makes 80. */
  private static final int BAR = 40;

  private static final int THREAD = 26;

  /** Columns of what failed, at most 80 with the margin of further lines. */
  private static final int FAILURE = 70;

  private static final int LONGEST_WORD = 66;

  /** Of more requests than this, the first and the last have bars. */
  private static final int MOST_BARS = 24;

  private static final int FIRST_BARS = 8;
  private static final int LAST_BARS = 4;
  private static final int MOST_FAILURES = 12;
  private static final int TICKS = 4;
  private static final String MARGIN = " ".repeat(10);
  private static final double[] STEPS = {1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10};

  private final Pen pen;
  private final double axisMillis;

  /** Creates a drawing with a time axis of a length in ms or a little more. */
  public Waterfall(Pen pen, double longestMillis) {
    this.pen = pen;
    this.axisMillis = axis(longestMillis);
  }

  /** Returns the lines of one gather, of which the title is the first. */
  public List<String> lines(String title, List<RequestSpan> spans, double totalMillis) {
    List<String> lines = new ArrayList<>();
    lines.add(title);
    List<String> failures = new ArrayList<>();
    boolean many = spans.size() > MOST_BARS;
    for (int i = 0; i < spans.size(); i++) {
      if (many && i == FIRST_BARS) {
        lines.add(leftOut(spans));
        i = spans.size() - LAST_BARS;
      }
      RequestSpan span = spans.get(i);
      String status = span.failed() ? "fail" : Integer.toString(span.status());
      String number = String.format(Locale.ROOT, "%4d %4s ", i + 1, status);
      lines.add(number + pen.edge + bar(span) + pen.edge + " " + shortened(span.thread()));
      if (span.failed() && failures.size() < MOST_FAILURES) {
        String failure = span.failure().replaceAll("\\S{" + LONGEST_WORD + "}", "$0 ");
        List<String> wrapped = LineWrap.lines(failure, FAILURE);
        failures.add(number + wrapped.get(0));
        wrapped.stream().skip(1).map(line -> MARGIN + line).forEach(failures::add);
      }
    }
    lines.add(ticks());
    double sum = spans.stream().mapToDouble(RequestSpan::millis).sum();
    double longest = spans.stream().mapToDouble(RequestSpan::millis).max().orElse(0);
    String overlap = Numbers.fixed(totalMillis > 0 ? sum / totalMillis : 0, 1);
    lines.add(
        "%stotal %s ms   sum %s   longest %s   overlap %s"
            .formatted(MARGIN, millis(totalMillis), millis(sum), millis(longest), overlap));
    lines.addAll(failures);
    return lines;
  }

  /** Returns a line for the requests between the first and the last. */
  private static String leftOut(List<RequestSpan> spans) {
    List<RequestSpan> between = spans.subList(FIRST_BARS, spans.size() - LAST_BARS);
    double shortest = between.stream().mapToDouble(RequestSpan::millis).min().orElse(0);
    double longest = between.stream().mapToDouble(RequestSpan::millis).max().orElse(0);
    long failed = between.stream().filter(RequestSpan::failed).count();
    return "   … %d more, of %s to %s ms%s"
        .formatted(
            between.size(),
            millis(shortest),
            millis(longest),
            failed == 0 ? "" : "; " + failed + " failed");
  }

  private String bar(RequestSpan span) {
    int from = Math.min(2 * BAR - 2, halves(span.startMillis())) / 2;
    int to = Math.max(2 * from + 1, Math.min(2 * BAR, halves(span.endMillis())));
    String bar = " ".repeat(from) + pen.whole.repeat(to / 2 - from) + (to % 2 == 1 ? pen.part : "");
    return bar + " ".repeat(BAR - bar.length());
  }

  private int halves(double millis) {
    return (int) Math.round(millis / axisMillis * 2 * BAR);
  }

  private String ticks() {
    StringBuilder line = new StringBuilder(MARGIN);
    for (int tick = 0; tick <= TICKS; tick++) {
      String label = millis(axisMillis * tick / TICKS) + (tick == 0 ? " ms" : "");
      int column = MARGIN.length() + 1 + BAR * tick / TICKS;
      int start = tick == 0 ? column : column - label.length() / 2;
      line.append(" ".repeat(Math.max(1, start - line.length()))).append(label);
    }
    return line.toString();
  }

  /** The beginning of a long name tells the pool, its end the thread. */
  private static String shortened(String thread) {
    return thread.length() <= THREAD
        ? thread
        : thread.substring(0, 8) + ".." + thread.substring(thread.length() - THREAD + 10);
  }

  private static String millis(double millis) {
    return Numbers.fixed(millis, millis < 10 && millis != Math.rint(millis) ? 1 : 0);
  }

  /** Returns the next length that divides into four round parts. */
  private static double axis(double longest) {
    double quarter = Math.max(longest, 0.1) / TICKS;
    double power = Math.pow(10, Math.floor(Math.log10(quarter)));
    double step =
        DoubleStream.of(STEPS).filter(s -> quarter <= s * power * 1.001).findFirst().orElse(10);
    return step * power * TICKS;
  }
}
