package io.gatherbench.run.record;

import io.gatherbench.results.Validity;
import io.gatherbench.run.record.IterationMetrics.Measured;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;

/**
 * Of forks that were recorded by the flight recorder, only what it was for: their times are not
 * those of the others.
 */
public final class PinningRecorder implements IterationSink {

  private static final Set<String> KEPT =
      Set.of("pinned_per_gather", "virtual_threads_per_gather", "virtual_threads_peak");

  private final RowRecorder recorder;

  public PinningRecorder(RowRecorder recorder) {
    this.recorder = recorder;
  }

  @Override
  public void record(BenchmarkParams benchmark, int fork, int iteration, IterationResult result) {
    Map<String, Measured> kept = new LinkedHashMap<>(IterationMetrics.of(benchmark, result));
    kept.keySet().retainAll(KEPT);
    recorder.recordMetrics(benchmark, fork, iteration, kept, Validity.VALID);
  }

  @Override
  public void recordFailure(BenchmarkParams benchmark, int fork, String cause) {
    recorder.recordFailure(benchmark, fork, cause);
  }
}
