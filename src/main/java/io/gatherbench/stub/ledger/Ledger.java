package io.gatherbench.stub.ledger;

import com.sun.management.OperatingSystemMXBean;
import io.gatherbench.stub.delay.DelayQueue;
import io.gatherbench.stub.exchange.StubLoop;
import io.netty.channel.EventLoop;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/**
 * What the stub has seen since the last reset, put together from its event loops. Requests to the
 * ledger itself, and connections that carry nothing else, are not counted.
 *
 * <p>Thread-safe. Each loop's part is read at one moment on its own thread, so that a reading taken
 * while clients wait for nothing, as the fixtures do, is exact.
 */
public final class Ledger {

  private final StubIdentity identity;
  private final InFlight inFlight;
  private final List<Part> parts = new ArrayList<>();
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final List<GarbageCollectorMXBean> collectors =
      ManagementFactory.getGarbageCollectorMXBeans();
  private final AtomicLong startCpuNanos = new AtomicLong(system.getProcessCpuTime());
  private final AtomicLong startCollectionMillis = new AtomicLong(collectionMillis());

  private record Part(EventLoop loop, LoopLedger ledger, DelayQueue timers) {}

  public Ledger(StubIdentity identity, InFlight inFlight) {
    this.identity = identity;
    this.inFlight = inFlight;
  }

  /** Adds an event loop's part; all are added before the first request. */
  public void add(StubLoop loop) {
    parts.add(new Part(loop.eventLoop(), loop.ledger(), loop.timers()));
  }

  /** What has been seen. */
  public CompletableFuture<LedgerSnapshot> read() {
    return collect(false);
  }

  /** What has been seen; counting starts anew. */
  public CompletableFuture<LedgerSnapshot> reset() {
    return collect(true);
  }

  private CompletableFuture<LedgerSnapshot> collect(boolean reset) {
    List<CompletableFuture<LoopCounters>> pages =
        parts.stream().map(part -> page(part, reset)).toList();
    return CompletableFuture.allOf(pages.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            all -> {
              LedgerSnapshot reading = merge(pages.stream().map(CompletableFuture::join).toList());
              if (reset) {
                inFlight.resetPeak();
                startCpuNanos.set(system.getProcessCpuTime());
                startCollectionMillis.set(collectionMillis());
              }
              return reading;
            });
  }

  private static CompletableFuture<LoopCounters> page(Part part, boolean reset) {
    CompletableFuture<LoopCounters> page = new CompletableFuture<>();
    Runnable take =
        () -> {
          LoopCounters taken = part.ledger().read(part.timers().running());
          if (reset) {
            part.ledger().reset();
          }
          page.complete(taken);
        };
    if (part.loop().inEventLoop()) {
      take.run();
    } else {
      part.loop().execute(take);
    }
    return page;
  }

  private LedgerSnapshot merge(List<LoopCounters> pages) {
    Histogram lateness = LoopLedger.histogram();
    Map<String, Map<String, Long>> endpoints = new TreeMap<>();
    for (LoopCounters page : pages) {
      lateness.add(page.lateness());
      page.endpoints().forEach((label, ends) -> addTo(endpoints, label, ends));
    }
    return new LedgerSnapshot(
        identity,
        pages.stream().mapToLong(page -> page.reading().requests()).sum(),
        pages.stream().mapToLong(LoopCounters::answered).sum(),
        pages.stream().mapToLong(LoopCounters::aborted).sum(),
        pages.stream().mapToLong(LoopCounters::broken).sum(),
        inFlight.now(),
        inFlight.peak(),
        pages.stream().mapToLong(LoopCounters::connectionsOpened).sum(),
        pages.stream().mapToInt(LoopCounters::connectionsOpen).sum(),
        pages.stream().mapToInt(LoopCounters::timers).sum(),
        endpoints,
        HistogramSummary.of(lateness),
        pages.stream().map(LoopCounters::reading).toList(),
        pages.stream().mapToLong(LoopCounters::wallNanos).max().orElse(0),
        system.getProcessCpuTime() - startCpuNanos.get(),
        collectionMillis() - startCollectionMillis.get());
  }

  private static void addTo(
      Map<String, Map<String, Long>> endpoints, String label, Map<String, Long> ends) {
    Map<String, Long> sums = endpoints.computeIfAbsent(label, key -> new TreeMap<>());
    ends.forEach((end, count) -> sums.merge(end, count, Long::sum));
  }

  private long collectionMillis() {
    return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
  }
}
