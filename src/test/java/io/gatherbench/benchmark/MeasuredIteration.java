package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.WorkProfiler;
import io.gatherbench.benchmark.state.StubState;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/** Does with a state what JMH does with it. */
public final class MeasuredIteration {

  /** What is done in an iteration. */
  public interface Operations {
    void run() throws Exception;
  }

  private MeasuredIteration() {}

  /** The evidence of an iteration. */
  public static Map<String, Double> of(StubState state, Operations operations) throws Exception {
    return of(state::startIteration, operations, state::endIteration);
  }

  /** The same of a state that is no {@link StubState}. */
  static Map<String, Double> of(Operations start, Operations operations, Operations end)
      throws Exception {
    WorkProfiler profiler = new WorkProfiler();
    profiler.beforeIteration(null, null);
    Collection<? extends Result<?>> evidence;
    try {
      start.run();
      operations.run();
      end.run();
    } finally {
      evidence = profiler.afterIteration(null, null, null);
    }
    return evidence.stream().collect(Collectors.toMap(Result::getLabel, Result::getScore));
  }

  /** Of a benchmark with one thread. */
  public static BenchmarkParams parameters() {
    return parameters(1);
  }

  /** Of a benchmark with that many threads. */
  static BenchmarkParams parameters(int threads) {
    IterationParams none = new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.NONE, 1);
    return new BenchmarkParams(
        "benchmark",
        "target",
        true,
        threads,
        new int[] {threads},
        List.of(),
        1,
        0,
        none,
        none,
        Mode.SampleTime,
        new WorkloadParams(),
        TimeUnit.MILLISECONDS,
        1,
        "jvm",
        List.of(),
        "17",
        "vm",
        "17",
        "1.37",
        TimeValue.NONE);
  }
}
