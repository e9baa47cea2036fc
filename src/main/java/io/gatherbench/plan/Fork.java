package io.gatherbench.plan;

/**
 * One fork of a plan.
 *
 * @param round which fork of its cell and variant, from 1; 0 for one that comes after all rounds
 * @param cell index of the cell
 * @param variant index of the variant
 * @param purpose what the fork is for
 */
public record Fork(int round, int cell, int variant, Purpose purpose) {

  /** The purpose of a fork. */
  public enum Purpose {
    /** Measures the cell. */
    MEASURE,
    /** Samples the cell with a profiler; its times are distorted. */
    PROFILE,
    /** Counts virtual threads and how often they are pinned; its times are distorted. */
    COUNT_THREADS
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
