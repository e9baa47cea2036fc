package io.gatherbench.stub.ledger;

import java.util.List;
import java.util.Locale;

/** A ledger in a few lines, for the end of a stub that ran in the foreground. */
public final class LedgerSummary {

  private LedgerSummary() {}

  /** The lines, without line ends. */
  public static List<String> lines(LedgerSnapshot reading) {
    HistogramSummary lateness = reading.lateness();
    double lag = reading.loops().stream().mapToLong(loop -> loop.lag().p99()).max().orElse(0) / 1e6;
    return List.of(
        format(
            "Requests     %,d: %,d answered, %,d aborted, %,d broken by faults, %,d in flight",
            reading.requests(),
            reading.answered(),
            reading.aborted(),
            reading.broken(),
            reading.inFlight()),
        format(
            "Peak         %,d in flight; %,d connections opened, %,d open",
            reading.peakInFlight(), reading.connectionsOpened(), reading.connectionsOpen()),
        lateness.count() == 0
            ? "Lateness     no answer yet"
            : format(
                "Lateness     p50 %.3f ms, p99 %.3f ms, max %.3f ms",
                lateness.p50() / 1e6, lateness.p99() / 1e6, lateness.max() / 1e6),
        format(
            "Event loops  %d on %s, the busiest %.0f %% busy, lag p99 %.3f ms",
            reading.identity().eventLoops(),
            reading.identity().transport(),
            reading.busy() * 100,
            lag),
        format(
            "Processor    %.1f s in %.1f s; %,.0f bytes of heap a request",
            reading.cpuNanos() / 1e9, reading.wallNanos() / 1e9, reading.allocatedPerRequest()));
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
