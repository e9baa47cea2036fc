package io.gatherbench.stub.ledger;

import com.sun.management.ThreadMXBean;
import io.gatherbench.stub.message.Fault;
import io.gatherbench.stub.message.Route;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * One event loop's part of the ledger. Only that loop's thread may use it, so that counting costs
 * an addition to a field and nothing is shared; whoever reads or resets it does so on that thread.
 */
public final class LoopLedger {

  private static final int ABORTED = 0;
  private static final int FIRST_FAULT = 1;
  private static final int HIGHEST_STATUS = 599;
  private static final Fault.Kind[] FAULTS = Fault.Kind.values();

  private final InFlight inFlight;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long threadId = Thread.currentThread().getId();
  private final Histogram lateness = histogram();
  private final Histogram lag = histogram();

  /** How requests ended: by endpoint, and by status or one of the small numbers above. */
  private final long[][] ends = new long[Route.values().length][HIGHEST_STATUS + 1];

  private long requests;
  private long answered;
  private long aborted;
  private long broken;
  private long connectionsOpened;
  private int connectionsOpen;
  private int epoch;
  private long startNanos;
  private long startCpuNanos;
  private long startAllocated;

  /** Made on the loop's own thread. */
  public LoopLedger(InFlight inFlight) {
    this.inFlight = inFlight;
    startPeriod();
  }

  /** A histogram for times in nanoseconds: steps of 64 ns or a thousandth, up to ten minutes. */
  static Histogram histogram() {
    return new Histogram(100, 600_000_000_000L, 3);
  }

  /** A request has been read. */
  public void requestRead() {
    requests++;
    inFlight.enter();
  }

  /**
   * The answer is about to be written. Called before the write, not after: the client may send its
   * next request as soon as the bytes are out, and must not meet its own last one still in flight.
   *
   * @param lateNanos how late it is, or a negative number if that says nothing of the stub
   */
  public void answering(Route route, int status, long lateNanos) {
    inFlight.leave();
    answered++;
    ends[route.ordinal()][status]++;
    if (lateNanos >= 0) {
      lateness.recordValue(Math.min(lateNanos, lateness.getHighestTrackableValue()));
    }
  }

  /** The client went away before the answer. */
  public void requestAborted(Route route) {
    inFlight.leave();
    aborted++;
    ends[route.ordinal()][ABORTED]++;
  }

  /** A fault is about to cut the exchange short. */
  public void breaking(Route route, Fault.Kind fault) {
    inFlight.leave();
    broken++;
    ends[route.ordinal()][FIRST_FAULT + fault.ordinal()]++;
  }

  /**
   * A connection was accepted.
   *
   * @return what to hand to {@link #connectionIsControl} if it turns out to be no client's
   */
  int connectionOpened() {
    connectionsOpened++;
    connectionsOpen++;
    return epoch;
  }

  void connectionClosed() {
    connectionsOpen--;
  }

  /** A connection that was counted has turned out to be one for reading the ledger. */
  void connectionIsControl(int countedIn) {
    connectionsOpen--;
    if (countedIn == epoch) {
      connectionsOpened--;
    }
  }

  /** The sampled timer fired that much too late. */
  public void lagged(long nanos) {
    lag.recordValue(Math.min(nanos, lag.getHighestTrackableValue()));
  }

  /** Starts counting anew. What is in flight or open stays in flight or open. */
  void reset() {
    requests = 0;
    answered = 0;
    aborted = 0;
    broken = 0;
    connectionsOpened = 0;
    epoch++;
    for (long[] row : ends) {
      java.util.Arrays.fill(row, 0);
    }
    lateness.reset();
    lag.reset();
    startPeriod();
  }

  /**
   * Everything counted so far.
   *
   * @param timers how many delays are running
   */
  LoopCounters read(int timers) {
    long wall = System.nanoTime() - startNanos;
    double busy = (double) (threads.getThreadCpuTime(threadId) - startCpuNanos) / Math.max(1, wall);
    LoopSnapshot reading =
        new LoopSnapshot(
            requests,
            Math.min(1, Math.rint(busy * 10_000) / 10_000),
            threads.getThreadAllocatedBytes(threadId) - startAllocated,
            HistogramSummary.of(lag));
    return new LoopCounters(
        reading,
        answered,
        aborted,
        broken,
        connectionsOpened,
        connectionsOpen,
        timers,
        endpoints(),
        lateness.copy(),
        wall);
  }

  private void startPeriod() {
    startNanos = System.nanoTime();
    startCpuNanos = threads.getThreadCpuTime(threadId);
    startAllocated = threads.getThreadAllocatedBytes(threadId);
  }

  private Map<String, Map<String, Long>> endpoints() {
    Map<String, Map<String, Long>> endpoints = new TreeMap<>();
    for (Route route : Route.values()) {
      long[] counts = ends[route.ordinal()];
      Map<String, Long> named = new TreeMap<>();
      for (int i = 0; i < counts.length; i++) {
        if (counts[i] > 0) {
          named.put(nameOf(i), counts[i]);
        }
      }
      if (!named.isEmpty()) {
        endpoints.put(route.label(), named);
      }
    }
    return endpoints;
  }

  private static String nameOf(int end) {
    if (end == ABORTED) {
      return "aborted";
    }
    return end < FIRST_FAULT + FAULTS.length
        ? "fault:" + FAULTS[end - FIRST_FAULT].word()
        : Integer.toString(end);
  }
}
