package io.gatherbench.stub.ledger;

import com.sun.management.OperatingSystemMXBean;
import io.gatherbench.stub.delay.DelayQueue;
import io.netty.channel.EventLoop;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * The counts of the stub since the last reset, over all event loops. Requests for the ledger
 * itself, and connections that carry nothing else, are not counted.
 *
 * <p>Thread-safe. Each loop's part is read at one moment on its own thread, so that a snapshot is
 * exact when it is taken while no client waits for anything.
 */
public final class Ledger {

  private final String transport;
  private final InFlight inFlight = new InFlight();
  private final List<Part> parts = new ArrayList<>();
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final AtomicLong startCpuNanos = new AtomicLong(system.getProcessCpuTime());
  private final AtomicLong startCollectionMillis = new AtomicLong(collectionMillis());

  /** The requests in flight over all event loops, and their peak. Thread-safe. */
  static final class InFlight {

    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();

    void enter() {
      int count = now.incrementAndGet();
      if (count > peak.get()) {
        peak.accumulateAndGet(count, Math::max);
      }
    }

    void leave() {
      now.getAndDecrement();
    }
  }

  private record Part(EventLoop loop, LoopLedger ledger, DelayQueue delays) {}

  /** Creates the ledger of a stub whose sockets use that transport. */
  public Ledger(String transport) {
    this.transport = transport;
  }

  InFlight inFlight() {
    return inFlight;
  }

  /** Adds an event loop's part; all are added before the first request. */
  public void add(EventLoop loop, LoopLedger ledger, DelayQueue delays) {
    parts.add(new Part(loop, ledger, delays));
  }

  /** Returns what has been seen. */
  public CompletableFuture<LedgerSnapshot> read() {
    return collect(false);
  }

  /** Returns what has been seen, and restarts all counts. */
  public CompletableFuture<LedgerSnapshot> reset() {
    return collect(true);
  }

  private CompletableFuture<LedgerSnapshot> collect(boolean reset) {
    List<CompletableFuture<LoopLedger.Counters>> counters =
        parts.stream().map(part -> read(part, reset)).toList();
    return CompletableFuture.allOf(counters.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            all -> {
              LedgerSnapshot snapshot =
                  merge(counters.stream().map(CompletableFuture::join).toList());
              if (reset) {
                inFlight.peak.set(inFlight.now.get());
                startCpuNanos.set(system.getProcessCpuTime());
                startCollectionMillis.set(collectionMillis());
              }
              return snapshot;
            });
  }

  private static CompletableFuture<LoopLedger.Counters> read(Part part, boolean reset) {
    CompletableFuture<LoopLedger.Counters> counters = new CompletableFuture<>();
    Runnable read =
        () -> {
          LoopLedger.Counters seen = part.ledger().read(part.delays().running());
          if (reset) {
            part.ledger().reset();
          }
          counters.complete(seen);
        };
    if (part.loop().inEventLoop()) {
      read.run();
    } else {
      part.loop().execute(read);
    }
    return counters;
  }

  private LedgerSnapshot merge(List<LoopLedger.Counters> counters) {
    Histogram lateness = LoopLedger.histogram();
    Map<String, Map<String, Long>> endpoints = new TreeMap<>();
    for (LoopLedger.Counters loop : counters) {
      lateness.add(loop.lateness());
      loop.endpoints()
          .forEach(
              (label, ends) -> {
                Map<String, Long> sums = endpoints.computeIfAbsent(label, key -> new TreeMap<>());
                ends.forEach((end, count) -> sums.merge(end, count, Long::sum));
              });
    }
    return new LedgerSnapshot(
        LedgerSnapshot.PRODUCT,
        System.getProperty("java.version"),
        transport,
        parts.size(),
        counters.stream().mapToLong(loop -> loop.snapshot().requests()).sum(),
        counters.stream().mapToLong(LoopLedger.Counters::answered).sum(),
        counters.stream().mapToLong(LoopLedger.Counters::aborted).sum(),
        counters.stream().mapToLong(LoopLedger.Counters::broken).sum(),
        inFlight.now.get(),
        inFlight.peak.get(),
        counters.stream().mapToLong(LoopLedger.Counters::connectionsOpened).sum(),
        counters.stream().mapToInt(LoopLedger.Counters::connectionsOpen).sum(),
        counters.stream().mapToInt(LoopLedger.Counters::timers).sum(),
        endpoints,
        HistogramSummary.of(lateness),
        counters.stream().map(LoopLedger.Counters::snapshot).toList(),
        counters.stream().mapToLong(LoopLedger.Counters::wallNanos).max().orElse(0),
        system.getProcessCpuTime() - startCpuNanos.get(),
        collectionMillis() - startCollectionMillis.get());
  }

  private long collectionMillis() {
    return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
  }
}
