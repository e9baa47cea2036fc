package io.gatherbench.benchmark.evidence;

import io.gatherbench.results.Metric;
import java.util.Map;

/**
 * Adds the costs of each iteration in the forked JVM to its results. JMH creates it by name, before
 * anything is opened.
 */
public final class CostProfiler extends IterationProfiler {

  private final CostMeter meter = new CostMeter();
  private volatile Map<Metric, Double> costs = Map.of();

  @Override
  public String getDescription() {
    return "What an iteration costs: processor time, allocation, threads, memory, switches";
  }

  @Override
  void prepare() {
    meter.prepare();
  }

  @Override
  void begin() {
    meter.begin();
  }

  @Override
  void end() {
    meter.end();
  }

  @Override
  void collect(long requests) {
    costs = meter.collect(requests);
  }

  @Override
  Map<Metric, Double> metrics(long operations) {
    Map<Metric, Double> collected = costs;
    costs = Map.of();
    return collected;
  }
}
