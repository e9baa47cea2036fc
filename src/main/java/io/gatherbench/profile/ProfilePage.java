package io.gatherbench.profile;

import io.gatherbench.profile.ProfileDifferences.Difference;
import io.gatherbench.profile.stacks.CellProfile;
import io.gatherbench.profile.stacks.ProfiledCell;
import io.gatherbench.profile.stacks.VirtualThreadCounts;
import io.gatherbench.report.markup.HtmlPage;
import io.gatherbench.report.text.Numbers;
import java.util.List;

/** The page of a profiling run, which links the run's other files. Not thread-safe. */
final class ProfilePage {

  private static final String TITLE = "gatherbench: profiles";

  private static final String COLUMNS =
      "JDK;cell;event;samples;a request;score, profiled;overhead;components;files";

  private static final String OVERHEAD =
      "Overhead: the score of one fork with a profiler over that of one without. Forks of one cell"
          + " differ by some per cent, and it can be negative.";

  private static final String DIFFERENCES =
      "Widths are those of the second profile, for each request. Red grew, blue shrank, and yellow"
          + " is what only the second has; what only the first has is in the other direction. The"
          + " numbers: ";

  private static final char NO_BREAK = '\u00a0';

  private final HtmlPage page = new HtmlPage(TITLE);

  /** Returns the page's text; pictures are names of files beside the page. */
  String html(
      List<String> pictures,
      List<ProfiledCell> cells,
      List<Difference> differences,
      List<String> notes) {
    page.element("h1", TITLE);
    notes.forEach(note -> page.element("p", note));
    for (String picture : pictures) {
      page.open("p").open("img", "src", picture, "alt", "cost by component").close("p");
    }
    page.open("p").text("All methods: ");
    link("hot-methods.csv", "hot-methods.csv").close("p");
    page.open("div", "class", "table", "tabindex", "0").open("table").open("tr");
    for (String column : COLUMNS.split(";")) {
      page.element("th", column);
    }
    page.close("tr");
    cells.forEach(this::rows);
    page.close("table", "div").element("p", OVERHEAD, "class", "note");
    cells.forEach(cell -> cell.virtualThreads().ifPresent(c -> virtualThreads(cell.name(), c)));
    if (!differences.isEmpty()) {
      page.element("h2", "Differences").open("p").text(DIFFERENCES);
      link("differences.csv", "differences.csv").close("p");
      differences.forEach(this::difference);
    }
    return page.end();
  }

  private void rows(ProfiledCell cell) {
    if (cell.profiles().isEmpty()) {
      page.open("tr").element("td", cell.jdk()).element("td", cell.cell());
      page.element("td", cell.remark(), "colspan", "7").close("tr");
    }
    for (CellProfile profile : cell.profiles()) {
      double cost = profile.costPerRequest();
      boolean scored = cell.profiled() > 0;
      page.open("tr").element("td", cell.jdk()).open("td").text(cell.cell());
      note(cell.remark());
      page.close("td").element("td", profile.event().label());
      number(true, Long.toString(profile.methods().samples()));
      number(cost > 0, Numbers.significant(cost) + " " + profile.event().symbol());
      number(scored, Numbers.significant(cell.profiled()) + " " + cell.unit());
      String sign = cell.overhead() < 0 ? "" : "+";
      number(scored && cell.measured() > 0, sign + ProfileTables.percent(cell.overhead()));
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

  private void virtualThreads(String cell, VirtualThreadCounts counts) {
    String numbers = "%d started, %d carriers, ".formatted(counts.started(), counts.carriers());
    page.element("h2", "Virtual threads of " + cell);
    page.element("p", numbers + counts.pinnedInWords() + ".");
    page.list(
        counts.pinnedStacks().stream()
            .map(stack -> stack.getValue() + " × " + stack.getKey())
            .toList());
  }

  private void difference(Difference difference) {
    page.open("ul");
    difference
        .pictures()
        .forEach(
            (text, file) -> {
              page.open("li");
              link(text, file).close("li");
            });
    page.close("ul");
    page.folded("components and methods that differ", ProfileTables.lines(difference.comparison()));
  }

  private void note(String text) {
    if (!text.isEmpty()) {
      page.element("div", text, "class", "note");
    }
  }

  private void number(boolean known, String text) {
    page.element("td", known ? text : "", "class", "number");
  }

  private HtmlPage link(String text, String file) {
    return page.open("a", "href", file).text(text).close("a");
  }
}
