package io.gatherbench.results;

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

  /** Tells whether JMH itself wrote the results. */
  public boolean ofJmh() {
    return run.startsWith(OF_JMH);
  }
}
