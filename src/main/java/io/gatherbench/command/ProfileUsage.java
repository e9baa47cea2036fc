package io.gatherbench.command;

import java.io.PrintStream;

/** What {@code profile --help} says. */
final class ProfileUsage {

  private static final String TEXT =
      """
      Usage: java -jar benchmarks.jar profile [REGEX] [OPTIONS] [JMH options]

      Says where the time goes: flame graphs, hot methods, and shares by component, of each cell in
      a fork of its own. Without REGEX: 64 requests with each strategy, without latency. What
      profiled forks measure becomes no row.

        --event LIST       of cpu, alloc, wall, lock; default cpu,alloc. On wall and lock,
                           virtual threads that are parked are not seen
        --jdk [NAME=]PATH [FLAGS]   a JDK, and flags for its forks; repeated; each is compared
                           with the first. Default: the one that runs this
        --diff A,B         compares two strategies, method by method, for each request;
                           repeated; A,A compares two forks of one cell
        --duration TIME    sampled in each fork, such as 30s or 500ms; default 10s
        --sampler NAME     async (default): async-profiler, from the jar; jfr: the JDK's
                           flight recorder, which is taken where async-profiler does not load
        --stub             profiles the stub as well
        --out FOLDER       an empty folder; default results/<date>-<host>-profile
        -p NAME=VALUE[,VALUE…]      parameters, and other options of JMH's: -wi, -w, …

      Exit status: 0 done, 1 a fork failed or is void, 2 unusable input.
      """;

  private ProfileUsage() {}

  static void print(PrintStream out) {
    out.print(TEXT);
  }
}
