package io.gatherbench.first;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.plan.JvmResources;
import io.gatherbench.plan.PlannedCell;
import io.gatherbench.plan.TargetJdk;
import io.gatherbench.plan.Variant;
import io.gatherbench.results.Machine;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowReader;
import io.gatherbench.results.RowWriter;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.Validity;
import io.gatherbench.run.jdk.JdkProbe;
import io.gatherbench.run.jmh.BareForkRunner;
import io.gatherbench.run.jmh.ForkRequest;
import io.gatherbench.run.jmh.ForkRunner;
import io.gatherbench.run.record.ForkSink;
import io.gatherbench.run.record.RowRecorder;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are started cold, against a stub, and such that fail. */
class FirstForkIT {

  private static final long LIMIT_SECONDS = 120;

  @TempDir Path folder;
  private StubServer stub;
  private FirstFork starts;

  @BeforeEach
  void open() throws Exception {
    stub = new StubServer(StubOptions.forRun());
    starts = new FirstFork();
  }

  @AfterEach
  void close() throws Exception {
    starts.close();
    stub.close();
  }

  @Test
  void startsAreTimedAndTheirWorkIsProved() throws Exception {
    for (String mode : List.of("plain", "https")) {
      Map<String, Row> rows = run(JdkProbe.ownExecutable(), mode, 1, LIMIT_SECONDS);
      assertThat(value(rows, Metric.FIRST_ANSWER)).isPositive();
      assertThat(value(rows, Metric.FIRST_GATHER)).isGreaterThan(value(rows, Metric.FIRST_ANSWER));
      assertThat(value(rows, Metric.REQUESTS_SERVED))
          .as("one request, and gathers of 3")
          .isEqualTo(value(rows, Metric.REQUESTS_SENT))
          .isGreaterThanOrEqualTo(4)
          .matches(served -> served % 3 == 1);
      assertThat(value(rows, Metric.CLASSES_LOADED))
          .isGreaterThan(value(rows, Metric.CLASSES_ARCHIVED));
      assertThat(rows.values())
          .allMatch(row -> row.validity().kind() != Validity.Kind.VOID)
          .allMatch(row -> row.params().equals("settle=300ms;start=" + mode))
          .allMatch(row -> row.benchmark().equals("FirstGather") && row.mode().equals("ss"));
    }
  }

  @Test
  void laterRoundsEndWithTheFirstGather() throws Exception {
    int later = FirstFork.SETTLED_ROUNDS + 1;
    Map<String, Row> rows = run(JdkProbe.ownExecutable(), "plain", later, LIMIT_SECONDS);
    assertThat(value(rows, Metric.REQUESTS_SERVED)).isEqualTo(4);
    assertThat(rows).doesNotContainKey(Metric.SETTLED_AFTER.id());
    assertThat(rows.values()).allMatch(row -> !row.validity().reason().contains("settle"));
  }

  @Test
  void processThatFailsIsOneVoidRow() throws Exception {
    String java = script("echo 'no such JVM' >&2; exit 3");
    Map<String, Row> rows = run(java, "plain", 1, LIMIT_SECONDS);
    assertThat(rows).containsOnlyKeys(Metric.TIME.id());
    assertThat(rows.values())
        .extracting(row -> row.validity().toString())
        .containsExactly(
            "void: fork failed: its training run failed: forked VM failed with exit code 3: no such"
                + " JVM");
    assertThat(run(java, "plain", 2, LIMIT_SECONDS).values())
        .as("not trained again")
        .extracting(row -> row.validity().toString())
        .containsExactlyElementsOf(
            rows.values().stream().map(row -> row.validity().toString()).toList());
  }

  @Test
  void processThatHangsIsKilled() throws Exception {
    Map<String, Row> rows = run(script("exec sleep 1000"), "plain", 1, 1);
    assertThat(rows.values())
        .extracting(row -> row.validity().reason())
        .containsExactly("fork failed: its training run failed: not done after 1 s, and killed");
  }

  /** Classes in folders cannot be archived. */
  @Test
  void startWithoutItsArchiveIsVoid() throws Exception {
    Map<String, Row> rows = run(JdkProbe.ownExecutable(), "archive", 1, LIMIT_SECONDS);
    assertThat(rows.values())
        .hasSize(1)
        .allMatch(row -> row.validity().reason().contains("its training run failed: "));
  }

  @Test
  void classesMustComeFromTheArchive() throws Exception {
    Path log = folder.resolve("classes.txt");
    String jdk = "java.lang.Object source: shared objects file\n";
    String own = FirstGather.class.getName() + " source: ";
    Files.writeString(log, jdk + own + "file:/benchmarks.jar\nnot a class\n");
    ClassLog without = ClassLog.read(log);
    assertThat(without).isEqualTo(new ClassLog(2, 1, false));
    assertThat(without.validity(StartMode.ARCHIVE).toString())
        .isEqualTo("void: the archive was not used: the program's class is not from it");
    assertThat(without.validity(StartMode.PLAIN)).isEqualTo(Validity.VALID);
    Files.writeString(log, jdk + own + "shared objects file (top)\n");
    assertThat(ClassLog.read(log)).isEqualTo(new ClassLog(2, 2, true));
    assertThat(ClassLog.read(log).validity(StartMode.ARCHIVE)).isEqualTo(Validity.VALID);
  }

  private String script(String line) throws Exception {
    Path script = folder.resolve("java");
    Files.writeString(script, "#!/bin/sh\n" + line + "\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    return script.toString();
  }

  /** Runs one fork as the runner does; returns its rows by metric. */
  private Map<String, Row> run(String java, String mode, int number, long limitSeconds)
      throws Exception {
    int feature = Runtime.version().feature();
    TargetJdk jdk = new TargetJdk(java, feature, "own", "VM", "G1", JvmResources.UNKNOWN);
    RunInfo info =
        new RunInfo("r", new Machine("h", "Linux", "CPU", 2, 1024), "own", "VM", "", "", "s", "c");
    Path file = Files.createTempFile(folder, "rows", ".csv");
    Files.delete(file);
    BareForkRunner runner = new BareForkRunner(stub.address(), Optional::empty);
    Map<String, String> cell =
        Map.of(
            "strategy", "EVENT_LOOP",
            "client", "VERTX",
            "requests", "3",
            "latency", "1ms",
            "start", mode,
            "settle", "300ms");
    try (RowWriter writer = new RowWriter(file)) {
      RowRecorder recorder = new RowRecorder(info, writer, Clock.systemDefaultZone(), Map.of());
      ForkRunner.Ended ended =
          runner.run(
              new ForkRequest(
                  starts,
                  new Variant("own", jdk, JdkProbe.quietFlags(jdk)),
                  new PlannedCell(FirstRequest.BENCHMARK, cell, 1),
                  number,
                  limitSeconds,
                  new ForkSink(info, recorder, recorder),
                  () -> false));
      assertThat(ended.failed()).isEqualTo(recorder.recorded().get(0).iteration() == 0);
      assertThat(ended.abandoned()).isFalse();
    }
    return RowReader.read(file).stream().collect(Collectors.toMap(Row::metric, row -> row));
  }

  private static double value(Map<String, Row> rows, Metric metric) {
    return rows.get(metric.id()).value();
  }
}
