package io.gatherbench.profile.stacks;

import java.util.Locale;

/** An event that a profiler samples. */
public enum ProfileEvent {
  /** Threads that run on a processor. */
  CPU("µs of processor time", "µs"),
  /** Objects that are allocated, about one sample for each half megabyte. */
  ALLOC("bytes", "B"),
  /** Threads, whether they run or wait. */
  WALL("samples", "samples"),
  /** Threads that wait for a lock that another holds. */
  LOCK("samples", "samples");

  private final String unit;
  private final String symbol;

  ProfileEvent(String unit, String symbol) {
    this.unit = unit;
    this.symbol = symbol;
  }

  /** Returns the name on the command line and in files. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the unit of a request's cost in words, such as {@code bytes a request}. */
  public String perRequest() {
    return unit + " a request";
  }

  /** Returns the unit of a request's cost as a symbol. */
  public String symbol() {
    return symbol;
  }

  /** Returns whether the last frame is the class of an object instead of a method. */
  boolean endsInClass() {
    return this == ALLOC || this == LOCK;
  }

  /** Returns whether parked virtual threads give no samples: then strategies do not compare. */
  public boolean missesParkedVirtualThreads() {
    return this == WALL || this == LOCK;
  }
}
