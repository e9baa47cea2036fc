package io.gatherbench.benchmark;

import io.gatherbench.client.Response;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Pausing instead of waiting for an answer.
 *
 * <p><b>Question.</b> N tasks pause two or three times each, for different times. How close does
 * each strategy come to the longest of them, when no HTTP client is in the way?
 *
 * <p><b>One operation is</b> N tasks with {@code parts} pauses in turn each, drawn from {@code
 * seed}: {@code Thread.sleep} on a thread, a timer on an event loop, {@code delayedExecutor} with
 * {@code CompletableFuture}. Answers are checked in the order of the tasks.
 *
 * <p><b>Not included.</b> The threads of the pool, and warm-up, which is the same tasks with pauses
 * of 1 ms.
 *
 * <p><b>Why the number can be trusted.</b> The pauses are drawn beforehand, in whole milliseconds
 * because {@code Thread.sleep} knew no finer ones before JDK 21; so all strategies meet the same
 * ones and the bound is exact: the longest sum of one task where all overlap, the sum of all one
 * after the other, and the larger of the longest and of the sum shared out evenly where so many
 * overlap. Tasks started must be those that came back right, none beyond the claim may be under way
 * at once, no score may be under its bound. Expected: whoever overlaps all is just above the
 * longest; the third part makes it longer by a pause and not by N.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Sleep}; thousands, {@code -p requests=10000 -p
 * strategy=VIRTUAL_THREADS,EVENT_LOOP,PLATFORM_THREADS}.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(5)
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 4, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class SleepBenchmark {

  /** Pauses, and waits until all have. */
  @Benchmark
  public List<Response> gather(PauseFixture fixture) throws IOException, InterruptedException {
    return fixture.gather();
  }
}
