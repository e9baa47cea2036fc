package io.gatherbench.results.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gatherbench.results.Row;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JmhResultReaderTest {

  @TempDir Path folder;
  private final List<Row> rows = new ArrayList<>();

  @Test
  void rawDataAreForksOfIterations() throws IOException {
    List<String> notes =
        read(result("avgt", 2, "us/op", "\"rawData\": [[1500, 2500], [3000, 4000]]"));
    assertThat(notes).isEmpty();
    assertThat(rows).extracting(Row::fork).containsExactly(1, 1, 2, 2);
    assertThat(rows).extracting(Row::iteration).containsExactly(1, 2, 1, 2);
    assertThat(rows).extracting(Row::metric).containsOnly("time");
    assertThat(rows).extracting(Row::unit).containsOnly("ms");
    assertThat(rows.get(3).value()).isCloseTo(4.0, within(1e-12));
    Row row = rows.get(0);
    assertThat(row.benchmark()).isEqualTo("org.example.Sorting.sort");
    assertThat(row.params()).isEqualTo("jmh=1.37;size=100");
    assertThat(row.info().jdk()).isEqualTo("21.0.5");
    assertThat(row.info().vmArgs()).isEqualTo("-Xmx1g");
    assertThat(row.info().machine().host()).isEmpty();
  }

  /** By hand: (2·1 + 4·3) / 4 = 3.5. */
  @Test
  void histogramsOfSampleModeAreTheirMean() throws IOException {
    read(result("sample", 1, "ms/op", "\"rawDataHistogram\": [[[[2, 1], [4, 3]], [[5, 2]]]]"));
    assertThat(values("time")).containsExactly(3.5, 5.0);
  }

  @ParameterizedTest
  @CsvSource({
    "thrpt, ops/s, throughput, 3, ops/s",
    "thrpt, ops/ms, throughput, 3000, ops/s",
    "thrpt, ops/us, throughput, 3000000, ops/s",
    "thrpt, ops/min, throughput, 0.05, ops/s",
    "avgt, ns/op, time, 0.000003, ms",
    "avgt, ms/op, time, 3, ms",
    "thrpt, ops/sec, throughput, 3, ops/s",
    "avgt, sec/op, time, 3000, ms",
    "ss, s/op, time, 3000, ms",
    "avgt, furlongs, time, 3, furlongs"
  })
  void unitsBecomeThoseOfRows(
      String mode, String unit, String metric, double value, String expected) throws IOException {
    read(result(mode, 1, unit, "\"rawData\": [[3]]"));
    assertThat(rows.get(0).metric()).isEqualTo(metric);
    assertThat(rows.get(0).value()).isCloseTo(value, within(value * 1e-12));
    assertThat(rows.get(0).unit()).isEqualTo(expected);
  }

  @Test
  void withoutRawDataTheScoreIsOneFork() throws IOException {
    List<String> notes = read(result("avgt", 5, "ms/op", "\"scoreError\": 0.1"));
    assertThat(rows).hasSize(1);
    assertThat(rows.get(0).value()).isEqualTo(7.5);
    assertThat(notes).hasSize(1);
    assertThat(notes.get(0)).contains("Sorting.sort").contains("no raw data");
  }

  @Test
  void pooledRawDataAreOneFork() throws IOException {
    List<String> notes = read(result("avgt", 5, "ms/op", "\"rawData\": [[1, 2, 3, 4, 5]]"));
    assertThat(rows).extracting(Row::fork).containsOnly(1);
    assertThat(notes).singleElement().asString().contains("pool 5 forks").contains("Sorting.sort");
  }

  @Test
  void profilersKeepTheirNamesAndUnits() throws IOException {
    read(
        result("avgt", 1, "ms/op", "\"rawData\": [[1]]")
            .replace(
                "\"secondaryMetrics\": {}",
                """
                "secondaryMetrics": {
                  "·gc.alloc.rate.norm": {"score": 1, "scoreUnit": "B/op", "rawData": [[2048]]},
                  "sort:p0.50": {"score": 1, "scoreUnit": "ms/op", "rawData": [[1]]},
                  "gc.time": {"score": "NaN", "scoreUnit": "ms", "rawData": [["NaN"]]}
                }"""));
    assertThat(rows).extracting(Row::metric).containsExactly("time", "gc.alloc.rate.norm");
    assertThat(rows.get(1).value()).isEqualTo(2048);
    assertThat(rows.get(1).unit()).isEqualTo("B/op");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "99999999999999"})
  void threadsArePartOfTheCell(String threads) throws IOException {
    read(
        result("avgt", 1, "ms/op", "\"rawData\": [[1]]")
            .replace("\"threads\": 1", "\"threads\": " + threads));
    assertThat(rows.get(0).params()).isEqualTo("jmh=1.37;size=100;threads=" + threads);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1]", "[{}]", "[{\"mode\": \"avgt\"}]", "[{\"mode\": 3}]", "[null]"})
  void whatIsNoResultOfJmhsIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no JSON result of JMH's");
  }

  @Test
  void profilersOfOldJmhAreTheSameMetric() throws IOException {
    for (String dot : List.of("", "\u00b7", "?", "\ufffd", "\u00c2\u00b7")) {
      rows.clear();
      read(avgt("[[1]]", secondary(dot + "gc.count", "counts", "[[3]]")));
      assertThat(values("gc.count")).as(dot).containsExactly(3.0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"time", "time_p50", "throughput", "requests_sent", "efficiency"})
  void secondaryMetricsNeverBecomeTheScore(String name) throws IOException {
    List<String> notes = read(avgt("[[1]]", secondary(name, "#", "[[20]]")));
    assertThat(values("time")).containsExactly(1.0);
    assertThat(values("secondary." + name)).containsExactly(20.0);
    assertThat(rows).hasSize(2);
    assertThat(notes).singleElement().asString().contains(name + " of Sorting.sort");
  }

  @Test
  void ownMetricsKeepTheirNames() throws IOException {
    read(
        avgt("[[1]]", secondary("requests_sent", "#", "[[20]]"))
            .replace("org.example.Sorting", "io.gatherbench.benchmark.GatherBenchmark"));
    assertThat(rows.get(0).benchmark()).isEqualTo("GatherBenchmark.sort");
    assertThat(values("requests_sent")).containsExactly(20.0);
  }

  @Test
  void ratesOfMethodsHaveTheUnitOfTheScore() throws IOException {
    read(avgt("[[1]]", secondary("reader", "ops/ms", "[[2]]")));
    assertThat(values("reader")).containsExactly(2000.0);
    assertThat(rows.get(1).unit()).isEqualTo("ops/s");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[10, 0]", "[10, -4]", "[10]", "10"})
  void timesWithoutACountAreRefused(String pair) {
    String pairs = "\"rawDataHistogram\": [[[[1, 3], " + pair + "]]]";
    assertThatThrownBy(() -> read(result("sample", 1, "ms/op", pairs)))
        .hasMessageContaining("is no JSON result of JMH's: ");
  }

  @Test
  void nameThatIsThereTwiceIsRefused() {
    assertThatThrownBy(() -> read(avgt("[[1]], \"rawData\": [[2]]", "\"secondaryMetrics\": {}")))
        .hasMessageContaining(" has a name twice in one object, line ");
  }

  /** By hand: of 1, 1, 1, 9 the median is 1 and the 99th percentile beyond the last, 9. */
  @Test
  void histogramsHavePercentiles() throws IOException {
    read(result("sample", 1, "ms/op", "\"rawDataHistogram\": [[[[1, 3], [9, 1]]]]"));
    assertThat(values("time_p50")).containsExactly(1.0);
    assertThat(values("time_p99")).containsExactly(9.0);
    assertThat(values("time_max")).containsExactly(9.0);
    assertThat(values("operations")).containsExactly(4.0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sort\u00b7p0.99", "sort?p0.99", "sort:p0.99", "p0.99", "\u00b7p0.99"})
  void labelsGivePercentilesWithoutHistogram(String label) throws IOException {
    String metrics = secondary(label, "us/op", "[[3000], [4000]]");
    List<String> notes =
        read(
            result("sample", 2, "ms/op", "\"rawData\": []")
                .replace("\"secondaryMetrics\": {}", metrics));
    assertThat(notes).last().asString().contains("of how many values percentiles are");
    assertThat(values("time_p99")).containsExactly(3.0, 4.0);
  }

  @Test
  void percentilesOfOneMethodOfSeveralAreItsOwn() throws IOException {
    read(avgt("[[1]]", secondary("reader\u00b7p0.99", "ms/op", "[[3]]")));
    assertThat(values("reader:p0.99")).containsExactly(3.0);
    assertThat(values("time_p99")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"+INF\"", "\"-INF\"", "\"Infinity\"", "-Infinity", "1e999"})
  void infiniteValuesAreLeftOutAndSaid(String infinite) throws IOException {
    List<String> notes =
        read(
            avgt(
                "[[" + infinite + "], [2]]",
                secondary("cpi", "#/op", "[[1], [" + infinite + "]]")));
    assertThat(rows).extracting(Row::metric).containsExactly("time", "cpi");
    assertThat(rows).extracting(Row::fork).containsExactly(2, 1);
    assertThat(notes)
        .singleElement()
        .asString()
        .contains("time of Sorting.sort in fork 1", "cpi of Sorting.sort in fork 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"NaN\"", "NaN", "null"})
  void aCellWithoutAValueIsThereAndSaid(String nothing) throws IOException {
    List<String> notes = read(avgt("[[" + nothing + "]]", "\"secondaryMetrics\": {}"));
    assertThat(rows).singleElement().extracting(Row::value).isEqualTo(Double.NaN);
    assertThat(notes).singleElement().asString().contains("no value of the score: Sorting.sort");
  }

  @Test
  void entriesOfOneCellAreFurtherForks() throws IOException {
    String one = avgt("[[1], [2]]", "\"secondaryMetrics\": {}");
    List<String> notes = read(joined(one, one.replace("[[1], [2]]", "[[1], [3]]")));
    assertThat(values("time")).containsExactly(1.0, 2.0, 1.0, 3.0);
    assertThat(rows.stream().map(row -> row.info().run()).distinct()).hasSize(2);
    assertThat(notes).singleElement().asString().contains("further forks of it: Sorting.sort (2)");
  }

  @Test
  void entriesThatAreEqualAreRefused() {
    String one = avgt("[[1], [2]]", "\"secondaryMetrics\": {}");
    assertThatThrownBy(() -> read(joined(one, one))).hasMessageContaining("Sorting.sort twice");
    String exact = one.replace("[[1], [2]]", "[[1.2345678], [2.3456789]]");
    assertThatThrownBy(() -> read(joined(one, exact, exact))).hasMessageContaining("twice");
    assertThat(rows).isEmpty();
  }

  @Test
  void entriesOfFewDigitsMayBeEqualByChance() throws IOException {
    String one = avgt("[[1.1]]", "\"secondaryMetrics\": {}");
    read(joined(one, one.replace("[[1.1]]", "[[1.2]]"), one));
    assertThat(values("time")).containsExactly(1.1, 1.2, 1.1);
    assertThat(rows.stream().map(row -> row.info().run()).distinct()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "\"threads\": 1, \"threads\": 2",
    "\"jmhVersion\": \"1.37\", \"jmhVersion\": \"1.36\"",
    "\"mode\": \"avgt\", \"mode\": \"ss\"",
    "\"vmName\": \"OpenJDK\", \"vmName\": \"Other VM\"",
    "\"forks\": 1, 'ITERATIONS \"forks\": 1'",
    "'\"forks\": 1', 'BATCH \"forks\": 1'",
    "\"-Xmx1g\", \"-Xmx2g\"",
  })
  void settingsTellCellsApart(String from, String to) throws IOException {
    String one = avgt("[[1]]", "\"secondaryMetrics\": {}");
    String iterations = "\"measurementIterations\": 5, \"measurementTime\": \"10 s\",";
    String other =
        one.replace(from, to)
            .replace("ITERATIONS", iterations)
            .replace("BATCH", "\"warmupBatchSize\": 9,");
    assertThat(other).isNotEqualTo(one);
    assertThat(read(joined(one, other))).isEmpty();
    assertThat(rows).hasSize(2);
  }

  @Test
  void timesAndBatchesAreAmongTheParameters() throws IOException {
    read(
        avgt("[[1]]", "\"secondaryMetrics\": {}")
            .replace(
                "\"forks\": 1",
                """
                "forks": 1, "warmupIterations": 3, "warmupTime": "1 s", "warmupBatchSize": 1,
                "measurementIterations": 5, "measurementTime": "single-shot",
                "measurementBatchSize": 100
                """));
    assertThat(rows.get(0).params())
        .isEqualTo("jmh=1.37;measurement=5 x single-shot, batches of 100;size=100;warmup=3 x 1 s");
  }

  @Test
  void parametersHaveAnyNameAndValue() throws IOException {
    List<String> values =
        List.of(
            "\"a;b\"",
            "\"a,b\"",
            "\"a\\\\;b\"",
            "\"a\nb\"",
            "\"a\\tb\"",
            "null",
            "\"null\"",
            "\"(null)\"",
            "\"\\\"(null)\\\"\"",
            "\"\"",
            "[1, 2]",
            "\"x=y\"");
    List<String> entries = new ArrayList<>();
    for (String value : values) {
      entries.add(
          avgt("[[1]]", "\"secondaryMetrics\": {}")
              .replace("\"size\": \"100\"", "\"threads\": " + value));
    }
    assertThat(read(joined(entries.toArray(String[]::new)))).isEmpty();
    assertThat(rows.stream().map(Row::params).distinct()).hasSize(values.size());
    assertThat(rows.get(0).params()).isEqualTo("jmh=1.37;params.threads=a\\;b");
  }

  @Test
  void theJdkMayBeUnknown() throws IOException {
    read(avgt("[[1]]", "\"secondaryMetrics\": {}").replace("jdkVersion", "other"));
    assertThat(rows.get(0).info().jdk()).isEqualTo("unknown");
  }

  @ParameterizedTest
  @CsvSource({"UTF-8, true", "UTF-16LE, true", "UTF-16BE, true", "UTF-16LE, false"})
  void encodingsOfUnicodeAreRead(String charset, boolean mark) throws IOException {
    String text = avgt("[[1]]", secondary("\u00b7gc.count", "counts", "[[3]]"));
    bytes(((mark ? "\ufeff" : "") + text.strip()).getBytes(charset));
    assertThat(values("gc.count")).containsExactly(3.0);
  }

  @Test
  void latin1IsRead() throws IOException {
    String text = avgt("[[1]]", secondary("\u00b7gc.count", "counts", "[[3]]"));
    bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    assertThat(values("gc.count")).containsExactly(3.0);
  }

  @Test
  void compressedResultsAreRead() throws IOException {
    bytes(compressed(avgt("[[1]]", "\"secondaryMetrics\": {}")));
    assertThat(rows).hasSize(1);
    byte[] whole = compressed(avgt("[[1]]", "\"secondaryMetrics\": {}"));
    assertThatThrownBy(() -> bytes(Arrays.copyOf(whole, whole.length - 12)))
        .hasMessageContaining("result.json: the compressed file is cut or damaged");
  }

  @Test
  void whatIsCutNamesTheLine() {
    String whole = avgt("[[1]]", "\"secondaryMetrics\": {}");
    String lines = whole.substring(0, whole.indexOf("\"vmName\""));
    assertThatThrownBy(() -> read(lines))
        .hasMessageContaining("result.json is cut at line " + lines.lines().count());
    for (int end = 1; end < whole.strip().length(); end++) {
      String beginning = whole.substring(0, end);
      assertThatThrownBy(() -> read(beginning)).as(beginning).hasMessageContaining("is cut at");
    }
    assertThatThrownBy(() -> read("[")).hasMessageContaining("is cut at line 1");
    assertThatThrownBy(() -> read("[\n{,}]")).hasMessageContaining("in line 2");
    assertThatThrownBy(() -> read(" [ ]")).hasMessageContaining("result.json has no results");
  }

  @Test
  void whatIsNestedTooDeepIsRefused() {
    assertThatThrownBy(() -> read("[".repeat(1_100)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no JSON result of JMH's");
  }

  @Test
  void severalArraysAreReadToTheEnd() throws IOException {
    String one = avgt("[[1]]", "\"secondaryMetrics\": {}");
    read(one + one.replace("[[1]]", "[[2]]"));
    assertThat(values("time")).containsExactly(1.0, 2.0);
  }

  private List<Double> values(String metric) {
    return rows.stream().filter(row -> row.metric().equals(metric)).map(Row::value).toList();
  }

  private static String avgt(String rawData, String secondaryMetrics) {
    return result("avgt", 1, "ms/op", "\"rawData\": " + rawData)
        .replace("\"secondaryMetrics\": {}", secondaryMetrics);
  }

  private static String secondary(String name, String unit, String rawData) {
    return "\"secondaryMetrics\": {\"%s\": {\"score\": 1, \"scoreUnit\": \"%s\", \"rawData\": %s}}"
        .formatted(name, unit, rawData);
  }

  private static String joined(String... results) {
    return Stream.of(results)
        .map(result -> result.strip().substring(1, result.strip().length() - 1))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private void bytes(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("result.json"), content);
    JmhResultReader.<RuntimeException>read(file, rows::add);
  }

  private static byte[] compressed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private List<String> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("result.json"), text);
    return JmhResultReader.<RuntimeException>read(file, rows::add);
  }

  private static String result(String mode, int forks, String unit, String raw) {
    return """
        [{
          "jmhVersion": "1.37", "benchmark": "org.example.Sorting.sort", "mode": "%s",
          "threads": 1, "forks": %d, "jvm": "/jdk/bin/java",
          "jvmArgs": ["-Xmx1g", "-Dgatherbench.stub=http://127.0.0.1:1"],
          "jdkVersion": "21.0.5", "vmName": "OpenJDK", "vmVersion": "21.0.5+11",
          "params": {"size": "100"},
          "primaryMetric": {"score": 7.5, "scoreUnit": "%s", %s},
          "secondaryMetrics": {}
        }]
        """
        .formatted(mode, forks, unit, raw);
  }
}
