package io.gatherbench.run.jmh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.results.output.UnwritableOutputException;
import io.gatherbench.run.record.IterationSink;
import io.gatherbench.run.record.JmhEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Which forks and iterations are recorded of what JMH tells. */
class RecordingFormatTest {

  private final List<String> recorded = new ArrayList<>();
  private Optional<String> death = Optional.empty();
  private final RecordingFormat format = format(1);

  @Test
  void forksAreToldApartByTheirAnnouncements() {
    BenchmarkParams benchmark = benchmark("a.B.c", 0);
    format.startBenchmark(benchmark);
    JmhEvents.fork(format, benchmark, 2);
    JmhEvents.fork(format, benchmark, 2);
    format.endBenchmark(null);
    format.finish();
    assertThat(recorded).containsExactly("a.B.c 1.1", "a.B.c 1.2", "a.B.c 2.1", "a.B.c 2.2");
  }

  @Test
  void warmUpForksAreNotRecorded() {
    BenchmarkParams benchmark = benchmark("a.B.c", 2);
    format.startBenchmark(benchmark);
    for (int fork = 0; fork < 3; fork++) {
      JmhEvents.fork(format, benchmark, 2);
    }
    format.endBenchmark(null);
    format.finish();
    assertThat(recorded).containsExactly("a.B.c 1.1", "a.B.c 1.2");
  }

  @Test
  void aWarmUpForkThatFailsIsTheFirstFork() {
    BenchmarkParams benchmark = benchmark("a.B.c", 2);
    format.startBenchmark(benchmark);
    JmhEvents.fork(format, benchmark, 1);
    format.finish();
    assertThat(recorded).containsExactly("a.B.c 1 failed: no reason was printed");
  }

  @Test
  void aFailureMidwayHasTheNumberOfItsFork() {
    BenchmarkParams benchmark = benchmark("a.B.c", 0);
    format.startBenchmark(benchmark);
    JmhEvents.fork(format, benchmark, 2);
    JmhEvents.fork(format, benchmark, 1);
    format.println("java.lang.IllegalStateException: x");
    format.finish();
    assertThat(recorded)
        .containsExactly(
            "a.B.c 1.1",
            "a.B.c 1.2",
            "a.B.c 2.1",
            "a.B.c 2 failed: java.lang.IllegalStateException: x");
  }

  @Test
  void aFailureBetweenForksIsTheNextFork() {
    BenchmarkParams benchmark = benchmark("a.B.c", 0);
    format.startBenchmark(benchmark);
    JmhEvents.fork(format, benchmark, 2);
    format.finish();
    assertThat(recorded).last().isEqualTo("a.B.c 2 failed: no reason was printed");
  }

  @Test
  void aFailureBeforeAnyIterationIsTheFirstFork() throws Exception {
    format.startBenchmark(benchmark("a.B.c", 0));
    format.write("java.lang.OutOfMemoryError: heap\n".getBytes(StandardCharsets.UTF_8));
    format.finish();
    assertThat(recorded).containsExactly("a.B.c 1 failed: java.lang.OutOfMemoryError: heap");
  }

  @Test
  void eachBenchmarkOfARunCountsItsOwnForks() {
    BenchmarkParams first = benchmark("a.B.c", 0);
    BenchmarkParams second = benchmark("a.B.d", 0);
    format.startBenchmark(first);
    JmhEvents.fork(format, first, 2);
    format.println("java.lang.IllegalStateException: of the first");
    format.startBenchmark(second);
    JmhEvents.fork(format, second, 2);
    format.finish();
    assertThat(recorded)
        .containsExactly(
            "a.B.c 1.1",
            "a.B.c 1.2",
            "a.B.c 2 failed: java.lang.IllegalStateException: of the first",
            "a.B.d 1.1",
            "a.B.d 1.2",
            "a.B.d 2 failed: no reason was printed");
  }

  @Test
  void aPlanSaysWhichForkItIs() {
    RecordingFormat fourth = format(4);
    BenchmarkParams benchmark = benchmark("a.B.c", 0);
    fourth.startBenchmark(benchmark);
    JmhEvents.fork(fourth, benchmark, 1);
    fourth.finish();
    assertThat(recorded).containsExactly("a.B.c 4.1", "a.B.c 4 failed: no reason was printed");
  }

  @Test
  void onceTheStubIsDeadNothingIsRun() {
    RecordingFormat dying = format(1, new FailureText(() -> death));
    BenchmarkParams first = benchmark("a.B.c", 0);
    dying.startBenchmark(first);
    JmhEvents.fork(dying, first, 1);
    dying.println("java.net.ConnectException: refused");
    death = Optional.of("the stub is dead");
    assertThatThrownBy(() -> dying.startBenchmark(benchmark("a.B.d", 0)))
        .isInstanceOf(BenchmarkException.class);
    dying.finish();
    assertThat(recorded)
        .containsExactly(
            "a.B.c 1.1", "a.B.c 1 failed: the stub is dead", "a.B.d 1 failed: the stub is dead");
  }

  @Test
  void aForkThatJmhPassesOverIsRecorded() {
    BenchmarkParams benchmark = benchmark("a.B.c", 0);
    format.startBenchmark(benchmark);
    JmhEvents.fork(format, benchmark, 0);
    format.println("java.lang.IllegalStateException: of the first");
    JmhEvents.fork(format, benchmark, 2);
    JmhEvents.fork(format, benchmark, 1);
    format.endBenchmark(null);
    format.finish();
    assertThat(recorded)
        .containsExactly(
            "a.B.c 1 failed: java.lang.IllegalStateException: of the first",
            "a.B.c 2.1",
            "a.B.c 2.2",
            "a.B.c 3.1",
            "a.B.c 3 failed: no reason was printed");
  }

  @Test
  void finishingTwiceRecordsNothingMore() {
    format.startBenchmark(benchmark("a.B.c", 0));
    format.finish();
    format.finish();
    assertThat(recorded).hasSize(1);
  }

  @Test
  void rowsThatCannotBeWrittenEndTheRun() throws Exception {
    IterationSink full =
        new IterationSink() {
          @Override
          public void record(
              BenchmarkParams benchmark, int fork, int iteration, IterationResult result) {
            recorded.add(fork + "." + iteration);
            if (iteration == 2) {
              throw new UnwritableOutputException(Path.of("a.csv"), new IOException("full"));
            }
          }

          @Override
          public void recordFailure(BenchmarkParams benchmark, int fork, String cause) {
            recorded.add("failed");
          }
        };
    RecordingFormat ending =
        new RecordingFormat(ForkRunner.silent(VerboseMode.SILENT), full, 1, new FailureText());
    BenchmarkParams benchmark = JmhEvents.benchmark("a.B.c", 0, 3, Map.of());
    ending.startBenchmark(benchmark);
    Thread link = new Thread(() -> JmhEvents.fork(ending, benchmark, 3));
    link.start();
    link.join();
    assertThat(recorded).as("no row after the one that failed").containsExactly("1.1", "1.2");
    for (ThrowingCallable later :
        List.<ThrowingCallable>of(
            () -> ending.println("# Fork: 2 of 5"),
            () -> ending.endBenchmark(null),
            ending::finish)) {
      assertThatThrownBy(later).hasMessage("a.csv cannot be written: full");
    }
    assertThat(recorded).hasSize(2);
  }

  private static BenchmarkParams benchmark(String name, int warmUpForks) {
    return JmhEvents.benchmark(name, warmUpForks, 2, Map.of());
  }

  private RecordingFormat format(int firstFork) {
    return format(firstFork, new FailureText());
  }

  private RecordingFormat format(int firstFork, FailureText printed) {
    IterationSink sink =
        new IterationSink() {
          @Override
          public void record(
              BenchmarkParams benchmark, int fork, int iteration, IterationResult result) {
            recorded.add(benchmark.getBenchmark() + " " + fork + "." + iteration);
          }

          @Override
          public void recordFailure(BenchmarkParams benchmark, int fork, String cause) {
            recorded.add(benchmark.getBenchmark() + " " + fork + " failed: " + cause);
          }
        };
    return new RecordingFormat(ForkRunner.silent(VerboseMode.SILENT), sink, firstFork, printed);
  }
}
