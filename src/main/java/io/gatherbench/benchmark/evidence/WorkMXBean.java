package io.gatherbench.benchmark.evidence;

import java.util.Map;

/**
 * Where a fixture hands in the certificate of an iteration. It is a management bean because JMH
 * creates profilers and states apart from each other, and a JVM's bean server is where two parties
 * that share nothing can meet without a static field.
 */
public interface WorkMXBean {

  /** The name under which {@link WorkProfiler} is found while an iteration runs. */
  String NAME = "io.gatherbench:type=Work";

  /**
   * Certifies the iteration that has just ended.
   *
   * @param values by the names of {@link WorkMetric}
   */
  void certify(Map<String, Double> values);
}
