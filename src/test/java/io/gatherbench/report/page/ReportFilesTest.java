package io.gatherbench.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.compare.ComparedRows;
import io.gatherbench.results.Row;
import io.gatherbench.results.UnusableInputException;
import io.gatherbench.results.Validity;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports against files that show them. */
class ReportFilesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"report.md", "report.csv"})
  void everythingIsShownAsTheFileSays(String name) throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(written(SampleRows.everything(), name)).isEqualTo(file(name));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"time.svg", "jdks.svg", "report.html"})
  void picturesHaveTheDigitsOfSvg(String name) throws Exception {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
    try {
      assertThat(written(SampleRows.everything(), name))
          .contains("viewBox=\"0 0 860 ")
          .doesNotContainPattern("[\u0660-\u0669]");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void withoutRowsThatIsSaid() throws Exception {
    assertThat(written(List.of(), "report.md"))
        .contains("There are no rows.")
        .contains("Nothing was measured, so there is no answer.");
    assertThat(written(List.of(), "report.csv").lines()).hasSize(1);
  }

  @Test
  void whereAllIsVoidItIsSaidWhy() throws Exception {
    Validity verdict = Validity.voided("4 sent, 3 served");
    String text = written(ComparedRows.of("17").validity(verdict).forks(10, 11), "report.md");
    assertThat(text)
        .contains("Every fork is void, so there is no answer")
        .contains("void: 4 sent, 3 served: EVENT_LOOP 4 10ms 17");
  }

  @Test
  void aSingleForkHasNoInterval() throws Exception {
    List<Row> rows = ComparedRows.of("17").forks(10);
    assertThat(written(rows, "report.md")).contains("10.00 ms (one fork)");
    assertThat(written(rows, "report.csv")).contains(",time,ms,1,0,false,10,,,,");
  }

  @Test
  void singleSituationHasOneSentenceAndNoOtherSigns() throws Exception {
    List<Row> rows = new ArrayList<>(ComparedRows.of("17").forks(10, 10, 10, 10));
    rows.addAll(ComparedRows.of("17").strategy("THREAD_POOL", "JDK").forks(20, 20, 20, 20));
    String answer = section(written(rows, "report.html"), "answer");
    assertThat(answer)
        .contains("<p>EVENT_LOOP is fastest: 10")
        .doesNotContain("of 1 situation", "In words", "≈", "!:", "?:", "CPU");
    rows.addAll(ComparedRows.of("17").strategy("SEQUENTIAL", "JDK").forks(10, 10.01, 10));
    assertThat(section(written(rows, "report.html"), "answer"))
        .contains("?: undecided, or too few forks, or too many void.")
        .doesNotContain("≈:", "!:", "CPU");
  }

  @Test
  void jdksOfAStrategyStandTogether() throws Exception {
    List<Row> rows = new ArrayList<>();
    for (String jdk : List.of("17", "21", "25")) {
      for (int requests : List.of(4, 64)) {
        ComparedRows cell = ComparedRows.of(jdk).requests(requests);
        rows.addAll(cell.forks(10, 11, 12, 13));
        rows.addAll(cell.strategy("THREAD_POOL", "JDK").forks(10, 11, 12, 13));
      }
    }
    String picture = written(rows, "jdks.svg");
    assertThat(
            Pattern.compile("class=\"title\">([^<]+ requests)<")
                .matcher(picture)
                .results()
                .map(title -> title.group(1)))
        .containsExactly(
            "EVENT_LOOP, 4 requests",
            "EVENT_LOOP, 64 requests",
            "THREAD_POOL, 4 requests",
            "THREAD_POOL, 64 requests");
  }

  @Test
  void costsOnAnotherJdkAreRatiosToTheBaseline() throws Exception {
    String page = written(SampleRows.everything(), "report.html");
    String costs = page.substring(page.indexOf("What a request costs, over its cost on 17.0.19"));
    assertThat(costs.substring(0, costs.indexOf("</table>")).replaceAll("<wbr>|\\s+", ""))
        .contains(">processortime</th>", ">contextswitches</th>")
        .containsPattern("THREAD_POOL(?:\\(JDK\\))?,64requests</td><td[^>]*>0\\.90");
  }

  @Test
  void markupIsTextInMarkdown() throws Exception {
    String text = written(SampleRows.hostile(), "report.md");
    assertThat(text).doesNotContain("<script", "<img", "](y:z)").contains("&lt;/script>");
    List<Row> rows = ComparedRows.of("17\u001b[31m\u0000").forks(10, 11);
    assertThat(written(rows, "report.md"))
        .contains("17\\u001b[31m\\u0000")
        .doesNotContainPattern("[\\p{Cntrl}&&[^\\n]]");
  }

  @Test
  void aFormerReportIsReplacedAndNothingElseLeft() throws Exception {
    Report report = SampleRows.report(List.of());
    List<Path> files = ReportFiles.write(report, folder, false);
    assertThat(ReportFiles.write(report, folder, false)).isEqualTo(files);
    try (var all = Files.list(folder)) {
      assertThat(all).containsExactlyInAnyOrderElementsOf(files);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"report.html", "report.md", "report.csv", "time.svg", "jdks.svg"})
  void fileThatIsNoReportsStays(String name) throws Exception {
    String mine = "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>";
    Path file = Files.writeString(folder.resolve(name), mine);
    for (List<Row> rows : List.of(SampleRows.everything(), List.<Row>of())) {
      assertThatThrownBy(() -> ReportFiles.write(SampleRows.report(rows), folder, false))
          .isInstanceOf(UnusableInputException.class)
          .hasMessageStartingWith("--out is '" + folder + "'; allowed: a folder whose " + name);
    }
    assertThat(file).hasContent(mine);
    try (var all = Files.list(folder)) {
      assertThat(all).as("nothing half-written").containsExactly(file);
    }
  }

  @Test
  void linkInThePlaceOfAFileIsNotFollowed() throws Exception {
    Path elsewhere = Files.writeString(folder.resolve("precious"), "mine");
    Files.createSymbolicLink(folder.resolve(".report.html.part"), elsewhere);
    ReportFiles.write(SampleRows.report(List.of()), folder, false);
    assertThat(elsewhere).hasContent("mine");
    Files.delete(folder.resolve("report.md"));
    Files.createSymbolicLink(folder.resolve("report.md"), elsewhere);
    assertThatThrownBy(() -> ReportFiles.write(SampleRows.report(List.of()), folder, false))
        .hasMessageContaining("report.md");
    assertThat(elsewhere).hasContent("mine");
  }

  @Test
  void reportsOfEarlierVersionsAreReplaced() throws Exception {
    Path stored = Path.of("results/2026-11-21-vm-jdks/report");
    try (var files = Files.list(stored)) {
      for (Path file : files.toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    assertThat(ReportFiles.write(SampleRows.report(List.of()), folder, false)).hasSize(3);
    assertThat(folder.resolve("time.svg")).doesNotExist();
  }

  private String written(List<Row> rows, String name) throws Exception {
    ReportFiles.write(SampleRows.report(rows), folder, false);
    return Files.readString(folder.resolve(name));
  }

  private static String section(String page, String id) {
    int start = page.indexOf("<section id=\"" + id + "\"");
    return page.substring(start, page.indexOf("</section>", start));
  }

  private static String file(String name) throws IOException {
    try (InputStream in = ReportFilesTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
