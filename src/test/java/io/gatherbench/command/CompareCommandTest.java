package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.compare.ComparedRows;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareCommandTest {

  private static final double[] TEN = {10, 10.1, 9.9, 10.05, 9.95};
  private static final double[] TWELVE = {12, 12.1, 11.9, 12.05, 11.95};

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    write("17.csv", ComparedRows.of("17").run("r#17").forks(TEN));
    write("25.csv", ComparedRows.of("25").run("r#25").forks(TWELVE));
    write("elsewhere.csv", ComparedRows.of("25").run("r#25").host("elsewhere").forks(TEN));
    write("other.csv", ComparedRows.of("25").requests(64).forks(TEN));
    Files.writeString(folder.resolve("foreign.csv"), "a,b\n1,2\n");
    Files.writeString(folder.resolve("jmh.csv"), "\"Benchmark\",\"Mode\",\"Threads\"\n");
    Files.writeString(folder.resolve("broken.json"), "[{");
    Files.createFile(folder.resolve("empty.csv"));
  }

  @Test
  void filesAreComparedWithTheFirst() {
    assertThat(run("compare 17.csv 25.csv")).isZero();
    assertThat(text(out)).contains("25 against 17: time, ms").contains("slower");
    assertThat(text(err)).isEmpty();
  }

  @Test
  void theGateFailsOnWhatItNames() {
    assertThat(run("compare 17.csv 25.csv --fail-on slower")).isEqualTo(1);
    assertThat(run("compare 17.csv 25.csv --fail-on undecided")).isZero();
    assertThat(run("compare 25.csv 17.csv --fail-on slower")).isZero();
    assertThat(run("compare 17.csv elsewhere.csv --fail-on slower --force")).isZero();
    assertThat(run("compare 17.csv 25.csv --fail-on slower --threshold 30%")).isZero();
  }

  @Test
  void gateSaysWhatItHasDecided() throws IOException {
    assertThat(run("compare 17.csv 25.csv --fail-on slower")).isEqualTo(1);
    assertThat(text(out).lines())
        .last()
        .isEqualTo("Gate slower: failed by 1 of 1 cell: 25 GatherBenchmark.gather (slower)");
    assertThat(run("compare 25.csv 17.csv --fail-on slower,undecided")).isZero();
    assertThat(text(out).lines())
        .last()
        .isEqualTo("Gate slower,undecided: passed, 1 of 1 cell judged");
    write("more.csv", ComparedRows.of("25").run("r#25").requests(64).forks(TWELVE));
    write("few.csv", ComparedRows.of("17").run("r#17").requests(64).forks(10, 10));
    assertThat(run("compare 25.csv more.csv 17.csv few.csv --fail-on slower")).isZero();
    assertThat(text(out).lines())
        .last()
        .isEqualTo("Gate slower: passed, 1 of 2 cells judged; without a verdict: 17 64 (too few)");
  }

  @Test
  void gateStaysOffTheDataForPrograms() {
    for (String format : List.of("csv", "json")) {
      assertThat(run("compare 17.csv 25.csv --fail-on slower --format " + format)).isEqualTo(1);
      assertThat(text(out)).doesNotContain("Gate");
      assertThat(text(err)).startsWith("Gate slower: failed by 1 of 1 cell");
    }
    assertThat(run("compare 17.csv 25.csv --fail-on slower --format markdown")).isEqualTo(1);
    assertThat(text(out).lines()).last().asString().startsWith("Gate slower: failed");
  }

  @Test
  void gateThatCanJudgeNothingIsUnusable() throws IOException {
    write("few.csv", ComparedRows.of("25").run("r#25").forks(10, 10));
    assertThat(run("compare 17.csv few.csv --fail-on slower")).isEqualTo(2);
    assertThat(text(out)).contains("too few");
    assertThat(text(err).lines()).hasSize(1);
    assertThat(text(err))
        .contains("--fail-on is 'slower'; allowed: ", "25 GatherBenchmark.gather (too few)");
    assertThat(run("compare 17.csv few.csv --fail-on slower,undecided")).isEqualTo(1);
    for (String nothing : List.of("17.csv other.csv", "17.csv 25.csv --metric speed")) {
      assertUnusable("compare " + nothing + " --fail-on slower", "so --fail-on slower can judge");
    }
  }

  @Test
  void gateThatCanJudgeNothingMayBeAllowed() throws IOException {
    write("few.csv", ComparedRows.of("25").run("r#25").forks(10, 10));
    String allowed = " --fail-on slower --allow-undecided";
    assertThat(run("compare 17.csv few.csv" + allowed)).isZero();
    assertThat(text(out)).contains("Gate slower: passed, 0 of 1 cell judged; without a verdict");
    for (String nothing : List.of("17.csv other.csv", "17.csv 25.csv --metric speed")) {
      assertThat(run("compare " + nothing + allowed)).isZero();
      assertThat(text(out)).startsWith("Gate slower: passed, though it could judge nothing: ");
    }
    assertThat(run("compare 17.csv 25.csv" + allowed)).isEqualTo(1);
    assertUnusable("compare 17.csv 25.csv --allow-undecided", "is for --fail-on slower");
    assertUnusable("compare 17.csv few.csv --allow-undecided --fail-on undecided", "is for --fail");
  }

  @Test
  void throughputThatFellToZeroFailsTheGate() throws IOException {
    for (String name : List.of("before", "after")) {
      Files.writeString(
          folder.resolve(name + ".json"),
          """
          [{"benchmark": "org.example.Sorting.sort", "mode": "thrpt", "threads": 1, "forks": 4,
            "jdkVersion": "21", "primaryMetric": {"score": 1, "scoreUnit": "ops/ms",
            "rawData": [[%1$s], [%1$s], [%1$s], [%1$s]]}}]
          """
              .formatted(name.equals("before") ? "7.5" : "0.0"));
    }
    assertThat(run("compare before.json after.json --fail-on slower")).isEqualTo(1);
    assertThat(text(out))
        .contains("arithmetic means", "Gate slower: failed by 1 of 1 cell: after Sorting.sort");
    assertThat(run("compare after.json before.json --fail-on slower")).isZero();
    assertThat(run("compare after.json before.json --format csv")).isZero();
    assertThat(text(out)).contains(",4,0.0,4,7500.0,,,,,", ",faster,");
  }

  @Test
  void escapesInFieldsAreShown() throws IOException {
    String hostile = "17\u001b[31m\u202e\u0007";
    write("odd.csv", ComparedRows.of(hostile).run("r#" + hostile).forks(TEN));
    for (String format : List.of("text", "markdown", "json")) {
      assertThat(run("compare odd.csv 25.csv --format " + format)).isZero();
      assertThat(text(out))
          .containsIgnoringCase("17\\u001b[31m\\u202e\\u0007")
          .doesNotContainPattern("[\\p{Cntrl}\u202e&&[^\\n]]");
    }
    assertThat(run("compare odd.csv 25.csv --format csv")).isZero();
    assertThat(text(out)).as("data").contains(hostile);
    assertThat(run("compare odd.csv 25.csv --baseline 1\u001b[0m")).isEqualTo(2);
    assertThat(text(err)).contains("'1\\u001b[0m'; allowed: 17\\u001b[31m");
  }

  @Test
  void everyFormatIsPrinted() {
    assertThat(run("compare 17.csv 25.csv --format markdown")).isZero();
    assertThat(text(out)).contains("| --- |");
    assertThat(run("compare 17.csv 25.csv --format csv")).isZero();
    assertThat(text(out)).contains(",verdict,");
    assertThat(run("compare 17.csv 25.csv --format json")).isZero();
    assertThat(text(out)).contains("\"verdict\" : \"slower\"");
  }

  @Test
  void filesOfOneJdkAreComparedByTheirNames() throws IOException {
    for (String name : List.of("before", "after")) {
      Files.createDirectory(folder.resolve(name));
      double[] forks = name.equals("after") ? TWELVE : TEN;
      write(name + "/25.csv", ComparedRows.of("25").run(name).forks(forks));
    }
    assertThat(run("compare before/25.csv after/25.csv")).isZero();
    assertThat(text(out)).contains("after/25 against before/25").contains("not interleaved");
  }

  @Test
  void filesThatDifferInTheEndingAloneAreNamedWithIt() throws IOException {
    write("it.csv", ComparedRows.of("25").run("r#25").forks(TEN));
    Files.move(folder.resolve("it.csv"), folder.resolve("it.json"));
    write("it.csv", ComparedRows.of("25").run("s#25").forks(TWELVE));
    assertThat(run("compare it.json it.csv 17.csv --by jdk --filter file!=it.csv")).isZero();
    assertThat(text(out)).contains("10.00  10.00").doesNotContain("no row has file");
    assertThat(run("compare it.json it.csv 17.csv --by jdk --filter file!=it")).isZero();
    assertThat(text(out)).contains("--filter file!=it: no row has file 'it'");
    assertUnusable("compare it.json it.csv --filter file=it", "file (it.csv, it.json)");
  }

  @Test
  void aCutLastRowCostsOnlyThatRow() throws IOException {
    Path file = folder.resolve("25.csv");
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 20));
    assertThat(run("compare 17.csv 25.csv")).isZero();
    assertThat(text(out)).contains("slower").contains("line 11: the last row is cut and left out");
  }

  @Test
  void aRowCutInTheMiddleIsNamed() throws IOException {
    Path file = folder.resolve("25.csv");
    String text = Files.readString(file);
    int middle = text.indexOf(",time,", text.length() / 2);
    Files.writeString(file, text.substring(0, middle) + "\n" + text.substring(middle));
    assertUnusable("compare 17.csv 25.csv", "25.csv, line ");
  }

  @Test
  void jsonOfJmhsIsComparedAsWell() throws IOException {
    for (String jdk : List.of("21", "25")) {
      Files.writeString(
          folder.resolve(jdk + ".json"),
          """
          [{"benchmark": "org.example.Sorting.sort", "mode": "thrpt", "threads": 1, "forks": 4,
            "jdkVersion": "%s", "primaryMetric": {"score": 1, "scoreUnit": "ops/ms",
            "rawData": [[%s], [%s], [%s], [%s]]}}]
          """
              .formatted(jdk, jdk, jdk + ".1", jdk, jdk + ".1"));
    }
    assertThat(run("compare 21.json 25.json")).isZero();
    assertThat(text(out)).contains("25 against 21: throughput, ops/s").contains("faster");
    assertThat(text(out)).contains("rows do not say everything of where");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "compare                                | compare: Missing required parameter: 'FILE",
        "compare nowhere.csv                    | nowhere.csv'; allowed: one that exists",
        "compare 17.csv 17.csv                  | allowed: each file once",
        "compare 17.csv                         | --by is 'file'; allowed: a column that differs",
        "compare 17.csv elsewhere.csv           | differ in host (elsewhere, vm); allowed: rows of",
        "compare 17.csv other.csv               | no cell is in 17 and in 25; they differ in requ",
        "compare 17.csv foreign.csv             | allowed: a CSV of rows, JSON of JMH's (-rf js",
        "compare 17.csv empty.csv               | empty.csv is empty",
        "compare 17.csv jmh.csv                 | take its JSON (-rf json)",
        "compare 17.csv broken.json             | broken.json is cut at line 1",
        "compare 17.csv 25.csv --metric speed   | --metric is 'speed'; allowed: time",
        "compare 17.csv 25.csv --by colour      | --by is 'colour'; allowed: a column that differs",
        "compare 17.csv 25.csv --baseline 21    | --baseline is '21'; allowed: 17, 25",
        "compare 17.csv 25.csv --threshold 3    | --threshold is '3'; allowed: 0% or more and below",
        "compare 17.csv 25.csv --threshold -1%  | --threshold is '-1%'",
        "compare 17.csv 25.csv --threshold few  | --threshold is 'few'",
        "compare 17.csv 25.csv --filter x       | --filter is 'x'; allowed: column=value",
        "compare 17.csv 25.csv --filter jdk=99  | --filter is 'jdk=99'; allowed: one that leaves",
        "compare 17.csv 25.csv --fail-on void   | --fail-on is 'void'; allowed: slower, undecided",
        "compare 17.csv 25.csv --format pdf     | --format is 'pdf'; allowed: text, markdown, csv",
        "compare 17.csv 25.csv --colour         | argument of compare is '--colour'; allowed: --by, --bas",
      })
  void unusableInputIsOneLineAndStatus2(String commandLine, String expected) {
    assertUnusable(commandLine.strip(), expected.strip());
  }

  private void assertUnusable(String commandLine, String expected) {
    assertThat(run(commandLine)).as(text(err)).isEqualTo(2);
    assertThat(text(err).lines()).as(text(err)).hasSize(1);
    assertThat(text(err)).startsWith("gatherbench: ").contains(expected);
    assertThat(text(out)).isEmpty();
  }

  private int run(String commandLine) {
    out.reset();
    err.reset();
    List<String> arguments = new ArrayList<>();
    for (String word : Arrays.asList(commandLine.split(" +"))) {
      arguments.add(word.matches("[^=]*\\.(csv|json)") ? folder.resolve(word).toString() : word);
    }
    return new Main(stream(out), stream(err)).run(arguments);
  }

  private void write(String name, List<Row> rows) throws IOException {
    try (RowWriter writer = new RowWriter(folder.resolve(name))) {
      writer.write(rows);
    }
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
