package io.gatherbench.benchmark.evidence;

import static io.gatherbench.benchmark.evidence.WorkMetric.ANSWERS_EXPECTED;
import static io.gatherbench.benchmark.evidence.WorkMetric.CONNECTIONS_ALLOWED;
import static io.gatherbench.benchmark.evidence.WorkMetric.CONNECTIONS_OPENED;
import static io.gatherbench.benchmark.evidence.WorkMetric.CONNECTIONS_USED;
import static io.gatherbench.benchmark.evidence.WorkMetric.IN_FLIGHT_ALLOWED;
import static io.gatherbench.benchmark.evidence.WorkMetric.IN_FLIGHT_CLAIMED;
import static io.gatherbench.benchmark.evidence.WorkMetric.IN_FLIGHT_PEAK;
import static io.gatherbench.benchmark.evidence.WorkMetric.REQUESTS_ABORTED;
import static io.gatherbench.benchmark.evidence.WorkMetric.REQUESTS_SENT;
import static io.gatherbench.benchmark.evidence.WorkMetric.REQUESTS_SERVED;
import static io.gatherbench.benchmark.evidence.WorkMetric.STUB_BUSY;
import static io.gatherbench.benchmark.evidence.WorkMetric.STUB_LATENESS_P99;
import static io.gatherbench.benchmark.evidence.WorkMetric.TIME_BOUND;

import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * The work of one iteration after the other: counted on this side, read from the ledger on the
 * stub's, and certified. Only {@link #sent} and {@link #sentAgain} may be called by several
 * threads.
 */
public final class WorkTracker {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final StubControl control;
  private final int port;
  private final ExpectedWork claim;
  private final Costs costs = new Costs();
  private final LongAdder requests = new LongAdder();
  private final LongAdder operations = new LongAdder();
  private final RequestTimes times = new RequestTimes();
  private final LongAdder again = new LongAdder();

  /**
   * @param port the stub's
   */
  public WorkTracker(StubControl control, int port, ExpectedWork claim) {
    this.control = control;
    this.port = port;
    this.claim = claim;
  }

  /** Starts an iteration, and the ledger anew. */
  public void start() throws IOException {
    requests.reset();
    operations.reset();
    again.reset();
    times.reset();
    costs.prepare();
    control.reset();
    costs.begin();
  }

  /** One operation sends so many requests. */
  public void sent(int count) {
    requests.add(count);
    operations.increment();
  }

  /** A request that was refused for now is sent once more. */
  public void sentAgain() {
    again.increment();
  }

  /** How many operations there were. */
  public long operations() {
    return operations.sum();
  }

  /** How many requests were sent again. */
  public long requestsSentAgain() {
    return again.sum();
  }

  /**
   * Ends an iteration and hands its certificate in.
   *
   * @param more adds what the scenario measures beside the work, or puts what is only known now
   * @throws IllegalStateException if the stub has requests in flight that nobody waits for
   */
  public void certify(Consumer<Evidence> more) throws IOException {
    costs.end();
    LedgerSnapshot seen = settled();
    long sent = requests.sum() + again.sum();
    costs.collect(sent);
    Evidence certificate = new Evidence();
    times.addTo(certificate);
    if (Costs.counted()) {
      TcpConnections.connectedTo(port)
          .ifPresent(count -> certificate.with(CONNECTIONS_USED, count));
    }
    certificate
        .with(REQUESTS_SENT, sent)
        .with(ANSWERS_EXPECTED, claim.leastAnswers() * operations.sum() + again.sum())
        .with(REQUESTS_SERVED, seen.answered())
        .with(REQUESTS_ABORTED, seen.aborted())
        .with(IN_FLIGHT_PEAK, seen.peakInFlight())
        .with(IN_FLIGHT_CLAIMED, claim.overlap())
        .with(IN_FLIGHT_ALLOWED, claim.inFlight())
        .with(CONNECTIONS_OPENED, seen.connectionsOpened())
        .with(CONNECTIONS_ALLOWED, claim.mostConnections() * operations.sum())
        .with(TIME_BOUND, claim.boundMillis())
        .with(STUB_LATENESS_P99, seen.latenessP99() / 1e6)
        .with(STUB_BUSY, seen.busy() * 100);
    more.accept(certificate);
    certificate.handIn();
  }

  /** How long the single requests take. */
  public RequestTimes times() {
    return times;
  }

  /** The ledger once nothing is in flight: a cancelled request ends a moment after its caller. */
  private LedgerSnapshot settled() throws IOException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      LedgerSnapshot seen = control.read();
      if (seen.inFlight() == 0) {
        return seen;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            seen.inFlight() + " requests are in flight after the iteration");
      }
    }
  }
}
