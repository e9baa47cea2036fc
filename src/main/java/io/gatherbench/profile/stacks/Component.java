package io.gatherbench.profile.stacks;

/** The code that a sample belongs to: one of these, so that shares add up. */
public enum Component {
  JDK_CLIENT("JDK HTTP client"),
  VERTX("Vert.x"),
  /** Netty, also below Vert.x and Reactor Netty. */
  NETTY("Netty"),
  APACHE("Apache"),
  /** OkHttp with its Okio and the library of its language, Kotlin. */
  OKHTTP("OkHttp"),
  JETTY("Jetty"),
  /** Reactor and Reactor Netty, above Netty. */
  REACTOR_NETTY("Reactor Netty"),
  /** Sockets, wake-ups and switches between threads. */
  KERNEL("kernel"),
  /** Pools, queues, locks and virtual threads: handing work over and waiting. */
  SCHEDULER("scheduler"),
  GC("GC"),
  JIT("JIT"),
  STRATEGY("our strategy"),
  PROFILER("profiler"),
  /** JMH, the benchmark and its checks of the responses. */
  JMH("JMH"),
  STUB("stub"),
  /** Other work of the JVM: safepoints, signals, class loading. */
  JVM("JVM"),
  /** Classes of the JDK that no other component called. */
  JDK("JDK"),
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
