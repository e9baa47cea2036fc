package io.gatherbench.report.text;

import java.util.List;
import java.util.Locale;

/**
 * A picture in SVG that is light or dark as its viewer wishes. Text is escaped; nothing in it is
 * loaded from elsewhere. Not thread-safe.
 */
public final class Svg {

  /** Colours of series, light and dark: at least 3:1 against the paper. */
  private static final List<List<String>> SERIES =
      List.of(
          List.of("#0072b2", "#56b4e9"),
          List.of("#b34a00", "#ffa45c"),
          List.of("#007a5a", "#4fd1a5"),
          List.of("#9a3b8c", "#e58fd6"),
          List.of("#6b6b00", "#d6d65c"),
          List.of("#c2185b", "#ff8fb3"),
          List.of("#4b4bc8", "#a9a9ff"),
          List.of("#333333", "#e0e0e0"),
          List.of("#00758a", "#5cd6e8"),
          List.of("#8a5a00", "#e0b060"));

  private static final String RULES =
      """
      text{font:13px system-ui,sans-serif;fill:var(--ink)}.soft{fill:var(--soft)}.title{font-weight:600;font-size:15px}
      .paper{fill:var(--paper)}.grid{stroke:var(--line)}.axis{stroke:var(--soft)}.band{fill:var(--soft);opacity:.18}
      .bound{stroke:var(--soft);stroke-dasharray:5 4;fill:none;stroke-width:1.5}path{fill:none}
      """;

  private static final String LIGHT =
      "--paper:#fff;--ink:#1a1d21;--soft:#4a5058;--line:#d3d7dc;"
          + "--raised:#f4f5f7;--link:#0b57a4;"
          + "--better:#00694a;--worse:#b3261e;--same:#4a5058;--open:#7a5200;";

  private static final String DARK =
      "--paper:#14171a;--ink:#eceff2;--soft:#b4bcc5;--line:#3a4047;"
          + "--raised:#1f2428;--link:#8ec5ff;"
          + "--better:#4fd1a5;--worse:#ff9a90;--same:#b4bcc5;--open:#f0c060;";

  /** Colours as variables of the root element, and the rules of all pictures; paper is light. */
  public static final String STYLE =
      ":root{%s}\n@media screen and (prefers-color-scheme:dark){:root{%s}}\n%s"
          .formatted(LIGHT + series(0), DARK + series(1), RULES);

  private final StringBuilder body = new StringBuilder();
  private final int width;
  private final int height;
  private final String name;

  /**
   * @param name what it shows, for those who cannot see it
   */
  public Svg(int width, int height, String name) {
    this.width = width;
    this.height = height;
    this.name = name;
  }

  /** The colour of the i-th series. */
  public static String colour(int series) {
    return "var(--s" + series % SERIES.size() + ")";
  }

  /** How wide a text is, roughly and rather too much. */
  public static double wide(String text) {
    return 8.4 * text.length();
  }

  /** A text that fits into a width. */
  public static String fitting(String text, double width) {
    int most = (int) (width / wide("x"));
    return text.length() <= most ? text : text.substring(0, Math.max(1, most - 1)) + "…";
  }

  public void text(double x, double y, String anchor, String kind, String text) {
    body.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" class=\"%s\">%s</text>\n",
            x,
            y,
            anchor,
            kind,
            escaped(text)));
  }

  public void coloured(double x, double y, String anchor, String colour, String text) {
    body.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" style=\"fill:%s\">%s</text>\n",
            x,
            y,
            anchor,
            colour,
            escaped(text)));
  }

  public void line(double x1, double y1, double x2, double y2, String kind) {
    body.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>\n",
            x1,
            y1,
            x2,
            y2,
            kind));
  }

  public void stroke(double x1, double y1, double x2, double y2, String colour, double thick) {
    body.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\""
                + " style=\"stroke:%s;stroke-width:%.1f\"/>\n",
            x1,
            y1,
            x2,
            y2,
            colour,
            thick));
  }

  public void rectangle(double x, double y, double wide, double high, String kind) {
    body.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" class=\"%s\"/>\n",
            x,
            y,
            wide,
            high,
            kind));
  }

  public void filled(double x, double y, double wide, double high, String colour) {
    body.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" style=\"fill:%s\"/>\n",
            x,
            y,
            wide,
            high,
            colour));
  }

  /** A mark of the i-th series: its shape differs from its neighbours', not only its colour. */
  public void mark(double x, double y, int series) {
    String path =
        switch (series % 4) {
          case 0 -> "M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0Z";
          case 1 -> "M-4.5,-4.5h9v9h-9Z";
          case 2 -> "M0,-5.5L5.5,4.5H-5.5Z";
          default -> "M0,-6L5,0L0,6L-5,0Z";
        };
    body.append(
        String.format(
            Locale.ROOT,
            "<path transform=\"translate(%.1f %.1f)\" d=\"%s\" style=\"fill:%s\"/>\n",
            x,
            y,
            path,
            colour(series)));
  }

  /** The whole file. */
  public String text() {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
        + width
        + " "
        + height
        + "\" width=\""
        + width
        + "\" height=\""
        + height
        + "\" role=\"img\" aria-label=\""
        + escaped(name)
        + "\">\n<style>"
        + STYLE
        + "</style>\n<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n"
        + body
        + "</svg>\n";
  }

  private static String series(int scheme) {
    StringBuilder variables = new StringBuilder();
    for (int i = 0; i < SERIES.size(); i++) {
      variables.append("--s").append(i).append(':').append(SERIES.get(i).get(scheme)).append(';');
    }
    return variables.toString();
  }

  /** As text in XML, which has no control characters at all. */
  private static String escaped(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cs}\uFFFE\uFFFF]", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
