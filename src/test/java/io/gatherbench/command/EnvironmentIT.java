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
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar where its environment is not as usual. */
class EnvironmentIT {

  private static final String JDK = System.getProperty("java.home");
  private static final List<String> TINY =
      List.of("-wi", "0", "-i", "1", "-r", "20ms", "-p", "requests=1", "-p", "warmUpRequests=10");
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  @TempDir Path folder;

  @Test
  void flagsOfVariablesReachForksOnceAndNoStub() throws Exception {
    Files.writeString(folder.resolve("flags"), "-XX:+PrintCommandLineFlags");
    List<String> environment =
        List.of(
            "env",
            "JAVA_TOOL_OPTIONS=-XX:+UseParallelGC",
            "JDK_JAVA_OPTIONS=-Dother=1 --add-opens java.base/java.lang=ALL-UNNAMED"
                + " --add-opens java.base/java.util=ALL-UNNAMED @flags",
            "_JAVA_OPTIONS=-Xmx300m");
    Ended ended = run(environment, List.of(), gather("SEQUENTIAL", "-jvmArgs", "-Dthird=1"));
    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(ended.out())
        .contains("# forks have the flags of JAVA_TOOL_OPTIONS, JDK_JAVA_OPTIONS, _JAVA_OPTIONS");
    assertThat(rows())
        .isNotEmpty()
        .allMatch(row -> row.info().gc().equals("Parallel"))
        .allMatch(
            row ->
                row.info()
                    .vmArgs()
                    .equals(
                        "-XX:+UseParallelGC -Dother=1"
                            + " --add-opens=java.base/java.lang=ALL-UNNAMED"
                            + " --add-opens=java.base/java.util=ALL-UNNAMED"
                            + " -XX:+PrintCommandLineFlags -Xmx300m -Dthird=1"));
  }

  @Test
  void anAgentOfTheHostIsNoneOfTheStub() throws Exception {
    List<String> debugger =
        List.of(
            "env",
            "JAVA_TOOL_OPTIONS=-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=0");
    Ended ended = run(debugger, List.of(), List.of("trace", "--requests", "1"));
    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(ended.out().lines().filter(line -> line.startsWith("Listening"))).hasSize(1);
  }

  @Test
  void flagsThatClashAreOneLine() throws Exception {
    List<String> variable = List.of("env", "JAVA_TOOL_OPTIONS=-XX:+UseSerialGC");
    Ended ended = run(variable, List.of(), gather("SEQUENTIAL", "-jvmArgs", "-XX:+UseParallelGC"));
    assertThat(ended.status()).isEqualTo(2);
    assertThat(ended.err().lines().filter(line -> !line.startsWith("Picked up")))
        .singleElement()
        .asString()
        .containsPattern("UseParallelGC\\]; it says: (Conflicting|Multiple) .*collector");
  }

  @Test
  void aMissingTemporaryFolderIsNamed() throws Exception {
    Path missing = folder.resolve("missing");
    List<String> java = List.of("-Djava.io.tmpdir=" + missing);
    String expected =
        "gatherbench: -Djava.io.tmpdir is '" + missing + "'; allowed: a folder that exists";
    for (List<String> command :
        List.of(
            gather("SEQUENTIAL"),
            List.<String>of(),
            List.of("trace"),
            List.of("jdks"),
            List.of("profile"),
            List.of("stub", "--tls"))) {
      Ended ended = run(List.of(), java, command);
      assertThat(ended.status()).as(ended.err()).isEqualTo(2);
      assertThat(ended.err()).contains(expected).doesNotContain("\tat ");
    }
  }

  @Test
  void socketsOnNioAreWarnedOfAndFlagged() throws Exception {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "a folder that no library goes into");
    List<String> java = List.of("-Dio.netty.native.workdir=/proc/none");
    Ended ended = run(List.of(), java, gather("EVENT_LOOP", "-jvmArgs", "-Xmx300m"));
    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(ended.out())
        .contains("# Warning: Vert.x in the forks is on nio (")
        .contains("# Warning: the stub is on nio (")
        .contains("its sockets were on NIO");
    assertThat(rows()).allMatch(row -> row.info().stub().contains(" nio "));
    assertThat(rows().filter(row -> row.metric().equals("native_transport")))
        .singleElement()
        .matches(row -> row.value() == 0 && row.validity().kind() == Validity.Kind.FLAGGED);
  }

  @Test
  void aJdkThatSeesFewerProcessorsIsToldOf() throws Exception {
    List<String> command = new ArrayList<>(List.of("jdks", "--rounds", "1", "--plan", "Gather"));
    command.addAll(List.of("-p", "strategy=SEQUENTIAL", "--jdk", "all=" + JDK));
    command.addAll(List.of("--jdk", "one=" + JDK + " -XX:ActiveProcessorCount=1 -Xmx100m"));
    command.addAll(TINY);
    Ended ended = run(List.of(), List.of(), command);
    assumeTrue(Runtime.getRuntime().availableProcessors() > 1, "more than one processor");
    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    String all = ended.out().replaceAll("\\s+", " ");
    assertThat(all)
        .contains("Warning the variants differ in processors (all ")
        .contains("the sides differ in cores (1 against ")
        .containsPattern("one against all.* largest heap, MB \\(all \\d+, one 100\\)");
  }

  @Test
  void aStubThatDiesLeavesVoidRowsAndIsToldOf() throws Exception {
    List<String> command =
        new ArrayList<>(List.of("Gather", "-p", "strategy=SEQUENTIAL,THREAD_POOL"));
    command.addAll(List.of("-p", "requests=1", "-f", "1", "-wi", "0", "-i", "1", "-r", "9s"));
    List<String> java = JarProcess.java();
    Ended ended;
    try (JarProcess jar = JarProcess.start(folder, List.of(), java, command)) {
      until(() -> find(jar, "ForkedMain").isPresent() || !jar.isAlive());
      find(jar, "stub.StubProcess").orElseThrow().destroyForcibly();
      ended = jar.end();
    }
    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err().lines().filter(line -> line.startsWith("gatherbench: ")))
        .singleElement()
        .asString()
        .startsWith("gatherbench: the stub has died with exit status 137");
    assertThat(ended.out()).contains("Rows: " + folder.relativize(csv()));
    assertThat(rows().map(Row::strategy)).containsExactlyInAnyOrder("SEQUENTIAL", "THREAD_POOL");
    assertThat(rows())
        .allMatch(row -> row.validity().toString().startsWith("void: fork failed: the stub has"));
  }

  @Test
  void aPlanWhoseStubDiesIsResumed() throws Exception {
    List<String> command = new ArrayList<>(List.of("jdks", "--plan", "Gather", "--rounds", "1"));
    command.addAll(List.of("-p", "strategy=SEQUENTIAL", "-p", "requests=1,2", "--jdk", JDK));
    command.addAll(List.of("-wi", "0", "-i", "1", "-r", "3s", "-p", "warmUpRequests=10"));
    List<String> java = JarProcess.java();
    Path run = folder.resolve("run");
    command.addAll(List.of("--out", run.toString()));
    Ended ended;
    try (JarProcess jar = JarProcess.start(folder, List.of(), java, command)) {
      until(() -> find(jar, "ForkedMain").isPresent() || !jar.isAlive());
      find(jar, "stub.StubProcess").orElseThrow().destroyForcibly();
      ended = jar.end();
    }
    assertThat(ended.status()).as(ended.err() + ended.out()).isEqualTo(1);
    assertThat(ended.err())
        .contains("gatherbench: the stub has died with exit status 137; stopped with 0 of 2 forks")
        .contains("  java -jar benchmarks.jar jdks --resume " + run);
    assertThat(ended.out()).as("an answer").doesNotContain("Next: ");
    List<String> environment = List.of("env", "JAVA_TOOL_OPTIONS=-Dlater=1");
    ended = run(environment, List.of(), List.of("jdks", "--resume", run.toString()));
    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(ended.out()).contains("begun, not those given now: -Dlater=1").contains("Next: ");
    assertThat(rows().filter(row -> row.metric().equals("time")))
        .as("each fork, and none void")
        .allMatch(
            row -> row.validity().kind() != Validity.Kind.VOID && row.info().vmArgs().isEmpty())
        .extracting(Row::requests)
        .containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void withoutForksTheStubOfTheRunMayDie() throws Exception {
    List<String> command = gather("SEQUENTIAL,THREAD_POOL");
    command.set(command.indexOf("-f") + 1, "0");
    List<String> java = JarProcess.java();
    Ended ended;
    try (JarProcess jar = JarProcess.start(folder, List.of(), java, command)) {
      until(() -> jar.out().contains("# Calibration: ") || !jar.isAlive());
      find(jar, "stub.StubProcess").orElseThrow().destroyForcibly();
      ended = jar.end();
    }
    assertThat(ended.status()).as(ended.err() + ended.out()).isZero();
    assertThat(rows().filter(row -> row.metric().equals("time")))
        .allMatch(row -> row.validity().kind() != Validity.Kind.VOID)
        .extracting(Row::strategy)
        .containsExactlyInAnyOrder("SEQUENTIAL", "THREAD_POOL");
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void until(Condition condition) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(6);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("six minutes have passed").isLessThan(deadline);
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static Optional<ProcessHandle> find(JarProcess jar, String name) {
    return jar.descendants().stream()
        .filter(process -> process.info().commandLine().orElse("").contains(name))
        .min(Comparator.comparing(process -> process.info().startInstant().orElse(Instant.MAX)));
  }

  private static List<String> gather(String strategy, String... more) {
    List<String> all = new ArrayList<>(List.of("Gather", "-f", "1", "-p", "strategy=" + strategy));
    all.addAll(TINY);
    all.addAll(List.of(more));
    return all;
  }

  private Ended run(List<String> prefix, List<String> java, List<String> arguments)
      throws Exception {
    List<String> flags = new ArrayList<>(java);
    flags.addAll(List.of("-Djmh.ignoreLock=true", "-jar", JarProcess.jar().toString()));
    try (JarProcess jar = JarProcess.start(folder, prefix, flags, arguments)) {
      return jar.end();
    }
  }

  private Path csv() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".csv")).findFirst().orElseThrow();
    }
  }

  /** The rows of forks, without calibrations. */
  private Stream<Row> rows() throws IOException {
    return RowReader.read(csv()).stream().filter(row -> !row.isOfNoFork());
  }
}
