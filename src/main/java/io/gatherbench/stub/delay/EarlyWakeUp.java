package io.gatherbench.stub.delay;

/**
 * Learns how late the event loop is woken, and wakes it that much earlier. A virtual machine wakes
 * a thread 50 to 150 µs late, always by about as much. The loop sleeps that much less and spins for
 * what remains, in slices between which it reads what has arrived, and for at most a tenth of the
 * time, which bounds what it takes from clients on the machine.
 */
final class EarlyWakeUp {

  /** A wake-up later than this has another reason than the way the machine sleeps. */
  private static final long MAX_LATE_NANOS = 200_000;

  private static final long SLICE_NANOS = 5_000;
  private static final int SHARE = 10;

  /** Limit of what is saved while there is nothing to do: one burst of delays that end apart. */
  private static final long MAX_BUDGET_NANOS = 2_000_000;

  private long usualLateNanos;
  private long budgetNanos;
  private long budgetSince = System.nanoTime();

  void record(long lateNanos) {
    usualLateNanos += (Math.min(Math.max(0, lateNanos), MAX_LATE_NANOS) - usualLateNanos) / 8;
  }

  /** Returns how many nanoseconds before the end of a delay the loop should wake up. */
  long leadNanos(long now) {
    budgetNanos = Math.min(MAX_BUDGET_NANOS, budgetNanos + (now - budgetSince) / SHARE);
    budgetSince = now;
    return budgetNanos > MAX_LATE_NANOS ? usualLateNanos + usualLateNanos / 4 : 0;
  }

  /** Spins for a slice, or until a time if that is sooner; returns the time after that. */
  long spin(long now, long until) {
    long end = Math.min(until, now + SLICE_NANOS);
    long time = now;
    while (time - end < 0) {
      Thread.onSpinWait();
      time = System.nanoTime();
    }
    budgetNanos -= time - now;
    return time;
  }
}
