package io.gatherbench.stub.ledger;

import com.sun.management.ThreadMXBean;
import io.gatherbench.stub.delay.DelayQueue;
import io.gatherbench.stub.message.Fault;
import io.netty.channel.EventLoop;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/**
 * One event loop's part of the ledger. Used on that loop's thread only, also to read and reset it,
 * so that counting costs an addition to a field and nothing is shared.
 */
public final class LoopLedger {

  static final String ABORTED = "aborted";
  static final String FAULT = "fault:";

  private static final int FIRST_FAULT = 1;
  private static final int HIGHEST_STATUS = 599;

  /** The names of ends that are no status, by index. */
  private static final List<String> NAMES =
      Stream.concat(
              Stream.of(ABORTED), Arrays.stream(Fault.Kind.values()).map(k -> FAULT + k.label()))
          .toList();

  private final Ledger ledger;
  final EventLoop eventLoop;
  private final DelayQueue delays;
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final long threadId = Thread.currentThread().getId();
  private final RunQueue runQueue = RunQueue.ofThisThread();
  private final Histogram lateness = histogram();
  private final Histogram lag = histogram();
  private final Histogram arrivals = histogram();

  private final List<String> routes;

  /** Counts of ended requests, by route, and by status; 0 is for aborted, then come the faults. */
  private final long[][] ends;

  private long requests;
  private int inFlight;

  /** Sum over the requests of the time that each has been in flight, up to the last change. */
  private long inFlightNanos;

  private long inFlightChangedNanos;
  private long connectionsOpened;
  private int connectionsOpen;

  /** Number of resets. */
  private int epoch;

  private long startNanos;
  private long startCpuNanos;
  private long startAllocated;
  private long startWaitNanos;

  public LoopLedger(Ledger ledger, EventLoop eventLoop, DelayQueue delays, List<String> routes) {
    this.ledger = ledger;
    this.eventLoop = eventLoop;
    this.delays = delays;
    this.routes = routes;
    this.ends = new long[routes.size()][HIGHEST_STATUS + 1];
    ledger.add(this);
    reset();
  }

  /** Creates a histogram of nanoseconds: steps of 64 ns or a thousandth, up to ten minutes. */
  static Histogram histogram() {
    return new Histogram(100, 600_000_000_000L, 3);
  }

  public void requestRead() {
    long now = System.nanoTime();
    arrivals.recordValue(Math.min(now - startNanos, arrivals.getHighestTrackableValue()));
    requests++;
    changeInFlight(1, now);
    ledger.requestRead();
  }

  /**
   * Counts a response that is about to be written. Before, not after: the client may send its next
   * request as soon as the bytes are out. A negative lateness is not the stub's and not recorded.
   */
  public void responding(int route, int status, long lateNanos) {
    ends[route][status]++;
    ended();
    if (lateNanos >= 0) {
      lateness.recordValue(Math.min(lateNanos, lateness.getHighestTrackableValue()));
    }
  }

  public void requestAborted(int route) {
    ends[route][0]++;
    ended();
  }

  /** Counts a request that a fault is about to cut short. */
  public void breaking(int route, Fault.Kind fault) {
    ends[route][FIRST_FAULT + fault.ordinal()]++;
    ended();
  }

  private void ended() {
    changeInFlight(-1, System.nanoTime());
    ledger.requestEnded();
  }

  private void changeInFlight(int by, long now) {
    inFlightNanos += inFlight * (now - inFlightChangedNanos);
    inFlightChangedNanos = now;
    inFlight += by;
  }

  /** Returns a number that changes with each request that is read or ends, and at a reset. */
  public long state() {
    return ((long) epoch << 48) + 2 * requests - inFlight;
  }

  /** Counts a connection that has sent its first bytes. */
  public Connection connectionOpened() {
    return new Connection();
  }

  /** Decides for one connection whether it counts: not if all its requests are for the ledger. */
  public final class Connection {

    private boolean counted;
    private int countedIn;
    private boolean used;

    private Connection() {
      count();
    }

    public void carriesRequest(boolean forLedger) {
      if (!forLedger) {
        used = true;
        if (!counted) {
          count();
        }
      } else if (counted && !used) {
        closed();
        if (countedIn == epoch) {
          connectionsOpened--;
        }
      }
    }

    public void closed() {
      if (counted) {
        counted = false;
        connectionsOpen--;
      }
    }

    private void count() {
      counted = true;
      countedIn = epoch;
      connectionsOpened++;
      connectionsOpen++;
    }
  }

  public void lagged(long nanos) {
    lag.recordValue(Math.min(nanos, lag.getHighestTrackableValue()));
  }

  /** Adds all counts to the totals, which it returns; then restarts them if asked. */
  Ledger.Totals addTo(Ledger.Totals totals, boolean reset) {
    long wall = System.nanoTime() - startNanos;
    totals.loops.add(
        new LedgerSnapshot.Loop(
            requests,
            share(threads.getThreadCpuTime(threadId) - startCpuNanos, wall),
            runQueue.isKnown() ? share(runQueue.waitNanos() - startWaitNanos, wall) : null,
            threads.getThreadAllocatedBytes(threadId) - startAllocated,
            HistogramSummary.of(lag)));
    for (int route = 0; route < ends.length; route++) {
      for (int end = 0; end <= HIGHEST_STATUS; end++) {
        if (ends[route][end] > 0) {
          String name = end < NAMES.size() ? NAMES.get(end) : Integer.toString(end);
          totals
              .endpoints
              .computeIfAbsent(routes.get(route), label -> new TreeMap<>())
              .merge(name, ends[route][end], Long::sum);
        }
      }
    }
    changeInFlight(0, System.nanoTime());
    totals.inFlight += inFlight;
    totals.inFlightNanos += inFlightNanos;
    totals.arrivals.add(arrivals);
    totals.lateness.add(lateness);
    totals.connectionsOpened += connectionsOpened;
    totals.connectionsOpen += connectionsOpen;
    totals.timers += delays.running();
    totals.wallNanos = Math.max(totals.wallNanos, wall);
    if (reset) {
      reset();
    }
    return totals;
  }

  private static double share(long nanos, long wall) {
    double share = Math.rint(10_000.0 * nanos / Math.max(1, wall)) / 10_000;
    return Math.max(0, Math.min(1, share));
  }

  /** Restarts all counts. What is in flight or open stays so, and counts as read again. */
  private void reset() {
    requests = inFlight;
    connectionsOpened = 0;
    epoch++;
    for (long[] row : ends) {
      Arrays.fill(row, 0);
    }
    lateness.reset();
    lag.reset();
    arrivals.reset();
    startNanos = System.nanoTime();
    inFlightNanos = 0;
    inFlightChangedNanos = startNanos;
    startCpuNanos = threads.getThreadCpuTime(threadId);
    startAllocated = threads.getThreadAllocatedBytes(threadId);
    startWaitNanos = runQueue.waitNanos();
  }
}
