package io.gatherbench.profile;

import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.Component;
import io.gatherbench.profile.stacks.HotMethods;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.report.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page of a profiling run, which links all of its files and needs no others. */
public final class ProfilePage {

  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 76em; padding: 0 1em }
      table { border-collapse: collapse; margin: 1em 0 }
      th, td { border-bottom: 1px solid #8885; padding: .3em .7em; text-align: left;
        vertical-align: top }
      img { max-width: 100% }
      td.n { text-align: right; white-space: nowrap }
      pre { font-size: 12px; line-height: 1.35; overflow-x: auto }
      .note { color: light-dark(#a40, #fa6) }
      :root { color-scheme: light dark }
      """;

  private static final char NO_BREAK = '\u00a0';

  private ProfilePage() {}

  /**
   * A differential flame graph.
   *
   * @param text what it shows
   * @param file its name
   */
  public record Link(String text, String file) {}

  /**
   * What differs between two profiles.
   *
   * @param comparison the methods and components
   * @param pictures its flame graphs
   */
  public record Difference(ProfileComparison comparison, List<Link> pictures) {}

  /**
   * The page.
   *
   * @param title its heading
   * @param pictures names of files beside the page
   * @param cells in the order of the run
   * @param differences in order; where there are any, {@code differences.csv} is beside the page
   * @param notes on the whole run
   */
  public static String html(
      String title,
      List<String> pictures,
      List<ProfiledCell> cells,
      List<Difference> differences,
      List<String> notes) {
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width\">\n");
    page.append("<title>").append(escape(title)).append("</title>\n");
    page.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
    page.append("<h1>").append(escape(title)).append("</h1>\n");
    notes.forEach(note -> page.append("<p>").append(escape(note)).append("</p>\n"));
    for (String picture : pictures) {
      page.append("<p><img src=\"")
          .append(escape(picture))
          .append("\" alt=\"shares by component\"></p>\n");
    }
    page.append("<p><a href=\"hot-methods.csv\">hot-methods.csv</a>: all methods</p>\n");
    page.append("<table>\n<tr><th>JDK</th><th>cell</th><th>event</th><th>samples</th>");
    page.append("<th>a request</th><th>score, profiled</th><th>overhead</th><th>components</th>");
    page.append("<th>files</th></tr>\n");
    cells.forEach(cell -> rows(cell, page));
    page.append(
        "</table>\n<p>Overhead: the score of one fork with a profiler over that of one without.");
    page.append(" Forks of one cell differ by some per cent, and it can be negative.</p>\n");
    cells.forEach(cell -> virtualThreads(cell, page));
    if (!differences.isEmpty()) {
      page.append("<h2>Differences</h2>\n<p>Widths are those of the second profile, for each");
      page.append(
          " request. Red grew, blue shrank, and yellow is what only the second has; what only");
      page.append(" the first has is in the other direction. ")
          .append(link("differences.csv", "differences.csv"));
      page.append(" has the numbers.</p>\n");
      differences.forEach(difference -> difference(difference, page));
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private static void rows(ProfiledCell cell, StringBuilder page) {
    for (CellProfile profile : cell.profiles()) {
      page.append("<tr><td>").append(escape(cell.jdk())).append("</td><td>");
      page.append(escape(cell.cell()));
      if (!cell.remark().isEmpty()) {
        page.append("<div class=\"note\">").append(escape(cell.remark())).append("</div>");
      }
      page.append("</td><td>").append(profile.event().label()).append("</td>");
      page.append(number(Long.toString(profile.methods().samples())));
      page.append(
          number(
              profile.costPerRequest() > 0
                  ? Numbers.significant(profile.costPerRequest()) + " " + profile.event().symbol()
                  : ""));
      boolean scored = cell.profiled() > 0;
      page.append(number(scored ? Numbers.significant(cell.profiled()) + " " + cell.unit() : ""));
      page.append(number(scored && cell.measured() > 0 ? overhead(cell) : ""));
      page.append("<td>").append(escape(components(profile.methods())));
      ProfileTables.notes(profile)
          .forEach(
              note -> page.append("<div class=\"note\">").append(escape(note)).append("</div>"));
      if (profile.methods().samples() > 0) {
        page.append(folded("hottest methods", ProfileTables.top(profile.methods())));
      }
      page.append("</td><td>");
      if (profile.methods().samples() > 0) {
        page.append(link("flame graph", profile.stem() + ".html")).append("<br>");
      }
      page.append(link("stacks", profile.stem() + ".collapsed")).append("</td></tr>\n");
    }
    if (cell.profiles().isEmpty()) {
      page.append("<tr><td>").append(escape(cell.jdk())).append("</td><td>");
      page.append(escape(cell.cell())).append("</td><td class=\"note\" colspan=\"7\">");
      page.append(escape(cell.remark())).append("</td></tr>\n");
    }
  }

  /** How much the score of the profiled fork is above that of the one without a profiler. */
  static String overhead(ProfiledCell cell) {
    return (cell.overhead() < 0 ? "" : "+") + ProfileTables.percent(cell.overhead());
  }

  private static void difference(Difference difference, StringBuilder page) {
    List<String> lines = ProfileTables.lines(difference.comparison());
    page.append("<ul>\n");
    for (Link link : difference.pictures()) {
      page.append("<li>").append(link(link.text(), link.file())).append("</li>\n");
    }
    page.append("</ul>\n").append(folded("methods and components that differ", lines));
  }

  /** Lines of a terminal, which are seen when their heading is clicked at. */
  private static String folded(String heading, List<String> lines) {
    return "<details><summary>"
        + escape(heading)
        + "</summary>\n<pre>"
        + escape(String.join("\n", lines))
        + "</pre></details>\n";
  }

  private static void virtualThreads(ProfiledCell cell, StringBuilder page) {
    cell.virtualThreads()
        .ifPresent(
            seen -> {
              page.append("<h2>Virtual threads of ").append(escape(cell.name())).append("</h2>\n");
              page.append("<p>").append(seen.started()).append(" started, ");
              page.append(seen.carriers()).append(" carriers, ");
              page.append(ProfileTables.pinned(seen)).append(".</p>\n<ul>\n");
              seen.pinned().entrySet().stream()
                  .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                  .forEach(
                      stack ->
                          page.append("<li>")
                              .append(stack.getValue())
                              .append(" × ")
                              .append(escape(stack.getKey()))
                              .append("</li>\n"));
              page.append("</ul>\n");
            });
  }

  private static String components(HotMethods methods) {
    List<Map.Entry<Component, Long>> sorted = ProfileTables.sorted(methods);
    List<String> shares = PercentRounding.of(sorted.stream().map(Map.Entry::getValue).toList());
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      parts.add(sorted.get(i).getKey().label() + " " + shares.get(i).replace(' ', NO_BREAK));
    }
    return String.join(", ", parts);
  }

  private static String number(String text) {
    return "<td class=\"n\">" + escape(text) + "</td>";
  }

  private static String link(String text, String file) {
    return "<a href=\"" + escape(file) + "\">" + escape(text) + "</a>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
