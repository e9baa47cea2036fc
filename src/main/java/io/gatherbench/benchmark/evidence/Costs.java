package io.gatherbench.benchmark.evidence;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The fixture's side of {@link CostsMXBean}: does nothing where nobody counts. Not thread-safe. */
final class Costs {

  private List<CostsMXBean> listening = List.of();

  /** Whether costs are counted in this JVM. */
  static boolean counted() {
    return !registered().isEmpty();
  }

  /** Finds out who wants to know, so that this takes no time where it would be counted. */
  void prepare() {
    listening =
        registered().stream()
            .map(name -> JMX.newMXBeanProxy(server(), name, CostsMXBean.class))
            .toList();
    listening.forEach(CostsMXBean::prepare);
  }

  void begin() {
    listening.forEach(CostsMXBean::begin);
  }

  void end() {
    listening.forEach(CostsMXBean::end);
  }

  void collect(long requests) {
    listening.forEach(costs -> costs.collect(requests));
  }

  /**
   * Wants to know, under a name of its own.
   *
   * @throws IllegalStateException if one of that name does already
   */
  static void register(String name, CostsMXBean costs) {
    try {
      server().registerMBean(costs, new ObjectName(CostsMXBean.NAMES.replace("*", name)));
    } catch (JMException e) {
      throw new IllegalStateException("two iterations at once", e);
    }
  }

  /** Wants to know no more. */
  static void unregister(String name) {
    try {
      server().unregisterMBean(new ObjectName(CostsMXBean.NAMES.replace("*", name)));
    } catch (JMException e) {
      throw new IllegalStateException("an iteration ended twice", e);
    }
  }

  private static Set<ObjectName> registered() {
    try {
      return server().queryNames(new ObjectName(CostsMXBean.NAMES), null);
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MBeanServer server() {
    return ManagementFactory.getPlatformMBeanServer();
  }
}
