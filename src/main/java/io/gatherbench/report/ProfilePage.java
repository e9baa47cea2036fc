package io.gatherbench.report;

import io.gatherbench.results.profile.CellProfile;
import io.gatherbench.results.profile.HotMethods;
import io.gatherbench.results.profile.ProfiledCell;
import io.gatherbench.results.profile.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The page of a profiling run, which links all of its files. Needs nothing from elsewhere. */
public final class ProfilePage {

  private static final String STYLE =
      """
      body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 76em; padding: 0 1em }
      table { border-collapse: collapse; margin: 1em 0 }
      th, td { border-bottom: 1px solid #8885; padding: .3em .7em; text-align: left;
        vertical-align: top }
      td.n { text-align: right; white-space: nowrap }
      .note { color: #a40 }
      :root { color-scheme: light dark }
      """;

  private ProfilePage() {}

  /**
   * A link to a differential flame graph.
   *
   * @param text what it shows
   * @param file its name
   */
  public record Link(String text, String file) {}

  /**
   * The page.
   *
   * @param title its heading
   * @param cells in the order of the run
   * @param differences links, in order
   * @param notes on the whole run
   */
  public static String html(
      String title, List<ProfiledCell> cells, List<Link> differences, List<String> notes) {
    StringBuilder page = new StringBuilder();
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width\">\n");
    page.append("<title>").append(escape(title)).append("</title>\n");
    page.append("<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
    page.append("<h1>").append(escape(title)).append("</h1>\n");
    notes.forEach(note -> page.append("<p>").append(escape(note)).append("</p>\n"));
    page.append("<p><a href=\"hot-methods.csv\">hot-methods.csv</a>: all methods</p>\n");
    page.append("<table>\n<tr><th>JDK</th><th>cell</th><th>event</th><th>samples</th>");
    page.append("<th>a request</th><th>score, profiled</th><th>overhead</th><th>rooms</th>");
    page.append("<th>files</th></tr>\n");
    cells.forEach(cell -> rows(cell, page));
    page.append("</table>\n");
    cells.forEach(cell -> virtualThreads(cell, page));
    if (!differences.isEmpty()) {
      page.append("<h2>Differences</h2>\n<p>Widths are those of the second profile, for each");
      page.append(" request. Red grew, blue shrank; what only the first has is in the other");
      page.append(" direction.</p>\n<ul>\n");
      for (Link link : differences) {
        page.append("<li>").append(link(link.text(), link.file())).append("</li>\n");
      }
      page.append("</ul>\n");
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
                  ? Numbers.significant(profile.costPerRequest()) + " " + profile.event().unit()
                  : ""));
      boolean scored = cell.profiled() > 0;
      page.append(number(scored ? Numbers.significant(cell.profiled()) + " " + cell.unit() : ""));
      page.append(number(scored && cell.measured() > 0 ? overhead(cell) : ""));
      page.append("<td>").append(escape(rooms(profile.methods())));
      ProfileTables.notes(profile)
          .forEach(
              note -> page.append("<div class=\"note\">").append(escape(note)).append("</div>"));
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

  private static void virtualThreads(ProfiledCell cell, StringBuilder page) {
    cell.virtualThreads()
        .ifPresent(
            seen -> {
              page.append("<h2>Virtual threads of ").append(escape(cell.name())).append("</h2>\n");
              page.append("<p>").append(seen.started()).append(" started, ");
              page.append(seen.carriers()).append(" carriers, pinned ");
              page.append(seen.pinnedInAll()).append(" times.</p>\n<ul>\n");
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

  private static String rooms(HotMethods methods) {
    List<Map.Entry<Room, Long>> sorted = ProfileTables.sorted(methods);
    List<String> shares = Shares.of(sorted.stream().map(Map.Entry::getValue).toList());
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      parts.add(sorted.get(i).getKey().label() + " " + shares.get(i));
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
