package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.JmhJars;
import io.gatherbench.command.JarProcess.Ended;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowReader;
import io.gatherbench.results.Validity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code jdks --jar} and {@code gate} as processes, with JMH jars that this test builds.
 *
 * <p>Here forks are short and the slow-down is large, so that any machine under any load shows it.
 * By hand, on a quiet machine, 10 %: {@code mvn failsafe:integration-test -Dit.test=AnyJarIT
 * -Dslowdown.percent=10 -Dslowdown.rounds=10 -Dslowdown.time=1s}.
 */
class AnyJarIT {

  private static final String JDK = System.getProperty("java.home");
  private static final int PERCENT = Integer.getInteger("slowdown.percent", 2_000);
  private static final int ROUNDS = Integer.getInteger("slowdown.rounds", 6);
  private static final String TIME = System.getProperty("slowdown.time", "100ms");
  private static final int TOKENS = 10_000;
  private static final long PATIENCE_MINUTES = 30;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  @TempDir Path folder;

  @Test
  void theSameCodeTwicePasses() throws Exception {
    JmhJars.of(folder.resolve("base.jar"), fourCells(0));
    JmhJars.of(folder.resolve("head.jar"), fourCells(0));
    Ended ended = run(gate("--format", "csv"));

    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(ended.err()).contains("Gate slower: passed, 4 of 4 cells judged");
    assertThat(ended.out()).doesNotContain(",slower,", ",faster,");
    List<Row> rows = rows("head");
    assertThat(rows).allMatch(row -> row.info().stub().startsWith("none: the work of another jar"));
    assertThat(folder.resolve("run/head.environment.json")).content().contains("head.jar sha256:");
    if (Files.exists(Path.of("/proc/self/schedstat"))) {
      assertThat(rows).extracting(Row::metric).contains("compiler_share");
    }
  }

  @Test
  void aSlowDownIsFoundInItsCellAndNoOther() throws Exception {
    JmhJars.of(folder.resolve("base.jar"), fourCells(0));
    JmhJars.of(
        folder.resolve("head.jar"),
        fourCells(PERCENT) + "@Benchmark public int added() { return 1; }");
    Ended ended = run(gate());

    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(1);
    String said = ended.out().replaceAll("\\s+", " ");
    assertThat(said)
        .contains("Gate slower: failed by 1 of 4 cells: head ")
        .endsWith("head Work.fourth (slower) ")
        .contains("Left out only in head: Work.added");
  }

  @Test
  void whatWasMeasuredBeforeIsNotPaired() throws Exception {
    JmhJars.of(folder.resolve("theirs.jar"), fourCells(0));
    List<String> before = jdks("first", "--rounds", "4", "--jdk", "one=" + JDK);
    before.set(before.indexOf("run"), "before");
    Ended ended = run(before);
    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    Ended later =
        run(jdks("first", "--rounds", "4", "--jdk", "two=" + JDK, "--baseline", "before/one.csv"));
    assertThat(later.status()).as(later.err() + later.out()).isZero();
    assertThat(later.out().replaceAll("\\s+", " "))
        .contains("two against one.csv: time")
        .contains("one.csv was measured before: its forks are not paired with others by round");
  }

  /** Ten times killed, at whatever moment; in the end nothing is missing and nothing is double. */
  @Test
  void aRunKilledAtAnyMomentIsResumed() throws Exception {
    JmhJars.of(folder.resolve("theirs.jar"), fourCells(0));
    Random random = new Random(20261121);
    List<String> begin =
        jdks(
            "first|second",
            "--rounds",
            "4",
            "--jdk",
            "one=" + JDK,
            "--jdk",
            "two=" + JDK + " -Xmx1g");
    List<String> resume = List.of("jdks", "--resume", "run");
    List<String> next = begin;
    for (int i = 0; i < 10; i++) {
      long moment = TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(5_000));
      try (JarProcess jar = start(next)) {
        long deadline = System.nanoTime() + moment;
        while (System.nanoTime() < deadline && jar.isAlive()) {
          LockSupport.parkNanos(POLL_NANOS);
        }
        jar.kill();
      }
      next = Files.exists(folder.resolve("run/plan.json")) ? resume : begin;
    }
    Ended ended = run(next);

    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    List<String> all =
        IntStream.rangeClosed(1, 4)
            .mapToObj(fork -> List.of(fork + ".1", fork + ".2"))
            .flatMap(List::stream)
            .toList();
    for (String variant : List.of("one", "two")) {
      for (String benchmark : List.of("demo.Work.first", "demo.Work.second")) {
        assertThat(forks(variant, benchmark)).containsExactlyElementsOf(all);
      }
    }
    assertThat(rows("two")).allMatch(row -> row.info().vmArgs().endsWith("-Xmx1g"));
    assertThat(run(resume).out()).contains("16 forks, 16 done").contains("two against one: time");
  }

  @Test
  void aBenchmarkThatFailsLeavesTheOthersAlone() throws Exception {
    JmhJars.of(
        folder.resolve("theirs.jar"),
        """
        @Benchmark public int fails() { throw new IllegalStateException("as planned; twice"); }
        @Benchmark public void exits() { System.exit(3); }
        @Benchmark public void hangs() throws Exception { Thread.sleep(3_600_000); }
        @Benchmark public void prints() { System.out.println("x".repeat(1_000_000)); }
        @Benchmark @Group("pair") public int read() { return 1; }
        @Benchmark @Group("pair") public int write() { return 1; }
        """);
    Ended ended = run(jdks(".", "--rounds", "1", "--fork-limit", "30", "--jdk", "one=" + JDK));

    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(1);
    List<Row> rows = rows("one");
    assertThat(voidOf(rows, "fails"))
        .containsExactly("fork failed: java.lang.IllegalStateException: as planned, twice");
    assertThat(voidOf(rows, "exits")).hasSize(1);
    assertThat(voidOf(rows, "hangs"))
        .containsExactly("fork failed: not done after 30 s, and killed");
    assertThat(rows)
        .filteredOn(row -> row.validity().kind() != Validity.Kind.VOID)
        .extracting(Row::benchmark)
        .contains("demo.Work.prints", "demo.Work.pair");
    assertThat(rows).extracting(Row::metric).contains("read", "write");
    assertThat(rows)
        .filteredOn(row -> row.benchmark().endsWith("pair"))
        .allMatch(row -> row.params().equals("threads=2"));
    assertThat(folder.resolve("run/failed"))
        .isDirectoryContaining(f -> f.toString().contains("fails"));
  }

  @Test
  void whatCannotBeMeasuredIsOneLine() throws Exception {
    JmhJars.of(folder.resolve("theirs.jar"), fourCells(0));
    JmhJars.of(folder.resolve("new.jar"), fourCells(0), 200);
    Files.copy(folder.resolve("theirs.jar"), folder.resolve("plain.txt"));
    Files.writeString(folder.resolve("plain.txt"), "no jar");
    String one = "one=" + JDK;
    assertRefused("'[^']*plain.txt'; allowed: a JMH jar", "--jar", "plain.txt", "--jdk", one);
    assertRefused(
        "no benchmark can be measured: one lacks what needs Java 200",
        "--jar",
        "new.jar",
        "--jdk",
        one);
    assertRefused(
        "benchmark is 'none'; allowed: a part of", "--jar", "theirs.jar", "none", "--jdk", one);
    assertRefused("--jar cannot be combined with --plan", "--jar", "x", "--plan", "Gather");
    assertRefused("--baseline is 'x'; allowed: with --jar", "--baseline", "x");
    assertRefused(
        "--until cannot|--baseline cannot", "--jar", "x", "--baseline", "x", "--until", "decided");
    Ended ended = run(List.of("gate", "--head", "theirs.jar"));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err()).startsWith("gatherbench: gate needs --base JAR and --head JAR");
  }

  @Test
  void tooFewForksAreRefused() throws Exception {
    List<String> command = new ArrayList<>(gate());
    command.set(command.indexOf("" + ROUNDS), "3");
    Ended ended = run(command);
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualTo("gatherbench: --rounds is '3'; allowed: 4 or more, which a verdict needs\n");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void failedForksJudgeNothing() throws Exception {
    for (String jar : List.of("base.jar", "head.jar")) {
      JmhJars.of(
          folder.resolve(jar),
          "@Benchmark public int fails() { throw new IllegalStateException(); }\n");
    }
    List<String> command = new ArrayList<>(gate("--format", "markdown"));
    command.set(command.indexOf("" + ROUNDS), "4");
    Ended ended = run(command);
    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(2);
    assertThat(ended.out()).startsWith("- **base**: ").contains("Gate slower: could judge nothing");
    assertThat(ended.err()).contains("gate is 'slower'; allowed: a gate that can judge a cell");
  }

  private void assertRefused(String expected, String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of("jdks"));
    command.addAll(List.of(words));
    Ended ended = run(command);
    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(2);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err()).containsPattern(expected);
  }

  private static List<String> voidOf(List<Row> rows, String method) {
    return rows.stream()
        .filter(row -> row.benchmark().endsWith("." + method))
        .filter(row -> row.validity().kind() == Validity.Kind.VOID)
        .map(row -> row.validity().reason())
        .toList();
  }

  /** Four benchmarks of the same work, of which the last does more by some per cent. */
  static String fourCells(int percent) {
    StringBuilder methods = new StringBuilder();
    for (String name : List.of("first", "second", "third", "fourth")) {
      int tokens = TOKENS + (name.equals("fourth") ? TOKENS * percent / 100 : 0);
      methods.append(
          "@Benchmark public void %s() { Blackhole.consumeCPU(%d); }\n".formatted(name, tokens));
    }
    return methods.toString();
  }

  private static List<String> gate(String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("gate", "--base", "base.jar", "--head", "head.jar", "--out", "run"));
    all.addAll(List.of("--rounds", "" + ROUNDS, "--jdk", JDK));
    all.addAll(List.of("-wi", "1", "-w", TIME, "-i", "2", "-r", TIME));
    if (PERCENT > 100) {
      // Short forks on a busy machine scatter by more than the default, and some would differ.
      all.addAll(List.of("--threshold", "90%"));
    }
    all.addAll(List.of(more));
    return all;
  }

  private static List<String> jdks(String regex, String... options) {
    List<String> all =
        new ArrayList<>(List.of("jdks", "--jar", "theirs.jar", regex, "--out", "run"));
    all.addAll(List.of(options));
    all.addAll(List.of("-wi", "0", "-i", "2", "-r", "50ms"));
    return all;
  }

  private Ended run(List<String> arguments) throws Exception {
    try (JarProcess jar = start(arguments)) {
      return jar.end(PATIENCE_MINUTES);
    }
  }

  private JarProcess start(List<String> arguments) throws IOException {
    return JarProcess.start(folder, arguments);
  }

  private List<Row> rows(String variant) throws IOException {
    return RowReader.read(folder.resolve("run").resolve(variant + ".csv")).stream()
        .filter(row -> !row.isOfNoFork())
        .toList();
  }

  private List<String> forks(String variant, String benchmark) throws IOException {
    return rows(variant).stream()
        .filter(row -> row.benchmark().equals(benchmark) && row.metric().equals("time"))
        .map(row -> row.fork() + "." + row.iteration())
        .toList();
  }
}
