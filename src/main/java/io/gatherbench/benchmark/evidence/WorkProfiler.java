package io.gatherbench.benchmark.evidence;

import io.gatherbench.results.Metric;
import java.util.Map;

/** Adds the evidence of each iteration to its results. JMH creates it by name. */
public final class WorkProfiler extends IterationProfiler {

  private volatile Map<Metric, Double> evidence = Map.of();

  @Override
  public String getDescription() {
    return "What the stub saw of each iteration";
  }

  void receive(Map<Metric, Double> values) {
    evidence = values;
  }

  @Override
  Map<Metric, Double> metrics(long operations) {
    Map<Metric, Double> received = evidence;
    evidence = Map.of();
    return received;
  }
}
