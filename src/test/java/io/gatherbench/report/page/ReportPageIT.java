package io.gatherbench.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatherbench.compare.ComparedRows;
import io.gatherbench.results.Row;
import io.gatherbench.results.Validity;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The page, as a browser shows it from a file. Where there is no Chromium with its driver these
 * tests are skipped, which shows; where {@code CI} is set they are not.
 */
class ReportPageIT {

  private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

  private static final String OPEN_ALL =
      "document.querySelectorAll('details').forEach(details => details.open = true);";

  private static Browser browser;
  @TempDir Path folder;

  @BeforeAll
  static void start() throws Exception {
    Optional<Browser> started = Browser.start();
    String ci = System.getenv("CI");
    assumeTrue(
        started.isPresent() || ci != null && !ci.isEmpty(),
        "chromium and chromedriver are not on the path");
    browser = started.orElseThrow();
  }

  @AfterAll
  static void end() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1600, false", "360, true"})
  void allIsDrawnAndFitsAndIsAccessible(int width, boolean dark) throws Exception {
    show(SampleRows.everything(), width, dark);
    assertThat(browser.lines(emptyCharts())).isEmpty();
    assertThat((int) browser.run("return " + seen(".chart") + ".length")).isEqualTo(13);
    assertThat(browser.lines(outside())).isEmpty();
    browser.run(OPEN_ALL);
    assertThat((int) browser.run("return document.documentElement.scrollWidth"))
        .isEqualTo(browser.run("return document.documentElement.clientWidth"))
        .isBetween(width - 20, width);
    assertThat(browser.log()).isEmpty();
    assertThat(violations()).isEmpty();
  }

  @Test
  void filtersChangeWhatIsShown() throws Exception {
    show(SampleRows.everything(), 1600, false);
    assertThat(headingOf("time")).contains("JDK 25.0.3");
    assertThat(columnOf("time", 2)).contains("VIRTUAL_THREADS", "EVENT_LOOP");
    choose("filter-j", "17.0.19");
    assertThat(headingOf("time")).contains("JDK 17.0.19");
    assertThat(columnOf("time", 2)).contains("EVENT_LOOP").doesNotContain("VIRTUAL_THREADS");
    choose("filter-c", "VERTX");
    assertThat(columnOf("time", 2)).containsOnly("EVENT_LOOP");
    assertThat(browser.lines(emptyCharts())).isEmpty();
    assertThat(browser.log()).isEmpty();
  }

  @Test
  void textIsTextWhateverItHolds() throws Exception {
    show(SampleRows.hostile(), 1600, false);
    assertThat(browser.run("return typeof window.hacked")).isEqualTo("undefined");
    assertThat((int) browser.run("return document.querySelectorAll('img').length")).isZero();
    assertThat((int) browser.run("return document.scripts.length")).isEqualTo(1);
    assertThat(columnOf("forks", 1)).anyMatch(text -> text.contains(SampleRows.HOSTILE));
    assertThat(browser.lines(emptyCharts())).isEmpty();
    assertThat(browser.log()).isEmpty();
  }

  @Test
  void missingValuesAreExplained() throws Exception {
    show(List.of(), 1600, false);
    assertThat(textOf("answer")).contains("Nothing was measured");
    assertThat(browser.log()).isEmpty();

    Validity verdict = Validity.voided("4 sent, 3 served");
    show(ComparedRows.of("17").validity(verdict).forks(10, 11), 360, false);
    assertThat(textOf("answer")).contains("Every fork is void");
    assertThat(textOf("environment")).contains("4 sent, 3 served");
    assertThat(browser.log()).isEmpty();

    show(ComparedRows.of("17").forks(10), 360, false);
    assertThat(textOf("answer")).contains("No two strategies");
    assertThat(columnOf("forks", 2)).containsExactly("10.00");
    assertThat(browser.lines(emptyCharts())).isEmpty();
    assertThat(browser.log()).isEmpty();
  }

  @Test
  void sectionsAreThereThatHaveContent() throws Exception {
    show(ComparedRows.of("17").forks(10), 1600, false);
    assertThat(sections()).containsExactly("answer", "forks", "traces", "flames", "environment");

    List<Row> rows = new ArrayList<>();
    for (int requests : List.of(4, 64)) {
      for (String strategy : List.of("EVENT_LOOP", "THREAD_POOL")) {
        double millis = strategy.equals("EVENT_LOOP") ? 10 : 20;
        ComparedRows cell = ComparedRows.of("17").requests(requests).strategy(strategy, "X");
        List<Row> own = cell.forks(millis, millis * 1.01, millis, millis, millis);
        rows.addAll(own);
        own.forEach(row -> rows.add(ComparedRows.at(row, "50ms")));
      }
    }
    show(rows, 360, false);
    assertThat(sections()).contains("map");
    assertThat(columnOf("map", 1)).containsExactly("4", "64");
    assertThat(columnOf("map", 3)).containsOnly("EVENT_LOOP");
    assertThat(browser.lines(outside())).isEmpty();
    assertThat(browser.log()).isEmpty();
  }

  @Test
  void filtersFollowTheBenchmark() throws Exception {
    List<Row> rows = new ArrayList<>(ComparedRows.of("17").requests(4).forks(10, 11, 12, 13));
    ComparedRows.of("17").requests(64).forks(10, 11, 12, 13).stream()
        .map(row -> ComparedRows.of(row, "OtherBenchmark.run", "50ms"))
        .forEach(rows::add);
    show(rows, 1600, false);
    for (String benchmark : List.of("OtherBenchmark.run", "GatherBenchmark.gather")) {
      choose("filter-b", benchmark);
      assertThat(headingOf("forks")).contains(benchmark);
    }
    assertThat(browser.log()).isEmpty();
  }

  @Test
  void linesAreNamedWhereTheyEnd() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (String client : List.of("OKHTTP", "OKHTTP_2", "APACHE")) {
      for (int requests : List.of(4, 64)) {
        rows.addAll(
            ComparedRows.of("17")
                .requests(requests)
                .strategy("BOUNDED_VIRTUAL_THREADS", client)
                .forks(10, 11, 12, 13));
      }
    }
    show(rows, 360, false);
    assertThat(browser.lines("return " + seen("#time svg .c text") + ".map(t => t.textContent)"))
        .hasSize(3)
        .doesNotHaveDuplicates()
        .allMatch(label -> label.startsWith("BOUNDED_…") && label.endsWith(")"));
  }

  @Test
  void everyChartCanBeSavedAsAnImage() throws Exception {
    show(SampleRows.everything(), 1600, false);
    String saved =
        """
        const saved = [];
        const all = [...document.querySelectorAll('.save button')].filter(each => each.getClientRects().length);
        return new Promise(done => {
          HTMLAnchorElement.prototype.click = function () {
            saved.push(this.download.slice(-3) + (this.href.startsWith('data:image/png') || this.href.startsWith('blob:')));
            if (saved.length === all.length) done(saved);
          };
          all.forEach(button => button.click());
        });
        """;
    assertThat(browser.lines(saved)).hasSize(26).containsOnly("svgtrue", "pngtrue");
    assertThat(browser.log()).isEmpty();
  }

  @Test
  void theKeyboardIsEnough() throws Exception {
    show(SampleRows.everything(), 1600, false);
    browser.press("\uE004");
    assertThat(focused()).isEqualTo("A #answer");
    browser.run("document.getElementById('filter-j').focus()");
    browser.press("\uE013");
    assertThat(headingOf("time")).contains("JDK 17.0.19");
    browser.run(seen("#time summary") + "[0].focus()");
    browser.press("\uE007");
    browser.press("\uE004");
    assertThat(focused()).startsWith("DIV");
    assertThat(browser.run("return document.activeElement.getAttribute('aria-label')"))
        .asString()
        .endsWith(", table");
    browser.run(seen("#time svg") + "[0].focus()");
    browser.press("\uE014");
    assertThat(browser.run("return document.getElementById('tip').textContent"))
        .asString()
        .startsWith("EVENT_LOOP, 4: 1.18")
        .endsWith(" times the bound, 11.97 ms");
    browser.press("\uE014");
    assertThat(browser.run("return document.getElementById('tip').textContent"))
        .asString()
        .startsWith("EVENT_LOOP, 64: 1.28")
        .endsWith(" times the bound, 12.97 ms");
  }

  @Test
  void withoutScriptsAllIsThere() throws Exception {
    browser.scripts(false);
    try {
      show(SampleRows.everything(), 800, false);
      assertThat((int) browser.run("return " + seen(".chart svg") + ".length")).isGreaterThan(20);
      assertThat(textOf("time")).contains("JDK 17.0.19", "JDK 25.0.3");
      assertThat(columnOf("time", 2)).contains("VIRTUAL_THREADS", "SEQUENTIAL");
      assertThat((int) browser.run("return " + seen("select, .save") + ".length")).isZero();
    } finally {
      browser.scripts(true);
    }
  }

  private void show(List<Row> rows, int width, boolean dark) throws Exception {
    ReportFiles.write(SampleRows.report(rows), folder, false);
    browser.open(folder.resolve(ReportFiles.PAGE), width, dark);
  }

  private static String emptyCharts() {
    return "return "
        + seen(".chart")
        + ".filter(chart => chart.querySelectorAll('svg path, svg rect').length < 4)"
        + ".map(chart => chart.textContent)";
  }

  /** Texts of charts that are cut off. */
  private static String outside() {
    return "return "
        + seen(".chart")
        + """
    .flatMap(chart => {
      const frame = chart.getBoundingClientRect();
      return [...chart.querySelectorAll('svg text')].filter(text => {
        const box = text.getBoundingClientRect();
        return box.left < frame.left - 2 || box.right > frame.right + 2 || box.bottom > frame.bottom + 2 || box.top < frame.top - 2;
      }).map(text => text.textContent);
    })
    """;
  }

  private List<String> violations() throws Exception {
    try (InputStream in = getClass().getResourceAsStream(AXE)) {
      browser.run(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    JsonArray found = (JsonArray) browser.run("return axe.run().then(all => all.violations)");
    return found.stream().map(each -> shown((JsonObject) each)).toList();
  }

  private static String shown(JsonObject violation) {
    JsonObject node = violation.getJsonArray("nodes").getJsonObject(0);
    return violation.getString("id")
        + ": "
        + node.getString("failureSummary")
        + node.getString("html");
  }

  private static void choose(String id, String value) throws Exception {
    browser.run(
        "const select = document.getElementById('"
            + id
            + "'); select.value = [...select.options].find(each => each.text === '"
            + value
            + "').value; select.dispatchEvent(new Event('change', { bubbles: true }))");
  }

  private static String headingOf(String section) throws Exception {
    return (String)
        browser.run("return " + seen("#" + section + " figcaption") + "[0].textContent");
  }

  private static List<String> sections() throws Exception {
    return browser.lines("return " + seen("main section") + ".map(section => section.id)");
  }

  private static String textOf(String section) throws Exception {
    return (String) browser.run("return document.getElementById('" + section + "').innerText");
  }

  private static List<String> columnOf(String section, int column) throws Exception {
    browser.run(OPEN_ALL);
    String rows = "#" + section + " tbody tr";
    return browser.lines(
        "return " + seen(rows) + ".map(row => row.children[" + (column - 1) + "].textContent)");
  }

  /** Elements as an array, without those that the page does not show. */
  private static String seen(String selector) {
    return "[...document.querySelectorAll('"
        + selector
        + "')].filter(each => each.getClientRects().length)";
  }

  private static String focused() throws Exception {
    return (String)
        browser.run(
            "const at = document.activeElement;"
                + " return at.tagName + ' ' + (at.getAttribute('href') || '')");
  }
}
