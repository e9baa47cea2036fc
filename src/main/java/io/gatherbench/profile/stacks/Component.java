package io.gatherbench.profile.stacks;

/**
 * The code that a sample belongs to. Each sample has one, so the shares of all components add up.
 */
public enum Component {
  JDK_CLIENT("JDK HTTP client"),
  VERTX("Vert.x"),
  /** Netty, also below Vert.x. */
  NETTY("Netty"),
  APACHE("Apache"),
  /** Operating system: sockets, wake-ups and switches between threads. */
  KERNEL("kernel"),
  /** Pools, queues, locks and virtual threads: handing work over and waiting. */
  SCHEDULER("scheduler"),
  GC("GC"),
  JIT("JIT"),
  /** Strategies of this project and its adapters for the clients. */
  STRATEGY("our strategy"),
  /** Profiler that takes the samples, and what the JVM does for it. */
  PROFILER("profiler"),
  /** JMH, the benchmark and its checks of the responses. */
  JMH("JMH"),
  /** Stub, where the stub is profiled. */
  STUB("stub"),
  /** Other work of the JVM: safepoints, signals, class loading. */
  JVM("JVM"),
  /** Classes of the JDK that no other component called. */
  JDK("JDK"),
  /** Samples that no rule matches. */
  UNKNOWN("unknown");

  private final String label;

  Component(String label) {
    this.label = label;
  }

  /** Returns the name in tables and files. */
  public String label() {
    return label;
  }
}
