package io.gatherbench.results;

import java.util.Map;

/**
 * The unit of a score of JMH's, and what makes it that of the rows: milliseconds, and operations a
 * second.
 *
 * @param name the unit in rows
 * @param factor by which a value is multiplied
 */
record JmhUnit(String name, double factor) {

  private static final Map<String, Double> SECONDS =
      Map.of(
          "ns", 1e-9, "us", 1e-6, "ms", 1e-3, "s", 1.0, "min", 60.0, "hr", 3600.0, "day", 86_400.0);

  /**
   * @param unit such as {@code us/op}, or {@code ops/ms}
   * @param throughput whether operations are counted in a time, instead of time an operation
   */
  static JmhUnit of(String unit, boolean throughput) {
    String time = throughput ? unit.replaceFirst("^ops/", "") : unit.replaceFirst("/op$", "");
    Double seconds = SECONDS.get(time);
    if (seconds == null) {
      return asItIs(unit);
    }
    return throughput ? new JmhUnit("ops/s", 1 / seconds) : new JmhUnit("ms", seconds * 1e3);
  }

  static JmhUnit asItIs(String unit) {
    return new JmhUnit(unit, 1);
  }
}
