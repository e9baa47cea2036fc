package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.compare.ComparedRows;
import io.gatherbench.report.page.ReportWatch;
import io.gatherbench.report.page.SampleRows;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportCommandTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path folder;

  @Test
  void aFolderBecomesAReport() throws Exception {
    Path run = Files.createDirectories(folder.resolve("run"));
    write("run/17.csv", SampleRows.everything());
    Files.writeString(run.resolve("17.json"), "[ not read, because the rows beside it say it all");
    Files.writeString(run.resolve("17.part-2.json"), "[ nor is that of a resumed run");
    Files.writeString(run.resolve("forks.tsv"), "1\t2\n");
    Files.writeString(run.resolve("other.csv"), "a,b\n1,2\n");
    Files.writeString(
        run.resolve("plan.json"),
        "{\"gatherbench_plan\": 2, \"run\": \"r\", \"settings\": {\"seed\": 7}, "
            + "\"arguments\": [\"-p\", \"a=b c\"]}");
    Files.writeString(
        run.resolve("trace.tsv"),
        """
        2026-11-21T10:00:00Z\tEVENT_LOOP VERTX\tmain\tstart\t1 requests
        2026-11-21T10:00:00.001Z\tEVENT_LOOP VERTX\tloop-1\tsent\t1 GET /todos/1
        2026-11-21T10:00:00.011Z\tEVENT_LOOP VERTX\tloop-1\tanswered\t1 GET /todos/1 200, 83 bytes
        2026-11-21T10:00:00.012Z\tEVENT_LOOP VERTX\tmain\tgathered\t1 requests
        """);
    Files.writeString(run.resolve("cpu a.html"), "<html>… Produced by async-profiler");
    assertThat(run("report run --out report")).isZero();
    assertThat(text(err)).isEmpty();
    assertThat(text(out).lines().map(line -> Path.of(line).getFileName().toString()))
        .containsExactly("report.html", "report.md", "report.csv", "time.svg", "jdks.svg");
    String page = Files.readString(folder.resolve("report/report.html"));
    assertThat(page)
        .contains("<title>1, loop-1: 1.000 to 11.00 ms</title>")
        .contains("./../run/cpu%20a.html")
        .contains("java -jar benchmarks.jar jdks -p 'a=b c' --seed 7")
        .doesNotContain("data-reloads=");
    assertThat(run("report run --out report")).isZero();
  }

  @Test
  void picturesThatNoLongerHoldGoAway() throws Exception {
    write("17.csv", SampleRows.everything());
    assertThat(run("report 17.csv --out r")).isZero();
    assertThat(folder.resolve("r/jdks.svg")).exists();
    Files.createFile(folder.resolve("empty.csv"));
    assertThat(run("report empty.csv --out r")).isZero();
    assertThat(folder.resolve("r/jdks.svg")).doesNotExist();
    assertThat(Files.readString(folder.resolve("r/report.md"))).contains("empty.csv is empty");
  }

  @Test
  void picturesAreWellFormedAndShowMarkupAsText() throws Exception {
    write("17.csv", SampleRows.hostile());
    assertThat(run("report 17.csv --out r")).isZero();
    String picture = Files.readString(folder.resolve("r/jdks.svg"));
    assertThat(picture).doesNotContain("<script", "<img").contains("&lt;/script&gt;");
    javax.xml.parsers.DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve("r/jdks.svg").toFile());
  }

  @Test
  void machinesAreNotComparedWithEachOther() throws Exception {
    write("17.csv", ComparedRows.of("17").forks(10, 11, 12, 13));
    write("25.csv", ComparedRows.of("25").host("elsewhere").forks(10, 11, 12, 13));
    assertThat(run("report 17.csv 25.csv --out r")).isZero();
    assertThat(Files.readString(folder.resolve("r/report.md")))
        .contains("The JDKs are not compared: ");
  }

  @Test
  void aCutLastRowIsSaid() throws Exception {
    write("17.csv", ComparedRows.of("17").forks(10, 11));
    String rows = Files.readString(folder.resolve("17.csv"));
    Files.writeString(folder.resolve("17.csv"), rows.substring(0, rows.length() - 30));
    assertThat(run("report 17.csv --out r")).isZero();
    assertThat(Files.readString(folder.resolve("r/report.md"))).contains("is cut and left out");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "report | Missing required parameter",
        "report missing.csv | file is '",
        "report other.txt | allowed: a CSV of rows",
        "report twice/a.csv twice/b.csv | b.csv: fork 2 of run run is there twice",
        "report cut.json | cut.json is cut at line 1",
        "report array.json | array.json has no results",
        "report good.csv --baseline 99 | --baseline is '99'",
        "report good.csv --out good.csv | --out is '",
        "report good.csv --colour | argument of report is '--colour'; allowed: --out",
      })
  void whatCannotBeUsedIsOneLine(String arguments, String message) throws Exception {
    Files.writeString(folder.resolve("other.txt"), "hello");
    write("good.csv", SampleRows.everything());
    Files.createDirectories(folder.resolve("twice"));
    write("twice/a.csv", ComparedRows.of("17").forks(10, 11));
    write("twice/b.csv", ComparedRows.of("17").forks(10, 12));
    Files.writeString(folder.resolve("cut.json"), "[{");
    Files.writeString(folder.resolve("array.json"), "[]");
    assertThat(run(arguments)).isEqualTo(2);
    assertThat(text(err).lines()).hasSize(1);
    assertThat(text(err)).contains(message);
    assertThat(text(out)).isEmpty();
  }

  @Test
  void ofAFolderContradictingForksAreLeftOut() throws Exception {
    Files.createDirectories(folder.resolve("twice"));
    write("twice/a.csv", ComparedRows.of("17").forks(10, 11));
    write("twice/b.csv", ComparedRows.of("17").forks(10, 12));
    List<Row> rows = new ArrayList<>(ComparedRows.of("17").requests(64).forks(20, 21));
    rows.addAll(rows.subList(3, 4));
    write("twice/c.csv", rows);
    Files.writeString(
        folder.resolve("twice/trace.tsv"),
        "2026-11-21T10:00:00Z\tSEQUENTIAL\tmain\tstart\t\nsoon\tSEQUENTIAL\tmain\tsent\t1\n");
    assertThat(run("report twice --out r")).as(text(err)).isZero();
    assertThat(Files.readString(folder.resolve("r/report.md")))
        .contains("c.csv: GatherBenchmark.gather: fork 2, iteration 2, time is there twice")
        .contains("left out, as other files contradict: GatherBenchmark.gather of ")
        .contains("b.csv: fork 2 of run run is there twice")
        .contains("trace.tsv, line 2: no event of a trace");
  }

  @Test
  void theBrowserIsTheUsers() throws Exception {
    Path page = folder.resolve("report.html");
    assertThat(new PageOpener("true", "Linux").open(page)).isTrue();
    assertThat(new PageOpener("false", "Linux").open(page)).isFalse();
    assertThat(new PageOpener(folder.resolve("missing").toString(), "Linux").open(page)).isFalse();
  }

  @Test
  @Timeout(60)
  void watchRendersNewRowsAndEndsWithoutReload() throws Exception {
    write("17.csv", ComparedRows.of("17").forks(10));
    CountDownLatch again = new CountDownLatch(2);
    List<Boolean> reloading = new ArrayList<>();
    ReportWatch watch =
        new ReportWatch(
            List.of(folder), folder.resolve("report"), new PrintStream(err, true)::println);
    Thread watching =
        new Thread(
            () -> {
              try {
                watch.run(
                    reloads -> {
                      reloading.add(reloads);
                      if (again.getCount() == 2) {
                        append();
                      }
                      again.countDown();
                    });
              } catch (io.gatherbench.results.UnusableInputException e) {
                throw new IllegalStateException(e);
              }
            });
    watching.start();
    again.await();
    watch.stop();
    watching.join();
    assertThat(reloading).startsWith(true, true).endsWith(false);
    assertThat(text(err)).isEmpty();
  }

  private void append() {
    try {
      write("25.csv", ComparedRows.of("25").forks(10));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private int run(String arguments) {
    List<String> words =
        Stream.of(arguments.split(" "))
            .map(
                word ->
                    word.matches("run|twice|r|report/?|.*\\.(csv|txt|json)")
                            && !arguments.equals(word)
                        ? folder.resolve(word).toString()
                        : word)
            .toList();
    List<String> whole = new ArrayList<>(words);
    whole.set(0, "report");
    out.reset();
    err.reset();
    return new Main(new PrintStream(out, true), new PrintStream(err, true)).run(whole);
  }

  private void write(String name, List<Row> rows) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
    try (RowWriter writer = new RowWriter(folder.resolve(name))) {
      writer.write(rows);
    }
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
