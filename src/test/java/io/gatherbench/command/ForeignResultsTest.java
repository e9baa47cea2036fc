package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code compare} and {@code report} over JSON of JMH's from other projects. */
class ForeignResultsTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  @TempDir Path folder;

  @Test
  void virtualMachinesOfOneJdkAreKeptApart() throws IOException {
    write("base.json", entry("17.0.2", "Alpha VM", "", 10));
    for (String vm : List.of("Alpha", "Beta", "Gamma")) {
      write(vm + ".json", entry("17.0.1", vm + " VM", "", vm.length()));
    }
    assertThat(run("compare", "base.json", "Alpha.json", "Beta.json", "Gamma.json")).isZero();
    assertThat(text(out))
        .contains("17.0.1 on Alpha VM 1 against 17.0.2", "17.0.1 on Beta VM 1 against 17.0.2")
        .contains("17.0.1 on Gamma VM 1 against 17.0.2");
    assertThat(report("base.json", "Alpha.json", "Beta.json", "Gamma.json")).hasSize(4);
    assertThat(report("base.json", "Alpha.json", "Beta.json"))
        .filteredOn(cell -> cell.get("jdk").equals("17.0.1"))
        .allMatch(cell -> cell.get("jdk_verdict").equals("faster"));
  }

  @Test
  void versionsOfJmhAreComparedWithARemark() throws IOException {
    write("a.json", entry("17", "VM", "\"jmhVersion\": \"1.36\",", 10));
    write("b.json", entry("17", "VM", "\"jmhVersion\": \"1.37\",", 10));
    assertThat(run("compare", "a.json", "b.json")).isZero();
    assertThat(answer()).contains("jmh (1.37 against 1.36)");
    assertThat(report("a.json", "b.json")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"measurementTime", "warmupTime"})
  void otherTimesAreRefusedUnlessForced(String name) throws IOException {
    String plan = "\"warmupIterations\": 5, \"measurementIterations\": 5, ";
    write("a.json", entry("17", "VM", plan + "\"" + name + "\": \"1 s\",", 10));
    write("b.json", entry("17", "VM", plan + "\"" + name + "\": \"10 s\",", 10));
    assertThat(run("compare", "a.json", "b.json")).isEqualTo(2);
    assertThat(text(err)).contains(name.replace("Time", "") + " (5 x 1 s, 5 x 10 s)");
    assertThat(run("compare", "a.json", "b.json", "--force")).isZero();
    assertThat(text(out)).startsWith("FORCED: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mode", "file", "gc", "threads", "jdk", "run", "jmh", "size"})
  void aParameterMayHaveAnyName(String name) throws IOException {
    String threads = "\"threads\": 2, \"params\": {\"" + name + "\": \"%s\"},";
    write(
        "a.json",
        entry("17", "VM", threads.formatted("one"), 10)
            + ","
            + entry("17", "VM", threads.formatted("two"), 20));
    assertThat(report("a.json")).hasSize(2);
    assertThat(run("compare", "a.json", "--by", name)).as(text(err)).isZero();
    assertThat(text(out)).contains("two against one: time").contains("slower");
  }

  @Test
  void portsOfLaunchersDoNotDivideACell() throws IOException {
    for (int port : List.of(50_001, 50_002, 50_003)) {
      String flags =
          "\"jvmArgs\": [\"-javaagent:/opt/idea_rt.jar=%d:/opt/bin\", \"-Xmx1g\"],".formatted(port);
      write(port + ".json", entry(port == 50_003 ? "21" : "17", "VM", flags, port / 5_000.0));
    }
    assertThat(run("compare", "50001.json", "50002.json", "50003.json", "--by", "jdk")).isZero();
    assertThat(text(out)).contains("21 against 17: time").contains("-Xmx1g");
    assertThat(answer())
        .contains("one sample, whichever file has them: 50001, 50002")
        .contains("left out: -javaagent:/opt/idea_rt.jar=50001:/opt/bin");
  }

  @Test
  void aCellWithoutAValueIsShownAndSaid() throws IOException {
    write("a.json", entry("17", "VM", "", 10).replaceAll("\\[\\d+\\.\\d+\\]", "[\"NaN\"]"));
    write("b.json", entry("17", "VM", "", 10));
    assertThat(run("compare", "a.json", "b.json")).isZero();
    assertThat(answer()).contains("b against a").contains("no value of the score: Sorting.sort");
    assertThat(report("a.json"))
        .singleElement()
        .extracting(cell -> cell.get("forks"))
        .isEqualTo("0");
    assertThat(Files.readString(folder.resolve("page/report.md"))).contains("No fork has a value");
  }

  /** Of each fork, a fifth of the times is 99 ms. */
  @ParameterizedTest
  @CsvSource({"time_p99, 200, same", "time_p99, 199, ~ too few", "time_p50, 3, same"})
  void percentilesAreComparedWhereValuesAreEnough(String metric, int values, String verdict)
      throws IOException {
    for (String jdk : List.of("17", "21")) {
      write(jdk + ".json", sampled(jdk, values));
    }
    assertThat(run("compare", "17.json", "21.json", "--metric", metric)).as(text(err)).isZero();
    assertThat(text(out)).contains("21 against 17: " + metric).contains(verdict);
    String few = metric + " is of fewer than " + (metric.endsWith("99") ? "1 000" : "20") + " val";
    assertThat(answer().contains(few)).isEqualTo(values != 200);
    assertThat(report("17.json"))
        .extracting(cell -> cell.get("time_p99").isEmpty())
        .containsExactly(values != 200);
    assertThat(Files.readString(folder.resolve("page/report.md")).contains("time_p50 is of fewer"))
        .isEqualTo(values == 3);
  }

  private static String sampled(String jdk, int values) {
    String pairs = "[[[$1, %d], [99, %d]]]".formatted(4 * values, values);
    return entry(jdk, "VM", "", 10)
        .replace("\"avgt\"", "\"sample\"")
        .replaceAll("\"rawData\"", "\"rawDataHistogram\"")
        .replaceAll("\\[(\\d+\\.\\d+)\\]", pairs);
  }

  @Test
  void lessThroughputOfASecondaryIsSlower() throws IOException {
    for (String name : List.of("a", "b")) {
      int rate = name.equals("a") ? 10 : 50;
      String readers =
          """
          "secondaryMetrics": {"readers": {"score": 1, "scoreUnit": "ops/ms",
          "rawData": [[%d.1], [%d.2], [%d.3], [%d.4]]}},"""
              .formatted(rate, rate, rate, rate);
      write(name + ".json", entry("17", "VM", readers, 10));
    }
    String[] gate = {"compare", "b.json", "a.json", "--metric", "readers", "--fail-on", "slower"};
    assertThat(run(gate)).as(text(err)).isEqualTo(1);
    assertThat(run("compare", "a.json", "b.json", "--metric", "readers")).isZero();
    assertThat(text(out)).contains("faster");
  }

  @Test
  void valuesWithLineEndsAreShownOnOneLine() throws IOException {
    List<String> entries = new ArrayList<>();
    for (String jdk : List.of("17", "21")) {
      for (String value : List.of("a\nb", "a b")) {
        entries.add(entry(jdk, "VM", "\"params\": {\"text\": \"" + value + "\"},", 10));
      }
    }
    write("a.json", String.join(",", entries));
    assertThat(run("compare", "a.json")).isZero();
    assertThat(text(out)).contains("\na\\u000ab  ", "\na b  ");
    assertThat(run("report", "a.json", "--out", folder + "/page")).isZero();
    assertThat(Files.readString(folder.resolve("page/report.md"))).contains("text=a\\\\u000ab");
  }

  @Test
  void aFolderIsCompared() throws IOException {
    mixed();
    assertThat(run("compare", "mixed", "--by", "jdk")).as(text(err)).isZero();
    String answer = answer();
    assertThat(answer).contains("21 against 17").containsOnlyOnce("Passed over in folders: ");
    IntStream.range(0, 12).forEach(i -> assertThat(answer).contains("half-" + i + ".json is cut"));
    assertThat(text(err)).isEmpty();
    assertThat(run("compare", "mixed", "--by", "jdk", "--format", "csv")).isZero();
    assertThat(text(out)).doesNotContain("Passed over");
    assertThat(text(err)).containsOnlyOnce("Passed over in folders: ");
  }

  @Test
  void aFolderIsReported() throws IOException {
    mixed();
    assertThat(report("mixed")).hasSize(8);
    String markdown = Files.readString(folder.resolve("page/report.md"));
    assertThat(markdown).containsOnlyOnce("Passed over in folders: ");
    IntStream.range(0, 12).forEach(i -> assertThat(markdown).contains("sales-" + i + ".csv is"));
  }

  @Test
  void withoutRowsTheTerminalSaysSo() throws IOException {
    Files.createDirectory(folder.resolve("none"));
    Files.writeString(folder.resolve("none/half.json"), "[{");
    assertThat(report("none")).isEmpty();
    assertThat(text(err)).contains("there are no rows").contains("half.json is cut at line 1");
    assertThat(run("compare", "none")).isEqualTo(2);
    assertThat(text(err)).contains("there are no rows").contains("half.json is cut at line 1");
    assertThat(text(err).lines()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mixed/a.json", "mixed/z.json"})
  void ofAFolderAFileInAnotherUnitIsLeftOut(String odd) throws IOException {
    mixed();
    write(
        odd,
        entry("17", "VM", "", 7).replace("Sorting.sort", "Sorting.sort0").replace("ms/", "mm/"));
    assertThat(run("compare", "mixed", "--by", "file")).as(text(err)).isZero();
    String name = odd.replaceAll("mixed/|\\.json", "");
    assertThat(answer()).contains(name + " left out: its unit is mm/op, not ms: Sorting.sort0");
    assertThat(run("compare", "mixed", "--by", "jdk")).as(text(err)).isZero();
    String why = "Sorting.sort0 of " + name + ": units of time are ms and mm/op";
    assertThat(answer()).contains("left out, as other files contradict: org.example." + why);
    assertThat(report("mixed")).hasSize(8);
    assertThat(Files.readString(folder.resolve("page/report.md")))
        .contains("units of time are ms and mm/op");
    assertThat(run("compare", odd, "mixed", "--by", "file")).isEqualTo(2);
    assertThat(run("report", odd, "mixed", "--out", folder + "/page")).isEqualTo(2);
  }

  private void mixed() throws IOException {
    Files.createDirectory(folder.resolve("mixed"));
    for (int i = 0; i < 12; i++) {
      String benchmark = "Sorting.sort" + i % 4;
      String good = entry(i < 6 ? "17" : "21", "VM", "", 10 + i).replace("Sorting.sort", benchmark);
      write("mixed/good-" + i + ".json", good);
      Files.writeString(folder.resolve("mixed/half-" + i + ".json"), "[" + good.substring(0, 50));
      Files.writeString(folder.resolve("mixed/list-" + i + ".json"), "[" + i + "]");
      Files.writeString(folder.resolve("mixed/sales-" + i + ".csv"), "month,sales\n1," + i);
      Files.writeString(folder.resolve("mixed/table-" + i + ".csv"), "\"Benchmark\",\"Mode\"\n");
    }
  }

  private void write(String name, String entries) throws IOException {
    Files.writeString(folder.resolve(name), "[" + entries + "]");
  }

  /** Of four forks about a value; {@code more} members end in a comma. */
  private static String entry(String jdk, String vm, String more, double value) {
    return """
        {"benchmark": "org.example.Sorting.sort", "mode": "avgt", "forks": 4, "jdkVersion": "%s",
        "vmName": "%s", "vmVersion": "1", %s "primaryMetric": {"score": 1, "scoreUnit": "ms/op",
        "rawData": [[%s], [%s], [%s], [%s]]}}"""
        .formatted(jdk, vm, more, value, value * 1.01, value * 0.99, value * 1.005);
  }

  /** Returns the cells of a report, each by the names of its columns. */
  private List<Map<String, String>> report(String... names) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("report", "--out", folder + "/page"));
    arguments.addAll(List.of(names));
    assertThat(run(arguments.toArray(String[]::new))).as(text(err)).isZero();
    List<List<String>> lines =
        Files.readAllLines(folder.resolve("page/report.csv")).stream()
            .map(line -> List.of(line.split(",", -1)))
            .toList();
    List<String> header = lines.get(0);
    return lines.stream()
        .skip(1)
        .map(
            line ->
                IntStream.range(0, header.size())
                    .boxed()
                    .collect(Collectors.toMap(header::get, line::get)))
        .toList();
  }

  private int run(String... words) {
    out.reset();
    err.reset();
    List<String> arguments = new ArrayList<>();
    for (String word : words) {
      Path file = folder.resolve(word);
      arguments.add(Files.exists(file) ? file.toString() : word);
    }
    return new Main(stream(out), stream(err)).run(arguments);
  }

  /** Returns the output without its line breaks. */
  private String answer() {
    return text(out).replaceAll("\\s+", " ");
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
