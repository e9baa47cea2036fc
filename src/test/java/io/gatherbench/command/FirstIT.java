package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.command.JarProcess.Ended;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowReader;
import io.gatherbench.results.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code first} as a process, on the jar: archives need one. */
class FirstIT {

  private static final long PATIENCE_MINUTES = 8;
  private static final List<String> SMALL =
      List.of("first", "--requests", "4", "--latency", "1ms", "--out", "run");

  @TempDir Path folder;

  @Test
  void archivesAreUsedAndWhatBreaksIsVoid() throws Exception {
    List<String> command = new ArrayList<>(SMALL);
    command.addAll(List.of("--rounds", "1", "--settle", "2s", "--start", "plain,archive,https"));
    command.addAll(List.of("--jdk", "own=" + home(), "--jdk", "broken=" + broken()));
    String other = System.getenv("GATHERBENCH_OTHER_JAVA_HOME");
    if (other != null) {
      command.addAll(List.of("--jdk", "other=" + other));
    }
    Ended ended = run(command);
    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(1);
    assertThat(ended.out())
        .contains("From the start of a JVM to its first whole gather of 4 requests it takes ")
        .contains("its training run failed: forked VM failed with exit code 3: it broke")
        .contains("Next: java -jar benchmarks.jar compare run/*.csv --by jdk");
    for (String jdk : other == null ? List.of("own") : List.of("own", "other")) {
      List<Row> rows = rows(jdk);
      assertThat(rows.stream().filter(row -> row.validity().kind() == Validity.Kind.VOID))
          .isEmpty();
      for (String strategy : List.of("EVENT_LOOP", "THREAD_POOL")) {
        double plain = value(rows, strategy, "plain", Metric.CLASSES_ARCHIVED);
        double archive = value(rows, strategy, "archive", Metric.CLASSES_ARCHIVED);
        assertThat(archive).isGreaterThan(plain);
        assertThat(value(rows, strategy, "https", Metric.FIRST_GATHER)).isPositive();
      }
    }
    assertThat(rows("broken"))
        .isNotEmpty()
        .allMatch(row -> row.validity().kind() == Validity.Kind.VOID);

    byte[] found = Files.readAllBytes(folder.resolve("run/own.csv"));
    String plan = Files.readString(folder.resolve("run/plan.json"));
    assertThat(run(List.of("jdks", "--resume", "run", "--rounds", "30")).err())
        .contains("--resume is 'run'; allowed: a run of jdks; for this one: first --resume");
    assertThat(folder.resolve("run/plan.json")).hasContent(plan);
    Ended again = run(List.of("first", "--resume", "run"));
    assertThat(again.out()).contains("forks, ", " done").contains("settled s");
    assertThat(folder.resolve("run/own.csv")).hasBinaryContent(found);
    assertThat(run(List.of("report", "run", "--out", "report")).status()).isZero();
    assertThat(run(List.of("compare", "run/own.csv", "--by", "start")).out())
        .contains("first_gather");
  }

  @Test
  void plantedSleepInAnInitialiserIsFound() throws Exception {
    Path agent = ProviderJar.ofSleepingAgent(folder.resolve("sleeping.jar"), 8_000);
    List<String> command = new ArrayList<>(SMALL);
    command.addAll(List.of("--rounds", "5", "--settle", "100ms", "--start", "plain"));
    command.addAll(List.of("--jdk", "quick=" + home()));
    command.addAll(List.of("--jdk", "slow=" + home() + " -javaagent:" + agent));
    Ended ended = run(command);
    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(ended.out())
        .containsPattern("slow against quick: first gather × [^;]* \\(\\d slower");
  }

  @Test
  void unusableOptionsAreRefused() throws Exception {
    assertRefused("--start is 'warm'; allowed: plain, archive, c1, https", "--start", "warm");
    assertRefused("--settle is '5'; allowed: a number with a unit", "--settle", "5");
    assertRefused("--requests is '0'; allowed: a whole number from 1 to 10000", "--requests", "0");
    assertRefused(
        "--resume is 'nowhere'; allowed: a folder with a plan.json", "--resume", "nowhere");
  }

  private void assertRefused(String line, String... options) throws Exception {
    Ended ended = run(Stream.concat(Stream.of("first"), Stream.of(options)).toList());
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).contains(line);
    assertThat(ended.err().lines()).hasSize(1);
  }

  private static String home() {
    return System.getProperty("java.home");
  }

  /** Makes a JDK that starts everything but what is measured. */
  private Path broken() throws IOException {
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    String breaks = "case \"$*\" in *FirstGather*) echo 'it broke' >&2; exit 3;; esac\n";
    Files.writeString(java, "#!/bin/sh\n" + breaks + "exec '" + home() + "/bin/java' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    return java;
  }

  private List<Row> rows(String jdk) throws IOException {
    return RowReader.read(folder.resolve("run/" + jdk + ".csv")).stream()
        .filter(row -> !row.isOfNoFork())
        .toList();
  }

  private static double value(List<Row> rows, String strategy, String start, Metric metric) {
    return rows.stream()
        .filter(row -> row.is(metric) && row.strategy().equals(strategy))
        .filter(row -> row.params().endsWith("start=" + start))
        .mapToDouble(Row::value)
        .findFirst()
        .orElseThrow();
  }

  private Ended run(List<String> arguments) throws IOException, InterruptedException {
    try (JarProcess jar = JarProcess.start(folder, arguments)) {
      return jar.end(PATIENCE_MINUTES);
    }
  }
}
