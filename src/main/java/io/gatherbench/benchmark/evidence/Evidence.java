package io.gatherbench.benchmark.evidence;

import static io.gatherbench.benchmark.evidence.WorkMetric.ANSWERS_EXPECTED;
import static io.gatherbench.benchmark.evidence.WorkMetric.CONNECTIONS_ALLOWED;
import static io.gatherbench.benchmark.evidence.WorkMetric.CONNECTIONS_OPENED;
import static io.gatherbench.benchmark.evidence.WorkMetric.IN_FLIGHT_ALLOWED;
import static io.gatherbench.benchmark.evidence.WorkMetric.IN_FLIGHT_PEAK;
import static io.gatherbench.benchmark.evidence.WorkMetric.REQUESTS_SENT;
import static io.gatherbench.benchmark.evidence.WorkMetric.REQUESTS_SERVED;

import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** What a fixture certifies of one iteration. Not thread-safe. */
public final class Evidence {

  private final Map<WorkMetric, Double> values = new EnumMap<>(WorkMetric.class);

  public Evidence with(WorkMetric metric, double value) {
    values.put(metric, value);
    return this;
  }

  /**
   * Hands the certificate to the run, which judges it. Without a run nobody would look at it, so
   * unequal work is an error at once.
   *
   * @throws IllegalStateException if there is no run and the work is not what was claimed
   */
  public void handIn() {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      ObjectName name = new ObjectName(WorkMXBean.NAME);
      if (server.isRegistered(name)) {
        Map<String, Double> byName = new TreeMap<>();
        values.forEach((metric, value) -> byName.put(metric.name(), value));
        JMX.newMXBeanProxy(server, name, WorkMXBean.class).certify(byName);
        return;
      }
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
    if (of(REQUESTS_SERVED) < of(ANSWERS_EXPECTED)
        || exceeds(REQUESTS_SERVED, REQUESTS_SENT)
        || exceeds(IN_FLIGHT_PEAK, IN_FLIGHT_ALLOWED)
        || exceeds(CONNECTIONS_OPENED, CONNECTIONS_ALLOWED)) {
      throw new IllegalStateException("the work is not what was claimed: " + values);
    }
  }

  /** Whether what was seen is more than what was claimed; not where there was nothing to see. */
  private boolean exceeds(WorkMetric seen, WorkMetric claimed) {
    return values.containsKey(seen) && of(seen) > of(claimed);
  }

  private Double of(WorkMetric metric) {
    return values.get(metric);
  }
}
