package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.command.JarProcess.Ended;
import io.gatherbench.compare.ComparedRows;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million rows. */
class ManyRowsIT {

  private static final int FORKS = 2_500;
  private static final int CELLS = 10;
  private static final int ITERATIONS = 10;

  @TempDir Path folder;

  /** 512 MB for the process, of which the JVM itself takes some hundred. */
  @Test
  void areComparedInLittleMemory() throws Exception {
    for (String jdk : List.of("17", "25")) {
      write(jdk);
    }
    List<String> java = List.of("-Xmx384m", "-jar", JarProcess.jar().toString());
    List<String> compare = List.of("compare", "17.csv", "25.csv", "--filter", "jdk=17,25");
    Ended ended;
    try (JarProcess jar = JarProcess.start(folder, List.of(), java, compare)) {
      ended = jar.end();
    }
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).contains("25 against 17: " + CELLS + " slower");
    assertThat(ended.status()).isZero();
    isAPageThatCanBeSent();
  }

  /** The same rows once more: to write them takes longer than to read them. */
  private void isAPageThatCanBeSent() throws Exception {
    List<String> java = List.of("-Xmx384m", "-jar", JarProcess.jar().toString());
    List<String> report = List.of("report", "17.csv", "25.csv", "--out", "report");
    Ended ended;
    try (JarProcess jar = JarProcess.start(folder, List.of(), java, report)) {
      ended = jar.end();
    }
    assertThat(ended.err()).isEmpty();
    assertThat(ended.status()).isZero();
    Path page = folder.resolve("report/report.html");
    assertThat(Files.size(page)).isLessThan(3_000_000);
    assertThat(Files.readString(page)).contains("1 000 000 rows");
  }

  private void write(String jdk) throws Exception {
    double time = jdk.equals("17") ? 10 : 11;
    try (RowWriter writer = new RowWriter(folder.resolve(jdk + ".csv"))) {
      for (int fork = 1; fork <= FORKS; fork++) {
        List<Row> rows = new ArrayList<>();
        for (int cell = 1; cell <= CELLS; cell++) {
          ComparedRows times = ComparedRows.of(jdk).requests(cell);
          ComparedRows costs = times.metric("cpu_per_request", "us");
          for (int iteration = 1; iteration <= ITERATIONS; iteration++) {
            rows.add(times.row(fork, iteration, time + fork % 10 / 100.0));
            rows.add(costs.row(fork, iteration, time));
          }
        }
        writer.write(rows);
      }
    }
  }
}
