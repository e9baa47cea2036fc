package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.command.JarProcess.Ended;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code load} as a process: the search, and what follows from it, killed in between. */
class LoadIT {

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** For machines that are busy besides. */
  private static final long PATIENCE_MINUTES = 8;

  @TempDir Path folder;

  @Test
  void searchedRatesAreMeasuredAndResumed() throws Exception {
    List<String> command = new ArrayList<>(List.of("load", "--rounds", "1", "--out", "run"));
    command.addAll(List.of("--duration", "800ms", "--connections", "32", "--jdk", "own=" + home()));
    command.addAll(List.of("-p", "strategy=SEQUENTIAL,THREAD_POOL,EVENT_LOOP"));
    command.addAll(List.of("-p", "poolSize=4", "-p", "latency=5ms", "-p", "warmUpRequests=20"));
    String searched;
    try (JarProcess jar = JarProcess.start(folder, command)) {
      long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(PATIENCE_MINUTES);
      while (jar.isAlive() && rates("EVENT_LOOP", "THREAD_POOL", "SEQUENTIAL").isEmpty()) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        LockSupport.parkNanos(POLL_NANOS);
      }
      jar.kill();
      searched = jar.end().out();
    }
    assertThat(searched)
        .contains(
            "Search for the rates that are sustained, before measurements of about ",
            "3 cells, 1 round")
        .contains("EVENT_LOOP over VERTX on ", " sustains ");
    assertThat(sustained("SEQUENTIAL")).as("one server of 5 ms").isBetween(1.0, 400.0);
    byte[] found = Files.readAllBytes(folder.resolve("run/own.csv"));

    Ended ended = run("load", "--resume", "run");

    assertThat(ended.status()).as(ended.err() + ended.out()).isLessThanOrEqualTo(1);
    assertThat(ended.err()).contains(" left, now ");
    assertThat(ended.out()).contains("3 cells, 1 round", "lowest median response time", "p99.9");
    assertThat(ended.out().lines().dropWhile(line -> !line.startsWith("At ")))
        .isNotEmpty()
        .allMatch(line -> line.length() <= 100, "at most 100 columns");
    assertThat(rates("THREAD_POOL")).hasSize(5).isEqualTo(rates("EVENT_LOOP"));
    assertThat(rates("SEQUENTIAL")).hasSize(5).isNotEqualTo(rates("EVENT_LOOP"));
    assertThat(folder.resolve("run/own.csv")).hasBinaryContent(found);
    assertThat(folder.resolve("run/report/load.svg")).content().contains("arrivals a second");

    Ended again = run("load", "--resume", "run");
    assertThat(again.out()).contains("3 forks, 3 done").contains("p99.9");
    assertThat(run("load", "--resume", "run", "--rounds", "2").status()).isEqualTo(2);
  }

  @Test
  void ratesOfTheBenchmarkAreRefused() throws Exception {
    Ended ended = run("load", "-p", "rate=100/s");
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains("-p rate is not for load; allowed: --rate");
  }

  private static String home() {
    return System.getProperty("java.home");
  }

  private double sustained(String strategy) throws IOException {
    return rows(folder.resolve("run/own.csv")).stream()
        .filter(row -> row.is(Metric.SUSTAINED_RATE) && row.strategy().equals(strategy))
        .mapToDouble(Row::value)
        .findFirst()
        .orElseThrow();
  }

  /** Returns the rates at which some strategies were measured. */
  private Set<Double> rates(String... strategies) throws IOException {
    return rows(folder.resolve("run/rates/own.csv")).stream()
        .filter(row -> row.is(Metric.ARRIVAL_RATE))
        .filter(row -> Set.of(strategies).contains(row.strategy()))
        .map(Row::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A file that was opened this instant has no header yet. */
  private static List<Row> rows(Path file) throws IOException {
    return Files.exists(file) && Files.size(file) > 0 ? RowReader.read(file) : List.of();
  }

  private Ended run(String... arguments) throws IOException, InterruptedException {
    try (JarProcess jar = JarProcess.start(folder, List.of(arguments))) {
      return jar.end(PATIENCE_MINUTES);
    }
  }
}
