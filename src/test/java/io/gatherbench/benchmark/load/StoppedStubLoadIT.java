package io.gatherbench.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatherbench.benchmark.GatherBenchmark;
import io.gatherbench.benchmark.MeasuredIteration;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.StubProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A stub that is stopped for 200 ms while requests arrive: all of the waiting is counted. */
class StoppedStubLoadIT {

  private static final int RATE = 500;
  private static final int STOP_MILLIS = 200;

  @Test
  void requestsOfTheStopAreLateEvenly() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "it takes kill(1) to stop a process");
    try (StubProcess stub = StubProcess.startWarm()) {
      LoadBenchmark benchmark =
          LoadBenchmarkIT.benchmark(stub.address().toString(), Strategy.EVENT_LOOP);
      benchmark.rate = RATE + "/s";
      benchmark.duration = "4s";
      benchmark.connections = 256;
      benchmark.warmUpRequests = 20_000;
      benchmark.open(MeasuredIteration.parameters());
      try {
        LoadTimes[] times = new LoadTimes[2];
        MeasuredIteration.of(benchmark, () -> times[0] = benchmark.measure().times());
        MeasuredIteration.of(
            benchmark,
            () -> {
              CompletableFuture<Long> stopped =
                  CompletableFuture.supplyAsync(() -> stop(stub.pid()));
              times[1] = benchmark.measure().times();
              // The signals take time of their own.
              assertStop(times[1], times[0], stopped.get() / 1e6);
            });
      } finally {
        benchmark.close();
      }
    }
  }

  /** The next gather starts when the last is done: what would have come meanwhile is missing. */
  @Test
  void closedLoopShowsOneLateGather() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "it takes kill(1) to stop a process");
    try (StubProcess stub = StubProcess.startWarm()) {
      GatherBenchmark benchmark = new GatherBenchmark();
      LoadBenchmarkIT.prepare(benchmark, stub.address().toString());
      benchmark.strategy = Strategy.EVENT_LOOP;
      benchmark.poolSize = "requests";
      benchmark.maxInFlight = 16;
      benchmark.requests = 1;
      benchmark.latency = "5ms";
      benchmark.warmUpRequests = 2_000;
      benchmark.open(MeasuredIteration.parameters());
      try {
        List<Long> millis = new ArrayList<>();
        MeasuredIteration.of(
            benchmark,
            () -> {
              CompletableFuture<Long> stopped =
                  CompletableFuture.supplyAsync(() -> stop(stub.pid()));
              while (!stopped.isDone()) {
                long start = System.nanoTime();
                benchmark.gather();
                millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
              }
            });
        assertThat(millis).hasSizeGreaterThan(50);
        // In an open loop a tenth of all would be late; a busy machine may stop more than the stub.
        assertThat(millis).filteredOn(each -> each > 0.9 * STOP_MILLIS).hasSizeBetween(1, 3);
      } finally {
        benchmark.close();
      }
    }
  }

  private static void assertStop(LoadTimes times, LoadTimes without, double stopMillis) {
    assertThat(times.responseMillis(100)).isGreaterThan(0.95 * STOP_MILLIS);
    // Times above t are those of requests that arrived in the first (stop − t) of it.
    for (int above : new int[] {50, 100, 150}) {
      double expected = RATE * (stopMillis - above) / 1e3;
      // A machine that is busy besides has late ones of its own.
      assertThat(above(above + 5, times))
          .as("requests that took over %d ms", above)
          .isBetween(0.75 * expected - 5, 1.25 * expected + 15 + 4 * above(above + 5, without));
    }
  }

  /** Returns how many requests took longer: 1,800 of 2,000 are in the percentiles. */
  private static double above(long millis, LoadTimes times) {
    return 0.9
        * IntStream.rangeClosed(1, 2_000)
            .filter(i -> times.responseMillis(i / 20.0) > millis)
            .count();
  }

  /** Stops a process for a while in the middle of the schedule; returns for how long, in ns. */
  private static long stop(long pid) {
    pause(TimeUnit.SECONDS.toNanos(2));
    long start = System.nanoTime();
    kill("-STOP", pid);
    pause(TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS));
    kill("-CONT", pid);
    return System.nanoTime() - start;
  }

  private static void pause(long nanos) {
    long end = System.nanoTime() + nanos;
    for (long left = nanos; left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private static void kill(String signal, long pid) {
    try {
      new ProcessBuilder("/bin/kill", signal, Long.toString(pid)).start().waitFor();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
