package io.gatherbench.command;

import java.io.PrintStream;

/** What {@code jdks --help} says. */
final class JdksUsage {

  private static final String TEXT =
      """
      Usage: java -jar benchmarks.jar jdks [OPTIONS] [JMH options]

      Runs one plan on several JDKs and compares them. Forks are interleaved: each round
      runs every cell once on every JDK, in an order shuffled by a printed seed, against
      one stub. Each fork's rows are on disk when it ends.

        --jdk [NAME=]PATH [FLAGS]   a JDK, and flags for its forks; repeated; the first is
                                    the baseline. Default: all of 17 or later that are
                                    found, the oldest first.
                                      --jdk old=/opt/jdk-21 --jdk 'zgc=/opt/jdk-25 -XX:+UseZGC'
        --plan NAME                 headline (default), full, or a regular expression
        --rounds N                  forks of each cell on each JDK; default 10
        --seed N                    of the order; default random
        --out FOLDER                an empty folder; default results/<date>-<host>-jdks
        --resume FOLDER             goes on with an interrupted run: measures what is missing
        --shard I/N                 the I-th of N parts of the cells, from 1; or N alone where
                                    JOB_COMPLETION_INDEX says which, from 0
        --fork-limit SECONDS        a fork that takes longer is killed and recorded as failed;
                                    default two minutes, and four times what is foreseen
        --no-costs                  times only, without processor time, allocation and the like
        -p NAME=VALUE[,VALUE…]      parameters, and other options of JMH's: -i, -r, -wi, -w, …

      Exit status: 0 done, 1 something is void, 2 unusable input; 130 and 143: stopped.
      """;

  private JdksUsage() {}

  static void print(PrintStream out) {
    out.print(TEXT);
  }
}
