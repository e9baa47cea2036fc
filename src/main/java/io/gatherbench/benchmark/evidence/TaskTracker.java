package io.gatherbench.benchmark.evidence;

import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.decorator.ObservedClientOpener.RequestObserver;
import io.gatherbench.results.Metric;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * The work of each iteration without a stub: tasks started, tasks that came back right, and tasks
 * at once. Thread-safe except for {@link #start} and {@link #end}.
 */
public final class TaskTracker implements RequestObserver {

  private final int overlap;
  private final LongAdder started = new LongAdder();
  private final LongAdder finished = new LongAdder();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger peak = new AtomicInteger();

  /** Makes a tracker with a limit of tasks at once, 0 if they are not counted. */
  public TaskTracker(int overlap) {
    this.overlap = overlap;
  }

  /** Has the code that reads evidence compiled, before anything is warmed up. */
  public void rehearse(int most) throws InterruptedException {
    IterationProfiler.<RuntimeException>rehearse(() -> {}, most);
  }

  /** Starts an iteration. */
  public void start() throws InterruptedException {
    rehearse(1);
    started.reset();
    finished.reset();
    peak.set(0);
    IterationProfiler.registered().forEach(IterationProfiler::prepare);
    IterationProfiler.registered().forEach(IterationProfiler::begin);
  }

  /** Counts tasks that an operation starts. */
  public void started(int count) {
    started.add(count);
  }

  /** Counts tasks that came back in order, each with the right result. */
  public void finished(int count) {
    finished.add(count);
  }

  /**
   * Ends an iteration and hands its evidence in.
   *
   * @throws IllegalStateException if there is no run and the work is void
   */
  public void end(DoubleSupplier boundMillis) {
    IterationProfiler.registered().forEach(IterationProfiler::end);
    IterationProfiler.registered().forEach(profiler -> profiler.collect(started.sum(), 0));
    Evidence evidence =
        new Evidence()
            .with(Metric.REQUESTS_SENT, started.sum())
            .with(Metric.ANSWERS_EXPECTED, started.sum())
            .with(Metric.REQUESTS_SERVED, finished.sum())
            .with(Metric.TIME_BOUND, boundMillis.getAsDouble());
    if (overlap > 0) {
      evidence
          .with(Metric.IN_FLIGHT_PEAK, peak.get())
          .with(Metric.IN_FLIGHT_CLAIMED, overlap)
          .with(Metric.IN_FLIGHT_ALLOWED, overlap);
    }
    evidence.handIn();
  }

  @Override
  public boolean sending(Request request) {
    peak.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
    return true;
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
