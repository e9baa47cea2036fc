package io.gatherbench.profile;

import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.profile.stacks.VirtualThreadCounts;
import io.gatherbench.report.page.HtmlPage;
import io.gatherbench.report.text.Numbers;
import java.util.List;

/** The page of a profiling run, which links the run's other files. Not thread-safe. */
final class ProfilePage {

  private static final List<String> COLUMNS =
      List.of(
          "JDK",
          "cell",
          "event",
          "samples",
          "a request",
          "score, profiled",
          "overhead",
          "components",
          "files");

  private static final String OVERHEAD =
      "Overhead: the score of one fork with a profiler over that of one without. Forks of one cell"
          + " differ by some per cent, and it can be negative.";

  private static final String DIFFERENCES =
      "Widths are those of the second profile, for each request. Red grew, blue shrank, and yellow"
          + " is what only the second has; what only the first has is in the other direction. The"
          + " numbers: ";

  private static final char NO_BREAK = '\u00a0';

  /**
   * A differential flame graph.
   *
   * @param text the link's text
   * @param file the page's name
   */
  record Link(String text, String file) {}

  /**
   * A comparison with its flame graphs.
   *
   * @param comparison the components and methods
   * @param pictures the flame graphs
   */
  record Difference(ProfileComparison comparison, List<Link> pictures) {}

  private final HtmlPage page;

  private ProfilePage(String title) {
    this.page = new HtmlPage(title);
    page.element("h1", title);
  }

  /**
   * Returns the page's text.
   *
   * @param pictures names of files beside the page
   * @param cells in the order of the run
   * @param differences in order; where there are any, {@code differences.csv} is beside the page
   * @param notes remarks on the whole run
   */
  static String html(
      String title,
      List<String> pictures,
      List<ProfiledCell> cells,
      List<Difference> differences,
      List<String> notes) {
    ProfilePage profiles = new ProfilePage(title);
    notes.forEach(note -> profiles.page.element("p", note));
    for (String picture : pictures) {
      profiles.page.open("p").open("img", "src", picture, "alt", "cost by component").close("p");
    }
    profiles.cells(cells);
    cells.forEach(
        cell -> cell.virtualThreads().ifPresent(c -> profiles.virtualThreads(cell.name(), c)));
    if (!differences.isEmpty()) {
      profiles.differences(differences);
    }
    return profiles.page.end();
  }

  private void cells(List<ProfiledCell> cells) {
    page.open("p").text("All methods: ");
    link("hot-methods.csv", "hot-methods.csv").close("p");
    page.open("div", "class", "table", "tabindex", "0").open("table").open("tr");
    COLUMNS.forEach(column -> page.element("th", column));
    page.close("tr");
    cells.forEach(this::rows);
    page.close("table", "div").element("p", OVERHEAD, "class", "note");
  }

  private void rows(ProfiledCell cell) {
    if (cell.profiles().isEmpty()) {
      page.open("tr").element("td", cell.jdk()).element("td", cell.cell());
      page.element("td", cell.remark(), "colspan", "7").close("tr");
    }
    for (CellProfile profile : cell.profiles()) {
      page.open("tr").element("td", cell.jdk()).open("td").text(cell.cell());
      note(cell.remark());
      page.close("td").element("td", profile.event().label());
      number(Long.toString(profile.methods().samples()));
      number(
          profile.costPerRequest() > 0
              ? Numbers.significant(profile.costPerRequest()) + " " + profile.event().symbol()
              : "");
      number(cell.profiled() > 0 ? Numbers.significant(cell.profiled()) + " " + cell.unit() : "");
      number(cell.profiled() > 0 && cell.measured() > 0 ? overhead(cell) : "");
      String shares = String.join(", ", ProfileTables.shares(profile.methods()));
      page.open("td").text(shares.replace(" %", NO_BREAK + "%"));
      ProfileTables.notes(profile).forEach(this::note);
      if (profile.hasSamples()) {
        page.folded("hottest methods", ProfileTables.hottest(profile.methods()));
      }
      page.close("td").open("td");
      if (profile.hasSamples()) {
        link("flame graph", profile.stem() + ".html").text(" ");
      }
      link("stacks", profile.stem() + ".collapsed").close("td", "tr");
    }
  }

  /** Returns by how much the score of the profiled fork exceeds the other's. */
  private static String overhead(ProfiledCell cell) {
    return (cell.overhead() < 0 ? "" : "+") + ProfileTables.percent(cell.overhead());
  }

  private void virtualThreads(String cell, VirtualThreadCounts counts) {
    page.element("h2", "Virtual threads of " + cell);
    page.element(
        "p",
        counts.started()
            + " started, "
            + counts.carriers()
            + " carriers, "
            + counts.pinnedInWords()
            + ".");
    page.list(
        counts.pinnedStacks().stream()
            .map(stack -> stack.getValue() + " × " + stack.getKey())
            .toList());
  }

  private void differences(List<Difference> differences) {
    page.element("h2", "Differences").open("p").text(DIFFERENCES);
    link("differences.csv", "differences.csv").close("p");
    for (Difference difference : differences) {
      page.open("ul");
      for (Link link : difference.pictures()) {
        page.open("li");
        link(link.text(), link.file()).close("li");
      }
      page.close("ul");
      page.folded(
          "components and methods that differ", ProfileTables.lines(difference.comparison()));
    }
  }

  private void note(String text) {
    if (!text.isEmpty()) {
      page.element("div", text, "class", "note");
    }
  }

  private void number(String text) {
    page.element("td", text, "class", "number");
  }

  private HtmlPage link(String text, String file) {
    return page.open("a", "href", file).text(text).close("a");
  }
}
