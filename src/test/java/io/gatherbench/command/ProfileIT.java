package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatherbench.command.JarProcess.Ended;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real profiles of a benchmark whose hot methods are known: one burns three times as much processor
 * time as the other. Five seconds have too few samples to tell that to 10 %, so that chance is
 * allowed for; a minute has enough: {@code mvn failsafe:integration-test failsafe:verify
 * -Dit.test=ProfileIT -Dprofile.seconds=60}.
 */
class ProfileIT {

  private static final String BURN = "io.gatherbench.command.BurnBenchmark.";
  private static final Path SOURCE =
      Path.of("src", "test", "java", "io", "gatherbench", "command", "BurnBenchmark.java");

  /** Chance may take the ratio so many standard errors away. */
  private static final double STANDARD_ERRORS = 5;

  private static final int SECONDS = Integer.getInteger("profile.seconds", 5);

  @TempDir Path folder;
  private List<String> java;

  /** A line of hot-methods.csv. */
  private record Hot(String event, String method, long own, double share, String component) {

    static Hot parse(String line) {
      String[] fields = line.replaceAll("\"[^\"]*\"", "quoted").split(",");
      return new Hot(
          fields[2],
          fields[3],
          Long.parseLong(fields[4]),
          Double.parseDouble(fields[5]),
          fields[8]);
    }
  }

  @BeforeEach
  void compile() throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "17",
                "-processorpath",
                System.getProperty("java.class.path"),
                "-processor",
                "org.openjdk.jmh.generators.BenchmarkProcessor",
                "-cp",
                JarProcess.jar().toString(),
                "-d",
                classes.toString(),
                SOURCE.toAbsolutePath().toString());
    assertThat(status).isZero();
    java =
        List.of(
            "-Djmh.ignoreLock=true",
            "-cp",
            classes + File.pathSeparator + JarProcess.jar(),
            "io.gatherbench.command.Main");
  }

  @Test
  void hotMethodsHaveTheirSharesAndLinksTheirTargets() throws Exception {
    Ended ended = profile("--out", "out", "--duration", SECONDS + "s", "--event", "cpu");

    assertThat(ended.out()).contains("sampled by async-profiler");
    long samples = assertThreeToOne(ended);
    assertThat(ended.out().contains("Few samples")).isEqualTo(samples < 1_000);
    String page = Files.readString(folder.resolve("out/index.html"));
    Matcher links = Pattern.compile("<a [^>]*href=\"([^\"]+)\"").matcher(page);
    List<String> linked = new ArrayList<>();
    while (links.find()) {
      linked.add(links.group(1));
    }
    assertThat(linked).anyMatch(name -> name.endsWith(".cpu.html")).contains("hot-methods.csv");
    assertThat(linked).allMatch(name -> Files.isRegularFile(folder.resolve("out").resolve(name)));
    Ended resumed = end(List.of("profile", "--resume", "out"));
    assertThat(resumed.status()).as(resumed.err()).isZero();
    assertThat(resumed.out()).as("nothing is missing").doesNotContain("Calibration");
    assertThat(folder.resolve("out/index.html")).content().isEqualTo(page);
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      Path rows = files.filter(file -> file.toString().matches(".*\\d\\.csv")).findFirst().get();
      assertThat(RowReader.read(rows))
          .filteredOn(row -> row.is(Metric.TIME) || row.is(Metric.THROUGHPUT))
          .extracting(Row::params)
          .containsExactlyInAnyOrder("threads=2", "prof=async;threads=2");
    }
  }

  @Test
  void theFlightRecorderFindsHotMethodsToo() throws Exception {
    Ended ended = profile("--out", "out", "--duration", "2s", "--event", "cpu", "--sampler", "jfr");
    assertThat(ended.out().replaceAll("\\s+", " "))
        .contains("sampled by JFR (as asked for)")
        .contains("JFR sees Java code");
    assertThreeToOne(ended);
  }

  @Test
  void theProfilersOfJmhNeedNoLibraryPath() throws Exception {
    List<String> words = new ArrayList<>(List.of("Burn", "-f", "1", "-wi", "0", "-i", "1"));
    words.addAll(List.of("-r", "300ms", "-prof", "async:output=collapsed", "-prof", "gc"));
    Ended ended = end(words);
    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(ended.out()).contains("gc.alloc.rate.norm").contains("collapsed-cpu.csv");
    try (Stream<Path> files = Files.walk(folder)) {
      Path collapsed =
          files.filter(file -> file.endsWith("collapsed-cpu.csv")).findFirst().orElseThrow();
      assertThat(collapsed).content().contains("BurnBenchmark");
    }
    try (Stream<Path> files = Files.walk(folder)) {
      Path rows =
          files.filter(file -> file.toString().matches(".*/results/.*csv")).findFirst().get();
      assertThat(Files.readAllLines(rows).stream().filter(row -> row.contains("BurnBenchmark")))
          .as("not among rows that were measured without a profiler")
          .isNotEmpty()
          .allMatch(row -> row.contains(",prof=async,"));
    }
  }

  /** Returns the samples. */
  private long assertThreeToOne(Ended ended) throws IOException {
    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    List<Hot> cpu =
        Files.readAllLines(folder.resolve("out/hot-methods.csv")).stream()
            .skip(1)
            .map(Hot::parse)
            .filter(hot -> hot.event().equals("cpu"))
            .toList();
    assertThat(cpu.stream().mapToDouble(Hot::share).sum()).isCloseTo(1, within(1e-4));
    double unknown =
        cpu.stream().filter(h -> h.component().equals("unknown")).mapToDouble(Hot::share).sum();
    assertThat(unknown).isLessThan(0.05);
    double three = own(cpu, "three");
    double one = own(cpu, "one");
    double chance = STANDARD_ERRORS / Math.sqrt((three + one) * 0.75 * 0.25);
    assertThat(three / one).as(cpu.toString()).isCloseTo(3, within(3 * Math.max(0.1, chance)));
    return cpu.stream().mapToLong(Hot::own).sum();
  }

  private static double own(List<Hot> methods, String name) {
    return methods.stream()
        .filter(hot -> hot.method().equals(BURN + name))
        .mapToLong(Hot::own)
        .sum();
  }

  private Ended profile(String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("profile", "Burn", "-t", "2"));
    all.addAll(List.of("-wi", "1", "-w", "500ms"));
    all.addAll(List.of(words));
    return end(all);
  }

  private Ended end(List<String> words) throws Exception {
    try (JarProcess process = JarProcess.start(folder, List.of(), java, words)) {
      return process.end();
    }
  }
}
