package io.gatherbench.benchmark.evidence;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Adds to each iteration what its fixture certified, so that it travels to the host with the score.
 * It works before the first and after the last operation and costs the measurement nothing. JMH
 * creates it by name.
 */
public final class WorkProfiler implements InternalProfiler, WorkMXBean {

  private volatile List<ScalarResult> certificate = List.of();

  /** As JMH wants it. */
  public WorkProfiler() {}

  @Override
  public String getDescription() {
    return "What the stub saw of each iteration";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    certificate = List.of();
    try {
      server().registerMBean(this, name());
    } catch (JMException e) {
      throw new IllegalStateException("two iterations at once", e);
    }
  }

  @Override
  public void certify(Map<String, Double> values) {
    List<ScalarResult> results = new ArrayList<>();
    values.forEach((name, value) -> results.add(WorkMetric.valueOf(name).result(value)));
    certificate = List.copyOf(results);
  }

  /** The certificate; empty for a benchmark whose state hands none in. */
  @Override
  public List<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    try {
      server().unregisterMBean(name());
    } catch (JMException e) {
      throw new IllegalStateException("an iteration ended twice", e);
    }
    return certificate;
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }

  private static ObjectName name() throws JMException {
    return new ObjectName(NAME);
  }
}
