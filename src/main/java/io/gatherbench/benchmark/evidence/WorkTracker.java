package io.gatherbench.benchmark.evidence;

import io.gatherbench.client.Protocol;
import io.gatherbench.results.KernelFiles;
import io.gatherbench.results.Metric;
import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.ledger.Agreement;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * The work of each iteration, counted in the client and read from the stub's ledger. Only the
 * counting of requests, retries and first items is thread-safe.
 */
public final class WorkTracker {

  private static final long TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final StubControl control;
  private final int port;
  private final Protocol protocol;
  private final ExpectedWork expected;
  private final LongAdder requests = new LongAdder();
  private final LongAdder operations = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder firstItems = new LongAdder();
  private final LongAdder firstItemNanos = new LongAdder();
  private final RequestTimes times = new RequestTimes();
  private long apartNanos;

  /** Creates a tracker of requests to a stub on that port, over that protocol. */
  public WorkTracker(StubControl control, int port, Protocol protocol, ExpectedWork expected) {
    this.control = control;
    this.port = port;
    this.protocol = protocol;
    this.expected = expected;
  }

  /** Has the code that reads evidence compiled, before anything is warmed up. */
  public void rehearse(int most) throws IOException, InterruptedException {
    IterationProfiler.rehearse(control::read, most);
  }

  /** Starts an iteration and resets the ledger, once what was cancelled before has ended. */
  public void start() throws IOException, InterruptedException {
    rehearse(1);
    Stream.of(requests, operations, retries, firstItems, firstItemNanos).forEach(LongAdder::reset);
    times.reset();
    apartNanos = 0;
    IterationProfiler.registered().forEach(IterationProfiler::prepare);
    awaitInFlight(0);
    control.reset();
    IterationProfiler.registered().forEach(IterationProfiler::begin);
  }

  /** Counts the requests of one operation. */
  public void sent(int count) {
    requests.add(count);
    operations.increment();
  }

  /** Counts a refused request that is sent once more. */
  public void retried() {
    retries.increment();
  }

  /** Adds processor time that is no cost of the requests. Called by the measuring thread. */
  public void apart(long nanos) {
    apartNanos += nanos;
  }

  /** Returns the number of retries in an operation, on average. */
  public double retriesPerOperation() {
    return (double) retries.sum() / Math.max(1, operations.sum());
  }

  /** Adds the first item of a response, whose operation started at that {@code nanoTime}. */
  public void firstItem(long start) {
    firstItemNanos.add(System.nanoTime() - start);
    firstItems.increment();
  }

  /**
   * Ends an iteration and hands its evidence in.
   *
   * @param more adds what the scenario measures beside the work, given what the stub saw
   * @throws IllegalStateException if requests stay in flight, or there is no run and work is void
   */
  public void end(DoubleSupplier boundMillis, BiConsumer<Evidence, LedgerSnapshot> more)
      throws IOException {
    IterationProfiler.registered().forEach(IterationProfiler::end);
    // A cancelled request ends a moment after its caller.
    LedgerSnapshot seen = awaitInFlight(0);
    long begun = requests.sum() + retries.sum();
    long sent = expected.cancels() ? Math.min(begun, seen.answered() + seen.aborted()) : begun;
    Evidence evidence = new Evidence();
    times.addTo(evidence);
    IterationProfiler.registered().forEach(profiler -> profiler.collect(sent, apartNanos));
    if (IterationProfiler.costsAreCollected()) {
      TcpConnections.connectedTo(port, KernelFiles.ofThisMachine())
          .ifPresent(count -> evidence.with(Metric.CONNECTIONS_USED, count));
    }
    if (firstItems.sum() > 0) {
      evidence.with(Metric.TIME_FIRST_ITEM, firstItemNanos.sum() / 1e6 / firstItems.sum());
    }
    evidence
        .with(Metric.REQUESTS_SENT, sent)
        .with(Metric.ANSWERS_EXPECTED, expected.leastAnswers() * operations.sum() + retries.sum())
        .with(Metric.REQUESTS_SERVED, seen.answered())
        .with(Metric.REQUESTS_ABORTED, seen.aborted())
        .with(Metric.IN_FLIGHT_PEAK, seen.peakInFlight())
        .with(Metric.IN_FLIGHT_ALLOWED, expected.inFlight())
        .with(Metric.CONNECTIONS_OPENED, seen.connectionsOpened())
        .with(Metric.CONNECTIONS_ALLOWED, expected.mostConnections() * operations.sum())
        .with(Metric.TIME_BOUND, boundMillis.getAsDouble())
        .with(Metric.STUB_LATENESS_MEAN, seen.latenessMean() / 1e6)
        .with(Metric.STUB_LATENESS_P90, seen.latenessP90() / 1e6)
        .with(Metric.STUB_LATENESS_P99, seen.latenessP99() / 1e6)
        .with(Metric.STUB_BUSY, seen.busy() * 100)
        .with(Metric.STUB_LAG_SHARE, seen.lagShare() * 100);
    if (expected.overlap() > 0) {
      evidence.with(Metric.IN_FLIGHT_CLAIMED, expected.overlap());
    }
    addAgreements(evidence, seen.connections());
    seen.waited().ifPresent(share -> evidence.with(Metric.STUB_WAIT, share * 100));
    more.accept(evidence, seen);
    evidence.handIn();
  }

  /** Adds what the connections agreed on that carried requests in the iteration. */
  private void addAgreements(Evidence evidence, List<Agreement.Count> connections) {
    double others = 0;
    double secure = 0;
    double resumed = 0;
    for (Agreement.Count same : connections) {
      others += same.protocol().equals(protocol.name()) ? 0 : same.used();
      Agreement.Tls tls = same.tls();
      if (tls != null && same.used() > 0) {
        secure += same.used();
        resumed += tls.resumed() ? same.used() : 0;
        evidence
            .max(Metric.TLS_VERSION, Double.parseDouble(tls.version().replaceFirst("TLSv", "")))
            .max(Metric.TLS_CIPHER_SUITE, tls.cipherSuiteId())
            .max(Metric.TLS_GROUP, tls.groupId());
      }
    }
    evidence.with(Metric.CONNECTIONS_OF_OTHER_PROTOCOL, others);
    if (secure > 0) {
      evidence.with(Metric.TLS_RESUMED, 100 * resumed / secure);
    }
  }

  /** Returns the times of the single requests. */
  public RequestTimes times() {
    return times;
  }

  /** Waits until the stub has a number of requests in flight, 20 s at most; returns its ledger. */
  public LedgerSnapshot awaitInFlight(int requests) throws IOException {
    LedgerSnapshot seen = awaitInFlight(requests, () -> true);
    if (seen.inFlight() != requests) {
      throw new IllegalStateException(
          seen.inFlight() + " requests in flight instead of " + requests);
    }
    return seen;
  }

  /** Waits for the same as long as something holds, 20 s at most; returns the last ledger. */
  public LedgerSnapshot awaitInFlight(int requests, BooleanSupplier still) throws IOException {
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    LedgerSnapshot seen = control.read();
    while (seen.inFlight() != requests && still.getAsBoolean() && System.nanoTime() < deadline) {
      seen = control.read();
    }
    return seen;
  }
}
