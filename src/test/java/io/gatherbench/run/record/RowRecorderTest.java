package io.gatherbench.run.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.gatherbench.results.Machine;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Row;
import io.gatherbench.results.RowReader;
import io.gatherbench.results.RowWriter;
import io.gatherbench.results.RunInfo;
import io.gatherbench.results.Validity;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.infra.BenchmarkParams;

/** The rows that an iteration becomes. */
class RowRecorderTest {

  private static final BenchmarkParams GATHER =
      JmhEvents.benchmark(
          "io.gatherbench.benchmark.GatherBenchmark.gather",
          0,
          4,
          Map.of(
              "strategy", "EVENT_LOOP",
              "client", "idiomatic",
              "requests", "64",
              "latency", "10ms",
              "poolSize", "requests"));

  @TempDir Path folder;
  private Path file;
  private RowWriter writer;
  private RowRecorder recorder;

  @BeforeEach
  void open() throws Exception {
    file = folder.resolve("17.csv");
    writer = new RowWriter(file);
    RunInfo info =
        new RunInfo(
            "r1", new Machine("h", "Linux", "CPU", 2, 1024), "17", "VM", "", "G1", "stub", "abc");
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    recorder = new RowRecorder(info, writer, clock, Map.of("prof", "async"));
  }

  @AfterEach
  void close() throws Exception {
    writer.close();
  }

  @Test
  void anIterationIsOnDiskAtOnce() throws Exception {
    recorder.record(GATHER, 2, 1, JmhEvents.result(GATHER, 12.5, Map.of("gc.count", 3.0)));
    List<Row> rows = RowReader.read(file);
    assertThat(rows).isEqualTo(recorder.recorded());
    assertThat(rows).extracting(Row::metric).containsExactly("time", "operations", "gc.count");
    assertThat(rows.get(0).value()).isCloseTo(12.5, within(1e-6));
    assertThat(rows)
        .allMatch(row -> row.benchmark().equals("GatherBenchmark.gather"))
        .allMatch(row -> row.client().equals("VERTX"), "the client by its own name")
        .allMatch(row -> row.params().equals("poolSize=requests;prof=async"))
        .allMatch(row -> row.fork() == 2 && row.iteration() == 1)
        .allMatch(row -> row.validity().equals(Validity.VALID));
  }

  @Test
  void memoryHasNoTimeAndNoCosts() {
    recorder.record(
        GATHER,
        1,
        1,
        JmhEvents.result(
            GATHER,
            12.5,
            Map.of("heap_per_request", 2e3, "cpu_per_request", 3.0, "threads_peak", 9.0)));
    assertThat(recorder.recorded())
        .extracting(Row::metric)
        .containsExactlyInAnyOrder("heap_per_request", "threads_peak");
  }

  @Test
  void forkThatStarvedIsNotVoid() {
    recorder.recordFailure(GATHER, 3, "starved: no virtual thread ran");
    assertThat(recorder.recorded())
        .singleElement()
        .satisfies(row -> assertThat(row.fork()).isEqualTo(3))
        .extracting(row -> row.validity().toString())
        .isEqualTo("starved: no virtual thread ran");
  }

  @Test
  void rowsSayWhatTheJvmOfTheForkHas() {
    Map<String, Double> same = Map.of("jvm_processors", 2.0, "jvm_collector", 3.0);
    recorder.record(GATHER, 1, 1, JmhEvents.result(GATHER, 12.5, same));
    assertThat(recorder.recorded()).allMatch(row -> row.validity().equals(Validity.VALID));
    for (Map<String, Double> other :
        List.of(Map.of("jvm_processors", 1.0), Map.of("jvm_collector", 1.0))) {
      recorder.record(GATHER, 2, 1, JmhEvents.result(GATHER, 12.5, other));
      Validity last = recorder.recorded().get(recorder.recorded().size() - 1).validity();
      assertThat(last.toString()).startsWith("flagged: its JVM had ");
    }
  }

  @Test
  void eachRateOfAForkIsACellWithoutATime() throws Exception {
    BenchmarkParams load =
        JmhEvents.benchmark(
            "io.gatherbench.benchmark.load.LoadBenchmark.measure",
            0,
            2,
            Map.of("strategy", "EVENT_LOOP", "client", "idiomatic", "rate", "100+500/s"));
    recorder.record(load, 1, 1, JmhEvents.result(load, 8_000, ofRate(500)));
    recorder.record(load, 1, 2, JmhEvents.result(load, 8_000, ofRate(100)));
    recorder.recordFailure(load, 2, "killed");
    List<Row> rows = RowReader.read(file);
    assertThat(rows).filteredOn(row -> row.fork() == 1).noneMatch(row -> row.is(Metric.TIME));
    assertThat(rows)
        .filteredOn(row -> row.is(Metric.RESPONSE_P50) || row.fork() == 2)
        .extracting(Row::benchmark, Row::params, Row::fork, Row::iteration)
        .containsExactly(
            tuple("LoadBenchmark.measure", "prof=async;rate=500/s", 1, 1),
            tuple("LoadBenchmark.measure", "prof=async;rate=100/s", 1, 2),
            tuple("LoadBenchmark.measure", "prof=async;rate=100/s", 2, 0),
            tuple("LoadBenchmark.measure", "prof=async;rate=500/s", 2, 0));
  }

  private static Map<String, Double> ofRate(double rate) {
    return Map.of(
        Metric.ARRIVAL_RATE.id(),
        rate,
        Metric.RESPONSE_P50.id(),
        10.5,
        Metric.TIME_BOUND.id(),
        0.0);
  }

  @Test
  void theExecutorHasItsOwnNameWhereThereIsOne() {
    for (String strategy : List.of("THREAD_POOL", "EVENT_LOOP")) {
      BenchmarkParams gather =
          JmhEvents.benchmark(
              "io.gatherbench.benchmark.GatherBenchmark.gather",
              0,
              4,
              Map.of("strategy", strategy, "client", "idiomatic", "executor", "default"));
      recorder.record(gather, 1, 1, JmhEvents.result(gather, 12.5, Map.of()));
    }
    assertThat(recorder.recorded())
        .filteredOn(row -> row.is(Metric.TIME))
        .extracting(Row::client, Row::params)
        .containsExactly(tuple("JDK", "executor=cached;prof=async"), tuple("VERTX", "prof=async"));
  }

  @Test
  void workThatIsNotWhatWasClaimedIsVoid() {
    Map<String, Double> evidence = evidence();
    evidence.put(Metric.REQUESTS_SERVED.id(), 63.0);
    recorder.record(GATHER, 1, 1, JmhEvents.result(GATHER, 12.5, evidence));
    assertThat(recorder.recorded())
        .isNotEmpty()
        .allMatch(row -> row.validity().kind() == Validity.Kind.VOID);
  }

  @Test
  void theBoundIsAShareOfTheTime() {
    recorder.record(GATHER, 1, 1, JmhEvents.result(GATHER, 12.5, evidence()));
    assertThat(value(Metric.EFFICIENCY)).isCloseTo(80, within(1e-6));
  }

  @Test
  void aForkThatFailedIsOneVoidRow() {
    recorder.recordFailure(GATHER, 3, "killed; late");
    assertThat(recorder.recorded()).hasSize(1);
    Row row = recorder.recorded().get(0);
    assertThat(row.value()).isNaN();
    assertThat(row.fork()).isEqualTo(3);
    assertThat(row.validity()).isEqualTo(Validity.voided("fork failed: killed, late"));
  }

  @Test
  void theLastIterationSaysWhetherAForkHadSettled() {
    for (int fork = 1; fork <= 2; fork++) {
      for (int iteration = 1; iteration <= 4; iteration++) {
        Map<String, Double> evidence = evidence();
        evidence.put(Metric.CPU_PER_REQUEST.id(), 100.0);
        evidence.put(Metric.COMPILER_PER_REQUEST.id(), fork == 1 && iteration < 3 ? 300.0 : 0.1);
        recorder.record(GATHER, fork, iteration, JmhEvents.result(GATHER, 12.5, evidence));
      }
    }
    List<Row> shares =
        recorder.recorded().stream()
            .filter(row -> row.metric().equals(Metric.COMPILER_SHARE.id()))
            .toList();
    assertThat(shares)
        .extracting(Row::fork, Row::iteration)
        .containsExactly(tuple(1, 4), tuple(2, 4));
    assertThat(shares.get(0).validity().reason()).startsWith("the compiler was still at work");
    assertThat(shares.get(1).validity()).isEqualTo(Validity.VALID);
    assertThat(recorder.recorded())
        .as("one iteration's rows are alike")
        .filteredOn(row -> row.fork() == 1)
        .allMatch(row -> row.validity().equals(Validity.VALID) == (row.iteration() < 4));
  }

  @Test
  void flagOfAnIterationStandsBesideThatOfTheFork() {
    for (int iteration = 1; iteration <= 4; iteration++) {
      Map<String, Double> evidence = evidence();
      evidence.put(Metric.CPU_PER_REQUEST.id(), 1.0);
      evidence.put(Metric.COMPILER_PER_REQUEST.id(), 900.0);
      evidence.put(Metric.STUB_LAG_SHARE.id(), iteration == 3 ? 0.1 : 80.0);
      recorder.record(GATHER, 1, iteration, JmhEvents.result(GATHER, 12.5, evidence));
    }
    List<Validity> last =
        recorder.recorded().stream().filter(row -> row.is(Metric.TIME)).map(Row::validity).toList();
    assertThat(last.get(1).reason()).startsWith("the stub stood still").doesNotContain("; ");
    assertThat(last.get(2)).isEqualTo(Validity.VALID);
    assertThat(last.get(3).reason())
        .startsWith("the stub stood still")
        .contains("; the compiler was still at work");
  }

  @Test
  void severalThreadsAreNamed() {
    BenchmarkParams four =
        JmhEvents.benchmark("a.B.c", 0, 1, 4, Map.of("size", "1", "strategy", "SEQUENTIAL"));
    recorder.record(four, 1, 1, JmhEvents.result(four, 12.5, Map.of()));
    assertThat(recorder.recorded())
        .allMatch(row -> row.params().equals("prof=async;size=1;threads=4"));
  }

  @Test
  void whatIsVoidStaysVoid() {
    for (int iteration = 1; iteration <= 4; iteration++) {
      Map<String, Double> evidence = evidence();
      evidence.put(Metric.CPU_PER_REQUEST.id(), 1.0);
      evidence.put(Metric.COMPILER_PER_REQUEST.id(), 900.0);
      evidence.put(Metric.REQUESTS_SERVED.id(), 63.0);
      recorder.record(GATHER, 1, iteration, JmhEvents.result(GATHER, 12.5, evidence));
    }
    assertThat(recorder.recorded()).allMatch(row -> row.validity().kind() == Validity.Kind.VOID);
  }

  @Test
  void forksThatCountThreadsKeepNothingElse() {
    Map<String, Double> others = evidence();
    others.put(Metric.PINNED_PER_GATHER.id(), 2.0);
    others.put(Metric.VIRTUAL_THREADS_PEAK.id(), 64.0);
    recorder.ofThreadsOnly().record(GATHER, 6, 1, JmhEvents.result(GATHER, 99, others));
    assertThat(recorder.recorded())
        .extracting(Row::metric)
        .containsExactlyInAnyOrder(Metric.PINNED_PER_GATHER.id(), Metric.VIRTUAL_THREADS_PEAK.id());
    recorder.ofThreadsOnly().recordFailure(GATHER, 6, "killed");
    assertThat(recorder.recorded()).last().matches(row -> Double.isNaN(row.value()));
  }

  private double value(Metric metric) {
    return recorder.recorded().stream()
        .filter(row -> row.metric().equals(metric.id()))
        .mapToDouble(Row::value)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, Double> evidence() {
    Map<String, Double> evidence = new LinkedHashMap<>();
    evidence.put(Metric.REQUESTS_SENT.id(), 64.0);
    evidence.put(Metric.REQUESTS_SERVED.id(), 64.0);
    evidence.put(Metric.ANSWERS_EXPECTED.id(), 64.0);
    evidence.put(Metric.IN_FLIGHT_PEAK.id(), 64.0);
    evidence.put(Metric.IN_FLIGHT_CLAIMED.id(), 64.0);
    evidence.put(Metric.IN_FLIGHT_ALLOWED.id(), 64.0);
    evidence.put(Metric.TIME_BOUND.id(), 10.0);
    return evidence;
  }
}
