package io.gatherbench.results.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.gatherbench.results.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    assertThat(row.params()).isEqualTo("size=100");
    assertThat(row.info().jdk()).isEqualTo("21.0.5");
    assertThat(row.info().vmArgs()).isEqualTo("-Xmx1g");
    assertThat(row.info().machine().host()).isEmpty();
  }

  /** By hand: (2·1 + 4·3) / 4 = 3.5. */
  @Test
  void histogramsOfSampleModeAreTheirMean() throws IOException {
    read(result("sample", 1, "ms/op", "\"rawDataHistogram\": [[[[2, 1], [4, 3]], [[5, 2]]]]"));
    assertThat(rows).extracting(Row::value).containsExactly(3.5, 5.0);
  }

  @ParameterizedTest
  @CsvSource({
    "thrpt, ops/s, throughput, 3, ops/s",
    "thrpt, ops/ms, throughput, 3000, ops/s",
    "thrpt, ops/us, throughput, 3000000, ops/s",
    "thrpt, ops/min, throughput, 0.05, ops/s",
    "avgt, ns/op, time, 0.000003, ms",
    "avgt, ms/op, time, 3, ms",
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
    assertThat(notes.get(0)).contains("pools 5 forks");
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

  @Test
  void threadsArePartOfTheCell() throws IOException {
    read(
        result("avgt", 1, "ms/op", "\"rawData\": [[1]]")
            .replace("\"threads\": 1", "\"threads\": 8"));
    assertThat(rows.get(0).params()).isEqualTo("size=100;threads=8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[", "[1]", "[{}]", "[{\"mode\": \"avgt\"}]", "[{\"mode\": 3}]", "[null]"})
  void whatIsNoResultOfJmhsIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no JSON result of JMH's");
  }

  @Test
  void csvOfJmhsIsRefusedWithAHint() {
    assertThatThrownBy(() -> read("\"Benchmark\",\"Mode\",\"Threads\",\"Samples\"\n"))
        .hasMessageContaining("-rf json");
  }

  private List<String> read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("result.json"), text);
    return ResultFile.<RuntimeException>read(file, rows::add);
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
