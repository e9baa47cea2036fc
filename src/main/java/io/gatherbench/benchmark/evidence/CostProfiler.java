package io.gatherbench.benchmark.evidence;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds to each iteration what it cost the forked JVM. The fixture says when the work begins and
 * ends. JMH creates it by name.
 */
public final class CostProfiler implements InternalProfiler, CostsMXBean {

  private static final String NAME = "counters";

  private final CostMeter meter = new CostMeter();
  private volatile List<ScalarResult> costs = List.of();

  /** As JMH wants it: before anything is opened. */
  public CostProfiler() {}

  @Override
  public String getDescription() {
    return "What an iteration costs: processor time, allocation, threads, memory, switches";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    costs = List.of();
    Costs.register(NAME, this);
  }

  @Override
  public void prepare() {
    meter.prepare();
  }

  @Override
  public void begin() {
    meter.begin();
  }

  @Override
  public void end() {
    meter.end();
  }

  @Override
  public void collect(long requests) {
    List<ScalarResult> results = new ArrayList<>();
    meter.collect(requests).forEach((metric, value) -> results.add(metric.result(value)));
    costs = List.copyOf(results);
  }

  /** The costs; empty for a benchmark whose state does not say when its work begins. */
  @Override
  public List<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    Costs.unregister(NAME);
    return costs;
  }
}
