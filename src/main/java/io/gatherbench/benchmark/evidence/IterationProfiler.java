package io.gatherbench.benchmark.evidence;

import io.gatherbench.results.Metric;
import io.gatherbench.results.WarmUp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * A JMH profiler that a benchmark's state informs of each iteration, from one thread.
 *
 * <p>JMH creates states and profilers itself and gives neither to the other, so they meet in a
 * static field. A profiler is registered for the time of an iteration. JMH's {@code @AuxCounters}
 * does not serve: such counters belong to one thread, have no unit and are only summed.
 */
abstract class IterationProfiler implements InternalProfiler {

  private static final Duration LONGEST_REHEARSAL = Duration.ofSeconds(1);

  private static final Set<IterationProfiler> REGISTERED = new CopyOnWriteArraySet<>();

  /** Returns the profilers of the running iteration; none without a run. */
  static Set<IterationProfiler> registered() {
    return REGISTERED;
  }

  static boolean costsAreCollected() {
    return REGISTERED.stream().anyMatch(profiler -> !(profiler instanceof WorkProfiler));
  }

  /**
   * Reads evidence before an iteration as after it, until that code is compiled or a second is
   * over, and waits for the compiler. Otherwise it is compiled while measuring: of a pool of 64
   * threads that took a third of a second of one processor, most of it in the first half second.
   *
   * @param more reads what else is read
   * @param most how often: 0 for not at all, 1 after the first iteration
   */
  static <E extends Exception> void rehearse(WarmUp.Work<E> more, long most)
      throws E, InterruptedException {
    if (!REGISTERED.isEmpty()) {
      WarmUp.settle(
          () -> {
            more.run();
            REGISTERED.forEach(IterationProfiler::rehearse);
          },
          0,
          WarmUp.BURST,
          most,
          LONGEST_REHEARSAL);
    }
  }

  /** Reads everything once and forgets it, where that disturbs nothing. */
  void rehearse() {}

  /** Reads what is slow to read; the first operation follows soon. */
  void prepare() {}

  /** Starts counting; the first operation follows. */
  void begin() {}

  /** Ends counting; the last operation is over. */
  void end() {}

  /**
   * Reads what is slow to read, after operations that sent a number of requests.
   *
   * @param apartNanos processor time of this JVM that is no cost of theirs
   */
  void collect(long requests, long apartNanos) {}

  /** Returns the metrics of the iteration; none if the state does not say when its work begins. */
  abstract Map<Metric, Double> metrics(long operations);

  @Override
  public final void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    check(
        REGISTERED.stream().noneMatch(other -> other.getClass() == getClass()),
        "two iterations at once");
    REGISTERED.add(this);
  }

  @Override
  public final List<ScalarResult> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    check(REGISTERED.remove(this), "an iteration ended twice");
    long operations = result == null ? 1 : Math.max(1, result.getMetadata().getAllOps());
    return metrics(operations).entrySet().stream()
        .map(entry -> result(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static ScalarResult result(Metric metric, double value) {
    AggregationPolicy policy =
        switch (metric.aggregation()) {
          case MEAN -> AggregationPolicy.AVG;
          case SUM -> AggregationPolicy.SUM;
          case MAX -> AggregationPolicy.MAX;
        };
    return new ScalarResult(metric.id(), value, metric.unit(), policy);
  }

  private static void check(boolean expected, String otherwise) {
    if (!expected) {
      throw new IllegalStateException(otherwise);
    }
  }
}
