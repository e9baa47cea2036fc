package io.gatherbench.benchmark.evidence;

import static io.gatherbench.benchmark.evidence.WorkMetric.ANSWERS_EXPECTED;
import static io.gatherbench.benchmark.evidence.WorkMetric.IN_FLIGHT_ALLOWED;
import static io.gatherbench.benchmark.evidence.WorkMetric.IN_FLIGHT_CLAIMED;
import static io.gatherbench.benchmark.evidence.WorkMetric.IN_FLIGHT_PEAK;
import static io.gatherbench.benchmark.evidence.WorkMetric.REQUESTS_SENT;
import static io.gatherbench.benchmark.evidence.WorkMetric.REQUESTS_SERVED;
import static io.gatherbench.benchmark.evidence.WorkMetric.TIME_BOUND;

import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.RequestObserver;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * The work of one iteration after the other where no stub takes part, and so no ledger: tasks
 * started and tasks that came back with the right result. As an observer of clients it also counts
 * how many were under way at once. Thread-safe but for {@link #start} and {@link #certify}.
 */
public final class TaskTracker implements RequestObserver {

  private final int overlap;
  private final Costs costs = new Costs();
  private final LongAdder started = new LongAdder();
  private final LongAdder finished = new LongAdder();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();

  /**
   * @param overlap the most tasks under way at once, or 0 where that is not counted
   */
  public TaskTracker(int overlap) {
    this.overlap = overlap;
  }

  /** Starts an iteration. */
  public void start() {
    started.reset();
    finished.reset();
    peak.set(0);
    costs.prepare();
    costs.begin();
  }

  /** One operation starts so many tasks. */
  public void started(int count) {
    started.add(count);
  }

  /** So many came back in order, each with the right result. */
  public void finished(int count) {
    finished.add(count);
  }

  /**
   * Ends an iteration and hands its certificate in.
   *
   * @param boundMillis the least time that the arithmetic allows for one operation
   * @throws IllegalStateException if there is no run and the work is not what was claimed
   */
  public void certify(DoubleSupplier boundMillis) {
    costs.end();
    costs.collect(started.sum());
    Evidence certificate =
        new Evidence()
            .with(REQUESTS_SENT, started.sum())
            .with(ANSWERS_EXPECTED, started.sum())
            .with(REQUESTS_SERVED, finished.sum())
            .with(TIME_BOUND, boundMillis.getAsDouble());
    if (overlap > 0) {
      certificate
          .with(IN_FLIGHT_PEAK, peak.get())
          .with(IN_FLIGHT_CLAIMED, overlap)
          .with(IN_FLIGHT_ALLOWED, overlap);
    }
    certificate.handIn();
  }

  @Override
  public void sending(Request request) {
    peak.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
  }

  @Override
  public void answered(Request request, Response response) {
    inFlight.decrementAndGet();
  }

  @Override
  public void failed(Request request, Throwable cause) {
    inFlight.decrementAndGet();
  }
}
