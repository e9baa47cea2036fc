package io.gatherbench.stub.ledger;

import com.sun.management.ThreadMXBean;
import io.gatherbench.stub.delay.DelayQueue;
import io.gatherbench.stub.message.Fault;
import io.netty.channel.EventLoop;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /** The connections opened or used since the last reset, and those open now. */
  private final Tally connections = new Tally();

  /** The same, of those that agreed on the same. */
  private final Map<Agreement, Tally> agreements = new HashMap<>();

  /** Sum over the requests of the time that each has been in flight, up to the last change. */
  private long inFlightNanos;

  private long inFlightChangedNanos;

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

  /** Numbers of connections. */
  static final class Tally {
    long opened;
    long used;
    int open;

    void add(long moreOpened, long moreUsed, int moreOpen) {
      opened += moreOpened;
      used += moreUsed;
      open += moreOpen;
    }

    void addTo(Tally total) {
      total.add(opened, used, open);
    }

    void restart() {
      opened = 0;
      used = 0;
    }

    boolean isEmpty() {
      return opened == 0 && used == 0 && open == 0;
    }
  }

  /** Decides for one connection whether it counts: not if none of its requests counts. */
  public final class Connection {

    private static final int NEVER = -1;

    private boolean counted;
    private int countedIn;
    private int usedIn = NEVER;
    private Agreement agreement;

    private Connection() {
      count();
    }

    /** Sets what its ends agreed on, also if they have agreed on something else before. */
    public void agreed(Agreement next) {
      int opened = counted && countedIn == epoch ? 1 : 0;
      int used = usedIn == epoch ? 1 : 0;
      int open = counted ? 1 : 0;
      add(-opened, -used, -open);
      agreement = next;
      add(opened, used, open);
    }

    public void carriesRequest(boolean countedRequest) {
      if (countedRequest) {
        if (!counted) {
          count();
        }
        if (usedIn != epoch) {
          usedIn = epoch;
          add(0, 1, 0);
        }
      } else if (counted && usedIn == NEVER) {
        closed();
        if (countedIn == epoch) {
          add(-1, 0, 0);
        }
      }
    }

    public void closed() {
      if (counted) {
        counted = false;
        add(0, 0, -1);
      }
    }

    private void count() {
      counted = true;
      countedIn = epoch;
      add(1, 0, 1);
    }

    private void add(int opened, int used, int open) {
      connections.add(opened, used, open);
      if (agreement != null) {
        agreements.computeIfAbsent(agreement, key -> new Tally()).add(opened, used, open);
      }
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
    connections.addTo(totals.connections);
    agreements.forEach(
        (agreement, tally) ->
            tally.addTo(totals.agreements.computeIfAbsent(agreement, key -> new Tally())));
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
    connections.restart();
    agreements.values().forEach(Tally::restart);
    agreements.values().removeIf(Tally::isEmpty);
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
