package io.gatherbench.results;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The columns that all rows of one run on one JDK share.
 *
 * @param run identifies the run
 * @param jdk the Java version of the forks, such as {@code 25.0.1}
 * @param vm name and version of their virtual machine
 * @param gc their garbage collector, such as {@code G1}
 * @param stub what the stub is made of, or the address of one that ran already; or that there is
 *     none, because another program's benchmarks are run
 * @param commit the revision of gatherbench; ends in {@code -dirty} if it had local changes
 */
public record RunInfo(
    String run,
    Machine machine,
    String jdk,
    String vm,
    String vmArgs,
    String gc,
    String stub,
    String commit) {

  /** Begins the names that JMH's own results get for a run, which they do not name. */
  public static final String OF_JMH = "jmh-";

  /** A garbage collector of HotSpot's; rows have its number as the value of a metric. */
  public enum Collector {
    SERIAL(1, "Serial", "Copy"),
    PARALLEL(2, "Parallel", "PS Scavenge"),
    G1(3, "G1", "G1 Young Generation"),
    Z(4, "Z", "ZGC "),
    SHENANDOAH(5, "Shenandoah", "Shenandoah "),
    EPSILON(6, "Epsilon", "Epsilon Heap");

    private final int number;
    private final String column;
    private final String bean;

    Collector(int number, String column, String bean) {
      this.number = number;
      this.column = column;
      this.bean = bean;
    }

    /** Returns the number of that of a JVM whose management beans have these names. */
    public static OptionalInt numberOf(Collection<String> beans) {
      return Arrays.stream(values())
          .filter(collector -> beans.stream().anyMatch(name -> name.startsWith(collector.bean)))
          .mapToInt(collector -> collector.number)
          .findFirst();
    }

    /** Returns the name in the column {@code gc} of that with a number. */
    private static String column(double number) {
      return Arrays.stream(values())
          .filter(collector -> collector.number == number)
          .map(collector -> collector.column)
          .findFirst()
          .orElse("");
    }
  }

  /** Flags metrics of a fork whose JVM says otherwise than these columns. */
  public Validity judge(Map<Metric, Double> metrics) {
    double processors = metrics.getOrDefault(Metric.JVM_PROCESSORS, (double) machine.cores());
    String collector = Collector.column(metrics.getOrDefault(Metric.JVM_COLLECTOR, 0.0));
    boolean same = processors == machine.cores() && (collector.isEmpty() || collector.equals(gc));
    return same
        ? Validity.VALID
        : Validity.flagged(
            "its JVM had %.0f processors and the collector %s: not what its rows say"
                .formatted(processors, collector));
  }

  /** Tells whether JMH itself wrote the results. */
  public boolean ofJmh() {
    return run.startsWith(OF_JMH);
  }
}
