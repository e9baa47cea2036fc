package io.gatherbench.profile.stacks;

import java.util.Locale;

/** What a profiler samples. */
public enum ProfileEvent {
  /** Threads that run on a processor. */
  CPU("µs of processor time", "µs", false),
  /** Objects that are allocated, about one sample for each half megabyte. */
  ALLOC("bytes", "B", true),
  /** Threads, whether they run or wait. */
  WALL("samples", "samples", false),
  /** Threads that wait for a lock that another holds. */
  LOCK("samples", "samples", true);

  private final String unit;
  private final String symbol;
  private final boolean endsInClass;

  ProfileEvent(String unit, String symbol, boolean endsInClass) {
    this.unit = unit;
    this.symbol = symbol;
    this.endsInClass = endsInClass;
  }

  /** The name on the command line and in files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a request's part of it is counted in. */
  public String unit() {
    return unit;
  }

  /** The same in short. */
  public String symbol() {
    return symbol;
  }

  /** Whether the last frame of a stack is no method, but the class of an object. */
  public boolean endsInClass() {
    return endsInClass;
  }

  /** Whether a virtual thread that is parked is not seen, so that strategies cannot be compared. */
  public boolean missesParkedVirtualThreads() {
    return this == WALL || this == LOCK;
  }
}
