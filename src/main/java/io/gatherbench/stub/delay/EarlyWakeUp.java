package io.gatherbench.stub.delay;

/**
 * How much too early an event loop lets itself be woken for a delay, and what it does until then. A
 * sleeping thread is woken late: by 50 to 150 µs on a virtual machine, and always by about as much.
 * So the loop sleeps that much less, and spins for what remains, in slices between which it reads
 * what has arrived. It learns how late it is woken, and spins for at most a tenth of the time: what
 * it takes from the clients on the same machine is bounded.
 *
 * <p>Used on its event loop only.
 */
final class EarlyWakeUp {

  /** A wake-up later than this has another reason than the way the machine sleeps. */
  private static final long LONGEST = 200_000;

  private static final long SLICE = 5_000;
  private static final int SHARE = 10;

  /** What may be saved up while there is nothing to do: one burst of delays that end apart. */
  private static final long MOST_SAVED = 2_000_000;

  private long usual;
  private long budget;
  private long budgetSince = System.nanoTime();

  /** The loop was woken that many nanoseconds later than it wished. */
  void woke(long lateNanos) {
    usual += (Math.min(Math.max(0, lateNanos), LONGEST) - usual) / 8;
  }

  /** How many nanoseconds before a delay ends the loop should wake up. */
  long start(long now) {
    budget = Math.min(MOST_SAVED, budget + (now - budgetSince) / SHARE);
    budgetSince = now;
    return budget > LONGEST ? usual + usual / 4 : 0;
  }

  /**
   * Spins for a slice, or until a time if that is sooner.
   *
   * @return the time it is then
   */
  long spin(long now, long until) {
    long end = Math.min(until, now + SLICE);
    long time = now;
    while (time - end < 0) {
      Thread.onSpinWait();
      time = System.nanoTime();
    }
    budget -= time - now;
    return time;
  }
}
