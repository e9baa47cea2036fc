package io.gatherbench.stub.ledger;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/**
 * The counts of the stub since the last reset, over all event loops. Requests for the ledger
 * itself, and connections that carry nothing else, are not counted.
 *
 * <p>Thread-safe. Each loop's part is read at one moment on its own thread, so that requests are
 * the sum of those that ended and those in flight in every snapshot. What one of several loops
 * counts while another is read shows only partly.
 */
public final class Ledger {

  private final String transport;
  private final List<LoopLedger> loops = new ArrayList<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger peakInFlight = new AtomicInteger();
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private volatile long startCpuNanos = system.getProcessCpuTime();
  private volatile long startCollectionMillis = collectionMillis();

  /** The sums over the event loops; each loop adds its part on its own thread. */
  static final class Totals {
    final List<LedgerSnapshot.Loop> loops = new ArrayList<>();
    final Map<String, Map<String, Long>> endpoints = new TreeMap<>();
    final Histogram lateness = LoopLedger.histogram();
    final Histogram arrivals = LoopLedger.histogram();
    long inFlightNanos;
    int inFlight;
    final LoopLedger.Tally connections = new LoopLedger.Tally();
    final Map<Agreement, LoopLedger.Tally> agreements = new HashMap<>();
    int timers;
    long wallNanos;

    /** Returns how many requests ended in a way, by its name in the snapshot. */
    private long ended(Predicate<String> way) {
      return endpoints.values().stream()
          .flatMap(ends -> ends.entrySet().stream())
          .filter(end -> way.test(end.getKey()))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  public Ledger(String transport) {
    this.transport = transport;
  }

  /** Adds an event loop's part; all are added before the first request. */
  void add(LoopLedger loop) {
    loops.add(loop);
  }

  /** Returns how many requests are in flight now. */
  public int inFlight() {
    return inFlight.get();
  }

  void requestRead() {
    int count = inFlight.incrementAndGet();
    if (count > peakInFlight.get()) {
      peakInFlight.accumulateAndGet(count, Math::max);
    }
  }

  void requestEnded() {
    inFlight.getAndDecrement();
  }

  /** Returns what has been seen, and then restarts all counts if {@code reset} is true. */
  public CompletableFuture<LedgerSnapshot> read(boolean reset) {
    CompletableFuture<Totals> totals = CompletableFuture.completedFuture(new Totals());
    for (LoopLedger loop : loops) {
      totals = totals.thenApplyAsync(sums -> loop.addTo(sums, reset), loop.eventLoop);
    }
    return totals.thenApply(
        sums -> {
          LedgerSnapshot snapshot = snapshot(sums);
          if (reset) {
            peakInFlight.set(inFlight.get());
            startCpuNanos = system.getProcessCpuTime();
            startCollectionMillis = collectionMillis();
          }
          return snapshot;
        });
  }

  private LedgerSnapshot snapshot(Totals totals) {
    return new LedgerSnapshot(
        LedgerSnapshot.PRODUCT,
        System.getProperty("java.version"),
        transport,
        loops.size(),
        totals.loops.stream().mapToLong(LedgerSnapshot.Loop::requests).sum(),
        totals.ended(end -> Character.isDigit(end.charAt(0))),
        totals.ended(LoopLedger.ABORTED::equals),
        totals.ended(end -> end.startsWith(LoopLedger.FAULT)),
        totals.inFlight,
        peakInFlight.get(),
        totals.connections.opened,
        totals.connections.open,
        totals.agreements.entrySet().stream()
            .filter(entry -> !entry.getValue().isEmpty())
            .map(entry -> count(entry.getKey(), entry.getValue()))
            .toList(),
        totals.timers,
        totals.endpoints,
        HistogramSummary.of(totals.lateness),
        totals.inFlightNanos,
        HistogramSummary.of(totals.arrivals),
        totals.loops,
        totals.wallNanos,
        system.getProcessCpuTime() - startCpuNanos,
        collectionMillis() - startCollectionMillis);
  }

  private static Agreement.Count count(Agreement agreement, LoopLedger.Tally tally) {
    return new Agreement.Count(
        agreement.protocol(), agreement.tls(), tally.opened, tally.used, tally.open);
  }

  private long collectionMillis() {
    return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
  }
}
