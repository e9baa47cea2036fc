package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatherbench.command.JarProcess.Ended;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowReader;
import io.gatherbench.results.Validity;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.stub.StubProcess;
import io.gatherbench.stub.client.StubControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users run, as a process. */
class JarIT {

  /** Everything as small as it goes: what counts here is not the numbers. */
  private static final List<String> TINY =
      List.of(
          "-f",
          "1",
          "-wi",
          "0",
          "-i",
          "2",
          "-r",
          "100ms",
          "-p",
          "requests=4",
          "-p",
          "warmUpRequests=20");

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  @TempDir Path folder;

  @Test
  void aRunWritesRowsAndJsonAndLeavesNoProcessBehind() throws Exception {
    Ended ended = measure("-p", "strategy=EVENT_LOOP");

    assertThat(ended.status()).as(ended.err()).isZero();
    assertThat(ended.err()).as("a warning that the user did not cause").isEmpty();
    List<Row> rows = rows().toList();
    assertThat(rows).extracting(Row::metric).contains("time", "time_p50", "time_p99", "time_max");
    assertThat(rows).extracting(Row::iteration).contains(1, 2).doesNotContain(0, 3);
    assertThat(rows).allMatch(row -> row.validity().kind() != Validity.Kind.VOID, "valid");
    assertThat(rows).allMatch(row -> row.client().equals("VERTX"));
    assertThat(rows).allMatch(row -> row.info().jdk().equals(System.getProperty("java.version")));
    assertThat(onlyFile(folder, ".environment.json"))
        .content()
        .contains(rows.get(0).info().run())
        .contains("\"flags_not_default\"")
        .contains("\"clean\" : ");
    assertThat(onlyFile(folder, System.getProperty("java.version") + ".json"))
        .content()
        .contains("\"rawData");
    assertThat(allRows().filter(row -> row.isCalibration()))
        .as("calibrations at the start and at the end")
        .extracting(Row::iteration)
        .contains(1, 2)
        .doesNotContain(3);
    assertThat(ended.out()).contains("# Calibration: timer +").contains("last: one core");
    assertThat(stubs()).isEmpty();
  }

  @Test
  void aKillLosesNoEarlierForkAndLeavesNoStub() throws Exception {
    List<String> manyForks =
        List.of(
            "Gather",
            "-p",
            "strategy=SEQUENTIAL",
            "-p",
            "requests=1",
            "-f",
            "50",
            "-wi",
            "0",
            "-i",
            "3",
            "-r",
            "50ms",
            "-p",
            "warmUpRequests=20");
    try (JarProcess jar = JarProcess.start(folder, manyForks)) {
      // Once two forks' rows are on disk, the third is under way.
      until(() -> rows().map(Row::fork).anyMatch(fork -> fork >= 3) || !jar.isAlive());
      assertThat(stubs()).hasSize(1);
      jar.kill();
    }
    until(() -> stubs().isEmpty());

    List<Row> rows = rows().toList();
    for (int fork : List.of(1, 2)) {
      assertThat(rows.stream().filter(row -> row.fork() == fork).map(Row::iteration).distinct())
          .containsExactly(1, 2, 3);
    }
  }

  @Test
  void theHeadlinePlanIsStoppedAndResumed() throws Exception {
    Ended ended;
    try (JarProcess jar = JarProcess.start(folder, List.of("--seed", "7", "--rounds", "2"))) {
      until(() -> forksDone() >= 2 || !jar.isAlive());
      jar.terminate();
      ended = jar.end();
    }
    assertThat(ended.out())
        .contains("(seed 7)")
        .contains("Rows     results")
        .contains("So far, ", "median: of the gather's time");
    assertThat(ended.err())
        .contains(" forks, ")
        .contains(" left, now ")
        .contains("Stopped with ")
        .contains("benchmarks.jar --resume results");
    assertThat(rows()).isNotEmpty().allMatch(row -> row.latency().equals("10ms"));
    until(() -> stubs().isEmpty());

    long before = forksDone();
    Path results = onlyFile(folder, ".plan.json").getParent();
    try (JarProcess jar = JarProcess.start(folder, List.of("--resume", results.toString()))) {
      until(() -> forksDone() > before || !jar.isAlive());
      jar.terminate();
      ended = jar.end();
    }
    assertThat(forksDone()).as(ended.err() + ended.out()).isGreaterThan(before);
    assertThat(ended.out()).contains("(seed 7), " + before + " of ");
    assertThat(rows().filter(row -> row.metric().equals("time_p50")))
        .extracting(row -> row.strategy() + row.requests() + "#" + row.fork() + row.iteration())
        .doesNotHaveDuplicates();
    assertRefused(List.of("--resume", results.toString(), "--seed", "3"), "the plan is now");
    assertRefused(
        List.of("--resume", results.toString(), "--rounds", "1"),
        "--rounds is '1'; allowed: 2 or more, as 2 are planned");
    until(() -> stubs().isEmpty());
  }

  private void assertRefused(List<String> command, String expected) throws Exception {
    Ended refused = end(JarProcess.start(folder, command));
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains(expected);
  }

  /** How many forks the journal of the only plan has. */
  private long forksDone() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Optional<Path> journal = files.filter(f -> f.toString().endsWith("forks.tsv")).findFirst();
      return journal.isEmpty()
          ? 0
          : Files.readAllLines(journal.get()).stream()
              .filter(line -> !line.endsWith("CALIBRATION"))
              .count();
    } catch (UncheckedIOException e) {
      // A draft got its name while the folder was read: the next look sees the file.
      return 0;
    }
  }

  @Test
  void aStubThatRunsAlreadyIsUsedAndLeftRunning() throws Exception {
    try (StubProcess stub = StubProcess.start()) {
      String target = stub.address().toString();
      Ended ended = measure("-p", "strategy=THREAD_POOL", "-p", "target=" + target);

      assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
      assertThat(rows()).isNotEmpty().allMatch(row -> row.info().stub().startsWith(target + " "));
      assertThat(new StubControl(stub.address()).read().answered()).isPositive();
    }
  }

  @Test
  void worksInAnotherFolderLocaleAndTimeZone() throws Exception {
    Path home = Files.createDirectories(folder.resolve("a b/çé"));
    Path elsewhere = Files.createDirectories(folder.resolve("some where"));
    Path jar = Files.copy(JarProcess.jar(), home.resolve("benchmarks.jar"));
    List<String> java =
        List.of(
            "-Duser.language=de",
            "-Duser.country=DE",
            "-Duser.timezone=Asia/Kolkata",
            "-jar",
            jar.toString());
    Ended ended =
        end(JarProcess.start(elsewhere, List.of(), java, tiny("-p", "strategy=SEQUENTIAL")));

    assertThat(ended.status()).as(ended.err()).isZero();
    Path csv = onlyFile(elsewhere, ".csv");
    assertThat(RowReader.read(csv)).extracting(Row::metric).contains("time");
    assertThat(csv).content().contains("+05:30,").contains("time_bound,40,ms,");
  }

  @Test
  void worksForAUserWhoIsNotRoot() throws Exception {
    Path setpriv = Path.of("/usr/bin/setpriv");
    assumeTrue(
        System.getProperty("user.name").equals("root") && Files.isExecutable(setpriv),
        "only root can become another user, and it takes setpriv(1)");
    Path jar = Files.copy(JarProcess.jar(), folder.resolve("benchmarks.jar"));
    Path work = Files.createDirectory(folder.resolve("work"));
    for (Path path : List.of(folder, work)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    List<String> nobody =
        List.of(setpriv.toString(), "--reuid=65534", "--regid=65534", "--clear-groups");
    Ended ended =
        end(
            JarProcess.start(
                work, nobody, List.of("-jar", jar.toString()), tiny("-p", "strategy=SEQUENTIAL")));

    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(RowReader.read(onlyFile(work, ".csv"))).isNotEmpty();
  }

  @Test
  void aLimitOfOpenFilesThatIsTooLowIsRaisedOrTold() throws Exception {
    Path prlimit = Path.of("/usr/bin/prlimit");
    assumeTrue(Files.isExecutable(prlimit), "it takes prlimit(1) to lower the limit");
    List<String> arguments =
        List.of("Gather", "-p", "requests=400", "-p", "strategy=EVENT_LOOP", "-f", "1", "-wi", "0");
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of("-i", "1", "-r", "100ms"));
    List<String> lowered = List.of(prlimit.toString(), "--nofile=600:600");
    Ended ended = end(JarProcess.start(folder, lowered, JarProcess.java(), all));

    Process raise =
        new ProcessBuilder(
                prlimit.toString(), "--nofile=600:600", prlimit.toString(), "--nofile=650", "true")
            .start();
    if (raise.waitFor() == 0) {
      assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
    } else {
      assertThat(ended.status()).as(ended.out()).isEqualTo(2);
      assertThat(ended.err()).contains("requests is '400'; allowed: 350 at most");
    }
  }

  @Test
  void anotherJdkIsMeasuredFromTheSameJar() throws Exception {
    String home = System.getenv("GATHERBENCH_OTHER_JAVA_HOME");
    assumeTrue(home != null, "no second JDK is named in GATHERBENCH_OTHER_JAVA_HOME");
    String other = Path.of(home, "bin", "java").toString();
    int feature = JdkProbe.probe(other, List.of()).feature();
    String strategy = feature >= 21 ? "VIRTUAL_THREADS" : "THREAD_POOL";
    Ended ended = measure("-p", "strategy=" + strategy, "-jvm", other);

    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(rows()).isNotEmpty().allMatch(row -> row.info().jdk().startsWith(feature + "."));
  }

  @Test
  void forksThatDieAreRecordedAsVoidAndTheStatusIs1() throws Exception {
    // A heap that cannot even hold JMH.
    Ended ended = measure("-p", "strategy=SEQUENTIAL", "-jvmArgs", "-Xmx3m");
    assertThat(ended.status()).isEqualTo(1);
    assertThat(rows()).isNotEmpty().allMatch(row -> row.validity().kind() == Validity.Kind.VOID);
  }

  private Ended measure(String... arguments) throws Exception {
    return end(JarProcess.start(folder, tiny(arguments)));
  }

  private static Ended end(JarProcess started) throws Exception {
    try (JarProcess jar = started) {
      return jar.end();
    }
  }

  private static List<String> tiny(String... arguments) {
    List<String> all = new ArrayList<>(List.of("Gather"));
    all.addAll(List.of(arguments));
    all.addAll(TINY);
    return all;
  }

  /** What was measured, without calibrations. */
  private Stream<Row> rows() throws IOException {
    return allRows().filter(row -> !row.isCalibration());
  }

  private Stream<Row> allRows() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      Optional<Path> csv = files.filter(file -> file.toString().endsWith(".csv")).findFirst();
      boolean begun = csv.isPresent() && Files.size(csv.get()) > 0;
      return begun ? RowReader.read(csv.get()).stream() : Stream.empty();
    } catch (UncheckedIOException e) {
      // A file that is written whole had another name a moment ago.
      return Stream.empty();
    }
  }

  private static Path onlyFile(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> found = files.filter(file -> file.toString().endsWith(ending)).toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  /** Stub processes that this test's runs have started: none of anybody else's. */
  private List<ProcessHandle> stubs() {
    return ProcessHandle.allProcesses()
        .filter(process -> commandLine(process).contains("io.gatherbench.stub.StubProcess"))
        .filter(process -> runsIn(process, folder))
        .toList();
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().commandLine().orElse("")
        + String.join(" ", process.info().arguments().orElse(new String[0]));
  }

  private static boolean runsIn(ProcessHandle process, Path folder) {
    try {
      return Path.of("/proc/" + process.pid() + "/cwd").toRealPath().equals(folder.toRealPath());
    } catch (IOException e) {
      // Gone meanwhile, or a system without /proc, where all stubs count.
      return !Files.isDirectory(Path.of("/proc/self")) && process.isAlive();
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  /** Waits for something that another process does; gives up after six minutes. */
  private static void until(Condition condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(6);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("six minutes have passed").isLessThan(deadline);
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
