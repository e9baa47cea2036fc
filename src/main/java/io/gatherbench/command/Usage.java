package io.gatherbench.command;

import java.io.PrintStream;

/** What {@code -h} says before JMH's own help. */
final class Usage {

  private static final String TEXT =
      """
      gatherbench: which way of making many HTTP calls at once on the JVM is fastest?

        java -jar benchmarks.jar                        the headline plan, under ten minutes
        java -jar benchmarks.jar -jvm PATH/bin/java     the same on another JDK
        java -jar benchmarks.jar REGEX [JMH options]    any benchmark, any parameters
        java -jar benchmarks.jar trace                  one gather with each strategy, drawn; --help
        java -jar benchmarks.jar jdks                   the same on all JDKs found here; --help
        java -jar benchmarks.jar compare BASE.csv OTHER.csv …   what changed; --help
        java -jar benchmarks.jar profile                flame graphs, hot methods; --help
        java -jar benchmarks.jar report FILES-OR-FOLDERS …   a page with charts; --help
        java -jar benchmarks.jar stub                   the stub server alone; --help

      Options of gatherbench's own, with either:
        --out FOLDER     where rows go; default results/<date>-<host>
        --seed NUMBER    of the order of forks in the headline plan
        --precision 3%   keep adding forks in the headline plan until each interval reaches no
                         further than that, or --max-time (default 30m) is up
        --pin client=0-3 stub=4-5   processors for the forks and for the stub
        --no-costs       do not measure processor time, allocation, threads, memory and the rest

      Parameters of benchmarks that gather, each -p name=value[,value…]:
        strategy   SEQUENTIAL, THREAD_POOL, VIRTUAL_THREADS, EVENT_LOOP, ASYNC_SEQUENTIAL,
                   PLATFORM_THREADS, COMPLETABLE_FUTURE, EVENT_LOOP_AWAIT,
                   BOUNDED_VIRTUAL_THREADS, BOUNDED_EVENT_LOOP
        client     JDK, VERTX, APACHE; default: the one that each strategy is idiomatic with
        protocol   HTTP_1_1, H2C
        requests   requests in a gather, 1 to 10000
        latency    how long the stub holds each answer back: 10ms, 500us, 1.5s
        poolSize   threads of THREAD_POOL, 1 to 10000, or 'requests': as many as requests
        maxInFlight  most requests in flight of the BOUNDED strategies, 1 to 10000
        warmUpRequests  made before measuring, 0 to 1000000; default 40000
        target     http://host:port of a stub that runs already

      Exit status: 0 done, 1 something is void, 2 unusable input; 130 and 143: stopped by a signal.

      What follows is JMH's help.

      """;

  private Usage() {}

  static void print(PrintStream out) {
    out.print(TEXT);
  }
}
