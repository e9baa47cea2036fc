package io.gatherbench.benchmark.evidence;

import io.gatherbench.results.Metric;
import io.gatherbench.results.Validity;
import io.gatherbench.results.ValidityRule;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The metrics that prove the work of one iteration. Not thread-safe. */
public final class Evidence {

  private final Map<Metric, Double> values = new EnumMap<>(Metric.class);

  /** Sets a metric and returns this. */
  public Evidence with(Metric metric, double value) {
    values.put(metric, value);
    return this;
  }

  /** Returns the metrics so far. */
  public Map<Metric, Double> values() {
    return Collections.unmodifiableMap(values);
  }

  /** Returns a metric; NaN if it is not there. */
  public double get(Metric metric) {
    return values.getOrDefault(metric, Double.NaN);
  }

  /** Raises a metric to a value, if it is below, and returns this. */
  public Evidence max(Metric metric, double value) {
    values.merge(metric, value, Math::max);
    return this;
  }

  /** Hands the evidence to the run, which marks void rows; without a run, void work is an error. */
  void handIn() {
    boolean received = false;
    for (IterationProfiler profiler : IterationProfiler.registered()) {
      if (profiler instanceof WorkProfiler receiver) {
        receiver.receive(values);
        received = true;
      }
    }
    Validity validity = ValidityRule.judge(values);
    if (!received && validity.kind() == Validity.Kind.VOID) {
      throw new IllegalStateException(validity + "; evidence: " + values);
    }
  }
}
