package io.gatherbench.stub.ledger;

import com.sun.management.ThreadMXBean;
import io.gatherbench.stub.message.Fault;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * One event loop's part of the ledger. Used on that loop's thread only, also to read and reset it,
 * so that counting costs an addition to a field and nothing is shared.
 */
public final class LoopLedger {

  private static final int ABORTED = 0;
  private static final int FIRST_FAULT = 1;
  private static final int HIGHEST_STATUS = 599;
  private static final Fault.Kind[] FAULTS = Fault.Kind.values();

  private final Ledger.InFlight inFlight;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long threadId = Thread.currentThread().getId();
  private final Histogram lateness = histogram();
  private final Histogram lag = histogram();

  /** The labels of the routes, by index. */
  private final List<String> routes;

  /** Counts of ended requests, by route, and by status or one of the small numbers above. */
  private final long[][] ends;

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

  /** The counts of one event loop when the ledger is read. */
  record Counters(
      LedgerSnapshot.Loop snapshot,
      long answered,
      long aborted,
      long broken,
      long connectionsOpened,
      int connectionsOpen,
      int timers,
      Map<String, Map<String, Long>> endpoints,
      Histogram lateness,
      long wallNanos) {}

  /** Creates the part of the loop whose thread this is. */
  public LoopLedger(Ledger ledger, List<String> routes) {
    this.inFlight = ledger.inFlight();
    this.routes = routes;
    this.ends = new long[routes.size()][HIGHEST_STATUS + 1];
    startPeriod();
  }

  /** Creates a histogram of nanoseconds: steps of 64 ns or a thousandth, up to ten minutes. */
  static Histogram histogram() {
    return new Histogram(100, 600_000_000_000L, 3);
  }

  /** Counts a request that has been read. */
  public void requestRead() {
    requests++;
    inFlight.enter();
  }

  /**
   * Counts a response that is about to be written. Called before the write, not after: the client
   * may send its next request as soon as the bytes are out, and the last must not be in flight
   * then.
   *
   * @param lateNanos how late it is, or a negative number if that is not the stub's doing
   */
  public void responding(int route, int status, long lateNanos) {
    inFlight.leave();
    answered++;
    ends[route][status]++;
    if (lateNanos >= 0) {
      lateness.recordValue(Math.min(lateNanos, lateness.getHighestTrackableValue()));
    }
  }

  /** Counts a request whose client has left before the response. */
  public void requestAborted(int route) {
    inFlight.leave();
    aborted++;
    ends[route][ABORTED]++;
  }

  /** Counts a request that a fault is about to cut short. */
  public void breaking(int route, Fault.Kind fault) {
    inFlight.leave();
    broken++;
    ends[route][FIRST_FAULT + fault.ordinal()]++;
  }

  /** Counts a connection; returns what {@link #connectionNotCounted} needs. */
  int connectionOpened() {
    connectionsOpened++;
    connectionsOpen++;
    return epoch;
  }

  void connectionClosed() {
    connectionsOpen--;
  }

  /** Takes back the count of a connection, which was made in that epoch. */
  void connectionNotCounted(int countedIn) {
    connectionsOpen--;
    if (countedIn == epoch) {
      connectionsOpened--;
    }
  }

  /** Records how late the sampled timer fired. */
  public void lagged(long nanos) {
    lag.recordValue(Math.min(nanos, lag.getHighestTrackableValue()));
  }

  /** Restarts all counts. What is in flight or open stays in flight or open. */
  void reset() {
    requests = 0;
    answered = 0;
    aborted = 0;
    broken = 0;
    connectionsOpened = 0;
    epoch++;
    for (long[] row : ends) {
      Arrays.fill(row, 0);
    }
    lateness.reset();
    lag.reset();
    startPeriod();
  }

  /** Returns everything counted so far; {@code timers} delays are running. */
  Counters read(int timers) {
    long wall = System.nanoTime() - startNanos;
    double busy = (double) (threads.getThreadCpuTime(threadId) - startCpuNanos) / Math.max(1, wall);
    return new Counters(
        new LedgerSnapshot.Loop(
            requests,
            Math.min(1, Math.rint(busy * 10_000) / 10_000),
            threads.getThreadAllocatedBytes(threadId) - startAllocated,
            HistogramSummary.of(lag)),
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
    for (int route = 0; route < ends.length; route++) {
      for (int end = 0; end <= HIGHEST_STATUS; end++) {
        if (ends[route][end] > 0) {
          endpoints
              .computeIfAbsent(routes.get(route), label -> new TreeMap<>())
              .put(nameOf(end), ends[route][end]);
        }
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
