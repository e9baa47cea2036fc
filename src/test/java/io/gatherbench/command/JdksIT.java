package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code jdks} as a process, with this test's JDK under several names. */
class JdksIT {

  private static final String JDK = System.getProperty("java.home");
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  @TempDir Path folder;

  @Test
  void everyVariantIsMeasuredAndCompared() throws Exception {
    List<String> command =
        tiny(2, "--seed", "5", "--jdk", "one=" + JDK, "--jdk", "two=" + JDK + " -Xmx1g");
    command.set(command.indexOf("Gather"), "Gather|RequestCost");
    Ended ended = run(command);

    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(ended.out()).contains("(seed 5)").contains("two against one: time");
    assertThat(ended.err()).contains(" of 8 forks, ").contains(" left, now ");
    assertThat(rows("one")).allMatch(row -> row.info().run().endsWith("#one"));
    assertThat(rows("two")).allMatch(row -> row.info().vmArgs().endsWith("-Xmx1g"));
    for (String variant : List.of("one", "two")) {
      assertThat(forks(variant, "GatherBenchmark.gather"))
          .containsExactly("1.1", "1.2", "2.1", "2.2");
      assertThat(forks(variant, "RequestCostBenchmark.gather"))
          .containsExactly("1.1", "1.2", "2.1", "2.2");
    }
    assertThat(folder.resolve("run/one.json")).content().contains("\"rawData");
    assertThat(folder.resolve("run/two.environment.json")).content().contains("-Xmx1g");
    assertThat(rows("one")).extracting(Row::metric).contains("cpu_per_request");
  }

  /** Ten times killed, at whatever moment; in the end nothing is missing and nothing is double. */
  @Test
  void aRunKilledAtAnyMomentIsResumed() throws Exception {
    Random random = new Random(20261121);
    List<String> begin = tiny(6, "--jdk", "one=" + JDK, "--jdk", "two=" + JDK + " -Xmx1g");
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
    List<String> all = new ArrayList<>();
    for (int fork = 1; fork <= 6; fork++) {
      all.addAll(List.of(fork + ".1", fork + ".2"));
    }
    assertThat(forks("one")).containsExactlyElementsOf(all);
    assertThat(forks("two")).containsExactlyElementsOf(all);
    assertThat(run(resume).out()).contains("12 forks, 12 done").contains("two against one");
  }

  /** A terminal sends Ctrl-C to the fork as well. */
  @Test
  void ctrlCSaysHowToResumeAndFailsNoFork() throws Exception {
    assumeTrue(
        hearsCtrlC(), "SIGINT is ignored here, as in jobs in the background, and is inherited");
    Ended stopped;
    try (JarProcess jar = start(tiny(3, "--jdk", "one=" + JDK, "--jdk", "two=" + JDK))) {
      firstFork(jar);
      assertRefused(List.of("jdks", "--resume", "run"), "a plan that no other process is running");
      long fork = firstFork(jar).pid();
      List<String> pids = new ArrayList<>(List.of("kill", "-INT", "" + fork));
      jar.descendants().forEach(process -> pids.add("" + process.pid()));
      pids.add("" + jar.pid());
      // A fork may have ended by itself meanwhile: the status below shows that the signal came.
      new ProcessBuilder(pids).start().waitFor();
      stopped = jar.end();
    }
    assertThat(stopped.status()).as(stopped.err() + stopped.out()).isEqualTo(130);
    assertThat(stopped.err()).contains("of 6 forks done").contains("jdks --resume run");

    Ended ended = run(List.of("jdks", "--resume", "run"));
    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(forks("one")).containsExactly("1.1", "1.2", "2.1", "2.2", "3.1", "3.2");
    assertThat(forks("two")).containsExactly("1.1", "1.2", "2.1", "2.2", "3.1", "3.2");
  }

  private static boolean hearsCtrlC() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return true;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow();
    return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16) & 2) == 0;
  }

  @Test
  void forksHaveTheProcessorsAndTheHeapThatAreAskedFor() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/taskset")), "it takes taskset(1)");
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "it takes two processors");
    Ended ended =
        run(tiny(1, "--cpus", "1", "--heap", "64m", "--jdk", "one=" + JDK, "--jdk", "two=" + JDK));

    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(ended.out()).contains("-Xmx64m").containsPattern("Stub .* client-cores=\\d+");
    assertThat(rows("one"))
        .allMatch(row -> row.info().machine().cores() == 1)
        .allMatch(row -> row.info().vmArgs().endsWith("-Xmx64m"))
        .allMatch(row -> row.info().stub().matches(".* cores=[\\d,]+ client-cores=\\d+"))
        .noneMatch(row -> row.validity().toString().contains("not what its rows say"))
        .filteredOn(row -> row.metric().equals("jvm_processors"))
        .hasSize(2)
        .allMatch(row -> row.value() == 1);
    Ended resumed = run(List.of("jdks", "--resume", "run", "--rounds", "2"));
    assertThat(resumed.status()).as(resumed.err() + resumed.out()).isZero();
    assertThat(rows("two").stream().map(row -> row.fork() + " " + row.info().machine().cores()))
        .contains("1 1", "2 1")
        .doesNotContain("2 2");
  }

  @Test
  void aRunOnOneJdkSaysWhyForksAreVoid() throws Exception {
    Ended ended = run(tiny(1, "--fork-limit", "1", "-p", "latency=2s", "--jdk", "one=" + JDK));

    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(1);
    assertThat(ended.out().replaceAll("\\s+", " "))
        .contains("void: fork failed: not done after 1 s, and killed", "benchmarks.jar report run")
        .doesNotContain("--by strategy");
  }

  @Test
  void aForkThatHangsIsKilled() throws Exception {
    List<String> command =
        tiny(2, "--fork-limit", "60", "--jdk", "one=" + JDK, "--jdk", "two=" + JDK);
    Ended ended;
    try (JarProcess jar = start(command)) {
      ProcessHandle fork = firstFork(jar);
      // Stopped by the kernel it answers to nothing any more, as a JVM that hangs.
      assertThat(new ProcessBuilder("kill", "-STOP", "" + fork.pid()).start().waitFor()).isZero();
      ended = jar.end();
      assertThat(fork.isAlive()).isFalse();
    }

    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(1);
    List<Row> rows = new ArrayList<>(rows("one"));
    rows.addAll(rows("two"));
    List<Row> failed =
        rows.stream().filter(row -> row.validity().kind() == Validity.Kind.VOID).toList();
    assertThat(failed).hasSize(1);
    assertThat(failed.get(0).validity().reason())
        .isEqualTo("fork failed: not done after 60 s, and killed");
    assertThat(rows.stream().map(row -> row.info().run() + row.fork()).distinct()).hasSize(4);
    assertThat(ended.out()).contains("killed");
    try (Stream<Path> kept = Files.list(folder.resolve("run/failed"))) {
      assertThat(kept.toList()).hasSize(1);
    }
  }

  @Test
  void forksThatDieAreRecordedWithWhatTheyPrinted() throws Exception {
    // A heap that cannot even hold JMH; the flag has the JVM itself say so, which takes no heap.
    Ended ended =
        run(
            tiny(
                1,
                "--jdk",
                "one=" + JDK,
                "--jdk",
                "small=" + JDK + " -Xmx3m -XX:+ExitOnOutOfMemoryError"));

    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(1);
    assertThat(rows("one"))
        .isNotEmpty()
        .allMatch(row -> row.validity().kind() != Validity.Kind.VOID);
    assertThat(rows("small")).allMatch(row -> row.validity().kind() == Validity.Kind.VOID);
    try (Stream<Path> kept = Files.list(folder.resolve("run/failed"))) {
      Path file = kept.findFirst().orElseThrow();
      assertThat(file).content().contains("OutOfMemoryError");
    }
  }

  @Test
  void aPlanThatChangedIsRefused() throws Exception {
    Ended ended = run(tiny(1, "--jdk", "one=" + JDK));
    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    Ended more = run(List.of("jdks", "--resume", "run", "--rounds", "2"));
    assertThat(more.status()).as(more.err() + more.out()).isZero();
    assertThat(rows("one")).extracting(Row::fork).contains(1, 2);
    Path plan = folder.resolve("run/plan.json");
    String text = Files.readString(plan);

    assertRefused(List.of("jdks", "--resume", "run", "--seed", "9"), "the plan is now");
    Files.writeString(plan, text.replaceFirst("\"cores\" : \\d+", "\"cores\" : 999"));
    assertRefused(List.of("jdks", "--resume", "run"), "the number of cores is now");
    Files.writeString(plan, text.replaceFirst("\"gc\" : \"", "\"gc\" : \"No"));
    assertRefused(List.of("jdks", "--resume", "run"), "the collector of the JDK one is now");
    Files.writeString(plan, text.replaceFirst("\"heap_mb\" : \\d+", "\"heap_mb\" : 7"));
    assertRefused(List.of("jdks", "--resume", "run"), "the largest heap of the JDK one is now");
    Files.writeString(plan, text.replaceFirst("sha256:..", "sha256:zz"));
    assertRefused(List.of("jdks", "--resume", "run"), "the code is now");
    Files.writeString(
        plan, text.replaceFirst("\"executable\" : \"", "\"executable\" : \"/nowhere"));
    assertRefused(List.of("jdks", "--resume", "run"), "the JDK one is now");
    assertRefused(tiny(1, "--jdk", "one=" + JDK), "--out is 'run'; allowed: an empty folder");
    assertRefused(List.of("jdks", "--resume", "elsewhere"), "a folder with a plan.json");
  }

  @Test
  void roundsAreRunUntilAllIsDecided() throws Exception {
    List<String> command =
        tiny(8, "--until", "decided", "--jdk", "one=" + JDK, "--jdk", "two=" + JDK);
    Ended ended = run(command);
    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(ended.out())
        .contains("until decided: 6 to 8, with 1 comparison")
        .containsPattern("Decided: all of 1 comparison|Undecided after 8 rounds");
    long decided = ended.out().contains("Decided: ") ? 6 : 8;
    assertThat(rows("one").stream().filter(row -> row.fork() > 0).map(Row::fork).distinct())
        .hasSizeBetween((int) decided, 8);
    Ended compared = run(List.of("compare", "run/one.csv", "run/two.csv"));
    assertThat(compared.out()).contains("after each round from the 6th to the 8th");
    assertThat(run(List.of("jdks", "--resume", "run", "--rounds", "9")).err())
        .contains("--rounds is '9'; allowed: no other than the plan's");
  }

  @Test
  void partsAreMeasuredApartAndComparedTogether() throws Exception {
    for (String part : List.of("1/2", "2/2")) {
      List<String> command = tiny(1, "--shard", part, "--jdk", "one=" + JDK, "--jdk", "two=" + JDK);
      command.set(command.indexOf("run"), "part-" + part.charAt(0));
      command.set(command.indexOf("requests=1"), "requests=1,2");
      Ended ended = run(command);
      assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    }
    Ended ended =
        run(
            List.of(
                "compare", "part-1/one.csv", "part-1/two.csv", "part-2/one.csv", "part-2/two.csv"));
    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(ended.out()).contains("two against one: time").containsPattern("all +2 ");
    assertThat(ended.out()).doesNotContain("not interleaved");
  }

  private void assertRefused(List<String> command, String expected) throws Exception {
    Ended ended = run(command);
    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(2);
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err()).contains(expected);
  }

  private static ProcessHandle firstFork(JarProcess jar) {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(6);
    while (System.nanoTime() < deadline) {
      for (ProcessHandle process : jar.descendants()) {
        if (process.info().commandLine().orElse("").contains("ForkedMain")) {
          return process;
        }
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new AssertionError("no fork was started within six minutes");
  }

  /** As small as it goes: what counts here is not the numbers. */
  private static List<String> tiny(int rounds, String... options) {
    List<String> all = new ArrayList<>(List.of("jdks", "--out", "run", "--rounds", "" + rounds));
    all.addAll(List.of(options));
    all.addAll(List.of("--plan", "Gather", "-p", "strategy=SEQUENTIAL", "-p", "requests=1"));
    all.addAll(List.of("-p", "warmUpRequests=10", "-wi", "0", "-i", "2", "-r", "20ms"));
    return all;
  }

  private Ended run(List<String> arguments) throws Exception {
    try (JarProcess jar = start(arguments)) {
      return jar.end();
    }
  }

  private JarProcess start(List<String> arguments) throws IOException {
    return JarProcess.start(folder, arguments);
  }

  /** The rows of forks; those of calibrations are beside them. */
  private List<Row> rows(String variant) throws IOException {
    return RowReader.read(folder.resolve("run").resolve(variant + ".csv")).stream()
        .filter(row -> !row.isCalibration())
        .toList();
  }

  /** Fork and iteration of each row of the time, in order: no two may be the same. */
  private List<String> forks(String variant) throws IOException {
    return forks(variant, "GatherBenchmark.gather");
  }

  private List<String> forks(String variant, String benchmark) throws IOException {
    return rows(variant).stream()
        .filter(row -> row.benchmark().equals(benchmark))
        .filter(row -> row.metric().equals("time"))
        .map(row -> row.fork() + "." + row.iteration())
        .toList();
  }
}
