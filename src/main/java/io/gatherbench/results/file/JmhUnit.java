package io.gatherbench.results.file;

import io.gatherbench.results.Metric;
import java.util.Map;

/** A unit of the rows, and the factor that leads to it from JMH's. */
record JmhUnit(String name, double factor) {

  /** Of JMH's units, and of those that kotlinx-benchmark writes in its place. */
  private static final Map<String, Double> SECONDS =
      Map.ofEntries(
          Map.entry("ns", 1e-9),
          Map.entry("us", 1e-6),
          Map.entry("ms", 1e-3),
          Map.entry("s", 1.0),
          Map.entry("sec", 1.0),
          Map.entry("min", 60.0),
          Map.entry("hr", 3600.0),
          Map.entry("day", 86_400.0));

  /** Returns ms or ops/s for a score in a unit such as {@code us/op} or {@code ops/ms}. */
  static JmhUnit ofScore(String jmh, boolean throughput) {
    String time = throughput ? jmh.replaceFirst("^ops/", "") : jmh.replaceFirst("/op$", "");
    Double seconds = SECONDS.get(time);
    if (seconds == null) {
      return new JmhUnit(jmh, 1);
    }
    return throughput
        ? new JmhUnit(Metric.THROUGHPUT.unit(), 1 / seconds)
        : new JmhUnit(Metric.TIME.unit(), seconds * 1e3);
  }

  /** Returns ms or ops/s for a time or a rate of operations, else the unit as it is. */
  static JmhUnit ofSecondary(String jmh) {
    boolean throughput = jmh.startsWith("ops/");
    return throughput || jmh.endsWith("/op") ? ofScore(jmh, throughput) : new JmhUnit(jmh, 1);
  }
}
