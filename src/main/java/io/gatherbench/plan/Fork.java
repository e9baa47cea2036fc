package io.gatherbench.plan;

/** A fork of a plan: its round, from 1, or 0 after all rounds, and indices of cell and variant. */
public record Fork(int round, int cell, int variant, Purpose purpose) {

  /** The purpose of a fork. */
  public enum Purpose {
    MEASURE,
    /** Samples the cell with a profiler; its times are distorted. */
    PROFILE,
    /** Counts virtual threads and how often they are pinned; its times are distorted. */
    COUNT_THREADS
  }

  /** The number of forks that count threads, which no round reaches. */
  public static final int COUNTING = 1_000_000;

  /** Returns its number in the rows: its round, or {@link #COUNTING}. */
  public int number() {
    return purpose == Purpose.COUNT_THREADS ? COUNTING : round;
  }

  /** Returns a fork that measures. */
  public static Fork measuring(int round, int cell, int variant) {
    return new Fork(round, cell, variant, Purpose.MEASURE);
  }

  /** Returns a fork that counts threads. */
  public static Fork counting(int cell, int variant) {
    return new Fork(0, cell, variant, Purpose.COUNT_THREADS);
  }
}
