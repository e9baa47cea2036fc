package io.gatherbench.report.markup;

import java.util.List;
import java.util.Locale;

/**
 * An SVG picture, as a file or a part of an HTML page. Text is escaped. Lengths are in pixels. Not
 * thread-safe. The kind of a shape is its class in {@link #STYLE}, such as {@code grid} or {@code
 * band}, or that of {@link #series}.
 */
public final class Svg {

  static final String STYLE = HtmlPage.resource("picture.css");

  /** How the styles begin in every picture's file. */
  public static final String MARK = "<style>\n:root{--paper:";

  /** Number of colours of series in the styles, each with the contrast that its label needs. */
  public static final int COLOURS = 13;

  private static final int DASHES = 3;

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final String name;

  /** Begins a picture; {@code name} says what it shows to those who cannot see it. */
  public Svg(int width, String name) {
    this.width = width;
    this.name = name;
  }

  /** Returns the kind of shapes and groups in the colour of the i-th series. */
  public static String series(int i) {
    return "c s" + i % COLOURS;
  }

  /** Returns the kind of a line in the i-th pattern of dashes, from 1 on. */
  public static String dashed(int i) {
    return "line d" + (1 + (i - 1) % DASHES);
  }

  /** Returns about how wide a text is, rather too much. */
  public static double wide(String text) {
    return 8.4 * text.length();
  }

  /** Returns a text cut so that it fits into a width. */
  public static String fitting(String text, double width) {
    int most = (int) (width / wide("x"));
    return text.length() <= most ? text : text.substring(0, Math.max(1, most - 1)) + "…";
  }

  /** Adds a heading at the top. */
  public void heading(String text) {
    text(16, 26, "start", "title", fitting(text, width - 30));
  }

  /** Adds text with its base line at y; the anchor is {@code start}, {@code middle} or end. */
  public void text(double x, double y, String anchor, String kind, String text) {
    add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\"%s>", x, y, anchor, attribute(kind));
    body.append(escaped(text)).append("</text>\n");
  }

  public void line(double x1, double y1, double x2, double y2, String kind) {
    path(String.format(Locale.ROOT, "M%.1f %.1fL%.1f %.1f", x1, y1, x2, y2), kind);
  }

  public void rectangle(double x, double y, double wide, double high, String kind) {
    String format = "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"%s/>\n";
    add(format, x, y, wide, high, attribute(kind));
  }

  public void path(String commands, String kind) {
    body.append("<path d=\"").append(commands).append('"').append(attribute(kind)).append("/>\n");
  }

  /** Opens a group of shapes, with its word for the filters and a tooltip; both may be empty. */
  public void group(String kind, String filter, String tip) {
    add("<g%s%s>", attribute(kind), filter.isEmpty() ? "" : " data-f=\"" + filter + "\"");
    body.append(title(tip)).append('\n');
  }

  /** Closes the group that was opened last. */
  public void end() {
    body.append("</g>\n");
  }

  /** Adds a mark in the colour of its group, whose i-th shape differs from its neighbours'. */
  public void mark(double x, double y, int i, String tip) {
    String shape =
        switch (i % 4) {
          case 0 -> "m-5 0a5 5 0 1 0 10 0a5 5 0 1 0-10 0Z";
          case 1 -> "m-4.5-4.5h9v9h-9Z";
          case 2 -> "m0-5.5l5.5 10h-11Z";
          default -> "m0-6l5 6l-5 6l-5-6Z";
        };
    add("<path d=\"M%.1f %.1f%s\">", x, y, shape);
    body.append(title(tip)).append("</path>\n");
  }

  /** Adds a dot, through which others are seen. */
  public void dot(double x, double y, String tip) {
    add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\">%s</circle>\n", x, y, title(tip));
  }

  /** Adds names of series beside squares, in as many rows as needed; returns where it ends. */
  public int legend(int top, List<String> names, List<Integer> series) {
    double x = 24;
    int y = top + 10;
    for (int i = 0; i < names.size(); i++) {
      String shown = fitting(names.get(i), Math.min(400, width - 60.0));
      if (x + 30 + wide(shown) > width - 10 && x > 24) {
        x = 24;
        y += 22;
      }
      rectangle(x - 6, y - 6, 12, 12, series(series.get(i)));
      text(x + 12, y + 4, "start", "", shown);
      x += 30 + wide(shown);
    }
    return y + 12;
  }

  /** Returns the whole file. */
  public String file(int height) {
    String size = "width=\"%s\" height=\"%s\"".formatted(width, height);
    String paper = "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n";
    return begin("xmlns=\"http://www.w3.org/2000/svg\" " + size, height)
        + ("<style>\n" + STYLE + "</style>\n" + paper + body + "</svg>\n");
  }

  /** Returns the picture as a part of a page that has {@link #STYLE}. */
  public String inPage(int height) {
    return begin("style=\"max-width:" + width * 1.2 + "px\"", height) + body + "</svg>\n";
  }

  private String begin(String attributes, int height) {
    return "<svg viewBox=\"0 0 %s %s\" %s role=\"img\" aria-label=\"%s\">\n"
        .formatted(width, height, attributes, escaped(name));
  }

  private void add(String format, Object... values) {
    body.append(String.format(Locale.ROOT, format, values));
  }

  private static String attribute(String kind) {
    return kind.isEmpty() ? "" : " class=\"" + kind + "\"";
  }

  private static String title(String tip) {
    return tip.isEmpty() ? "" : "<title>" + escaped(tip) + "</title>";
  }

  /** Escapes for XML, which has no control characters at all. */
  private static String escaped(String text) {
    return HtmlPage.escaped(text.replaceAll("[\\p{Cntrl}\\p{Cs}\uFFFE\uFFFF]", " "));
  }
}
