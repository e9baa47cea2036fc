package io.gatherbench.profile.stacks;

/**
 * Whose work a sample is. Each sample has one component, so that the shares of all are the whole.
 */
public enum Component {
  /** The HTTP client of the JDK. */
  JDK_CLIENT("JDK HTTP client"),
  /** Vert.x. */
  VERTX("Vert.x"),
  /** Netty, also below Vert.x. */
  NETTY("Netty"),
  /** Apache HttpClient and its core. */
  APACHE("Apache"),
  /** The operating system: sockets, wake-ups, and switches between threads. */
  KERNEL("kernel"),
  /** Pools, queues, locks and virtual threads: what it takes to hand work over and to wait. */
  SCHEDULER("scheduler"),
  /** Garbage collection. */
  GC("GC"),
  /** Compilation. */
  JIT("JIT"),
  /** The strategies of this project, and its adapters for the clients. */
  STRATEGY("our strategy"),
  /** The profiler that takes the samples: what it costs itself. */
  PROFILER("profiler"),
  /** JMH, the benchmark, and what checks the answers. */
  JMH("JMH"),
  /** The stub, where that is what is profiled. */
  STUB("stub"),
  /** The JVM's own work that is neither: safepoints, signals, class loading. */
  JVM("JVM"),
  /** Classes of the JDK that none of the others called. */
  JDK("JDK"),
  /** What none of the rules knows. */
  UNKNOWN("unknown");

  private final String label;

  Component(String label) {
    this.label = label;
  }

  /** The name in tables and files. */
  public String label() {
    return label;
  }
}
