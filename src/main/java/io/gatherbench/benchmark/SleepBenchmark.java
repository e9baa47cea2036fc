package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.TaskTracker;
import io.gatherbench.benchmark.state.TaskState;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.LocalClientOpener;
import io.gatherbench.client.decorator.ObservedClientOpener;
import io.gatherbench.stub.delay.Latency;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * Pausing instead of waiting for a response.
 *
 * <p><b>Question.</b> N tasks pause two or three times each, for different times. How close does
 * each strategy come to the longest of them, when no HTTP client takes part?
 *
 * <p><b>One operation is</b> N tasks with {@code parts} pauses in turn each, drawn from {@code
 * seed}: {@code Thread.sleep} on a thread, a timer on an event loop, {@code delayedExecutor} with
 * {@code CompletableFuture}. Results are checked in the order of the tasks.
 *
 * <p><b>Not included.</b> The threads of the pool, and warm-up, which is the same tasks with pauses
 * of 1 ms.
 *
 * <p><b>Why the number can be trusted.</b> The pauses are drawn beforehand, in whole milliseconds
 * because {@code Thread.sleep} knew no finer ones before JDK 21; so all strategies meet the same
 * ones and the bound is exact: the longest sum of one task where all overlap, the sum of all one
 * after the other, and the larger of the longest and of the sum shared out evenly where the overlap
 * is limited. Tasks started must be those that came back right, none beyond the claim at once, no
 * score below its bound. Expected: a strategy that overlaps all is just above the longest; the
 * third part makes it longer by a pause and not by N.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Sleep}; thousands, {@code -p requests=10000 -p
 * strategy=VIRTUAL_THREADS,EVENT_LOOP,PLATFORM_THREADS}.
 */
public class SleepBenchmark extends TaskState {

  private static final String PAUSES = "?pauses=";

  /** Pauses of each task, 1 to 100. */
  @Param({"2", "3"})
  public int parts;

  /** The median of a pause, which is rounded up to a whole millisecond. */
  @Param("5ms")
  public String pause;

  /** The standard deviation of the pauses' logarithms, 0 to 10. */
  @Param("0.5")
  public String sigma;

  @Param("1")
  public long seed;

  @Benchmark
  public List<Response> gather() throws Exception {
    return gatherTasks();
  }

  /** Returns the pauses of one task, in ms. */
  int[] pauses(int id) {
    Latency drawn = Latency.parse("lognormal:" + pause + "," + sigma);
    return IntStream.range(0, parts)
        .map(part -> (int) Math.ceil(drawn.nanos(seed, (long) id * parts + part) / 1e6))
        .toArray();
  }

  @Override
  protected String query(int id) {
    return PAUSES
        + Arrays.stream(pauses(id)).mapToObj(Integer::toString).collect(Collectors.joining(","));
  }

  @Override
  protected ClientOpener opener(TaskTracker observer) {
    return new ObservedClientOpener(
        LocalClientOpener.pausing(onEventLoop(), SleepBenchmark::pauses, this::result), observer);
  }

  @Override
  protected int countedOverlap() {
    return workload().overlap();
  }

  @Override
  protected double boundMillis() {
    IntSummaryStatistics all =
        IntStream.rangeClosed(1, requests)
            .map(id -> Arrays.stream(pauses(id)).sum())
            .summaryStatistics();
    return Math.max(all.getMax(), (double) all.getSum() / workload().overlap());
  }

  @Override
  protected List<Request> warmUpTasks() {
    return IntStream.rangeClosed(1, requests)
        .mapToObj(id -> new Request("/tasks/" + id + PAUSES + "1,".repeat(parts - 1) + "1"))
        .toList();
  }

  private static List<Integer> pauses(Request request) {
    String target = request.target();
    return Arrays.stream(target.substring(target.indexOf(PAUSES) + PAUSES.length()).split(","))
        .map(Integer::valueOf)
        .toList();
  }
}
