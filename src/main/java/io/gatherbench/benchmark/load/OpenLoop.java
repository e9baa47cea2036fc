package io.gatherbench.benchmark.load;

import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.strategy.Arrival;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Releases requests at given instants, whatever becomes of earlier ones, and times each from the
 * instant at which it should have started. The calling thread releases, and samples how many
 * requests are in flight; the threads that complete requests record their times. Used once.
 */
final class OpenLoop {

  /** Requests in flight are sampled once in each such interval, at a random moment of it. */
  private static final long SAMPLE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** How long after its timeout a request may end before it counts as lost. */
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(30);

  /**
   * What arrives, and how long it is waited for.
   *
   * @param instants nanoseconds from the start, ascending
   * @param firstMeasured index of the first arrival after the ramp-up; only times from it on are in
   *     percentiles
   * @param timeoutNanos longest time from its instant until a request is answered, else it failed
   * @param requests sent in turn
   * @param bodies of the right responses to them
   */
  record Schedule(
      long[] instants, int firstMeasured, long timeoutNanos, Request[] requests, byte[][] bodies) {}

  private final Schedule schedule;
  private final LoadClock clock;
  private final LongAdder inFlight;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final LoadTimes times = new LoadTimes();
  private final LongAdder sent = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder inTime = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder stayNanos = new LongAdder();
  private long start;

  OpenLoop(Schedule schedule, LoadClock clock) {
    this(schedule, clock, new LongAdder());
  }

  /** Creates a loop with a counter of its requests in flight. */
  OpenLoop(Schedule schedule, LoadClock clock, LongAdder inFlight) {
    this.schedule = schedule;
    this.clock = clock;
    this.inFlight = inFlight;
  }

  /**
   * Releases all requests to a strategy, which must not block, and waits until the last has ended.
   *
   * @throws InterruptedException if interrupted; requests may still be under way
   */
  LoadOutcome run(Consumer<Arrival> strategy) throws InterruptedException {
    long[] instants = schedule.instants();
    int last = instants.length - 1;
    InFlightSamples samples = new InFlightSamples();
    SplittableRandom random = new SplittableRandom(instants.length);
    long sampleAt = random.nextLong(SAMPLE_NANOS);
    long stratum = 0;
    long strategyNanos = 0;
    long halfWay = 0;
    long atLast = 0;
    long cpuAtStart = threads.getCurrentThreadCpuTime();
    start = clock.nanoTime();
    int next = 0;
    long now = 0;
    while (next <= last || ended.sum() <= last) {
      if (sampleAt <= now) {
        long count = inFlight.sum();
        for (; sampleAt <= now; sampleAt = stratum + random.nextLong(SAMPLE_NANOS)) {
          samples.add(now - sampleAt, count);
          stratum += SAMPLE_NANOS;
        }
        samples.known(count);
      } else if (next <= last && instants[next] <= now) {
        atLast = inFlight.sum();
        halfWay = next == last / 2 ? atLast : halfWay;
        samples.known(atLast + 1);
        long before = threads.getCurrentThreadCpuTime();
        release(new TimedArrival(next++), strategy);
        strategyNanos += threads.getCurrentThreadCpuTime() - before;
      } else if (now > instants[last] + schedule.timeoutNanos() + GRACE_NANOS) {
        break;
      } else if (Thread.interrupted()) {
        throw new InterruptedException();
      } else {
        clock.waitUntil(start + (next > last ? sampleAt : Math.min(sampleAt, instants[next])));
      }
      now = clock.nanoTime() - start;
    }
    return new LoadOutcome(
        last + 1,
        ended.sum() + repeated.sum(),
        sent.sum(),
        answered.sum(),
        inTime.sum(),
        now,
        stayNanos.sum(),
        samples,
        inFlight.sum(),
        atLast - halfWay,
        threads.getCurrentThreadCpuTime() - cpuAtStart - strategyNanos,
        instants,
        times);
  }

  private void release(TimedArrival arrival, Consumer<Arrival> strategy) {
    inFlight.increment();
    arrival.released = clock.nanoTime();
    times.late(arrival.released - arrival.intended);
    try {
      strategy.accept(arrival);
    } catch (RuntimeException | OutOfMemoryError e) {
      // There is no thread for it, say: it fails, and the others arrive all the same.
      arrival.started = arrival.released;
      arrival.failed(e);
    }
  }

  private final class TimedArrival implements Arrival {

    private final int index;
    private final long intended;
    private final AtomicBoolean hasEnded = new AtomicBoolean();
    private long released;
    private long started;

    TimedArrival(int index) {
      this.index = index;
      this.intended = start + schedule.instants()[index];
    }

    @Override
    public Request request() {
      return schedule.requests()[index % schedule.requests().length];
    }

    @Override
    public boolean starting() {
      started = clock.nanoTime();
      if (started - intended > schedule.timeoutNanos()) {
        end(false);
        return false;
      }
      sent.increment();
      return true;
    }

    @Override
    public void answered(Response response) {
      byte[] body = schedule.bodies()[index % schedule.bodies().length];
      end(Arrays.equals(response.body(), body));
    }

    @Override
    public void failed(Throwable cause) {
      end(false);
    }

    /** Records the end; a failure took the timeout or longer. */
    private void end(boolean right) {
      if (!hasEnded.compareAndSet(false, true)) {
        repeated.increment();
        return;
      }
      long now = clock.nanoTime();
      long response = now - intended;
      inFlight.decrement();
      stayNanos.add(now - released);
      if (right) {
        answered.increment();
      }
      if (right && response <= schedule.timeoutNanos()) {
        inTime.increment();
      }
      if (index >= schedule.firstMeasured()) {
        long least = right ? 0 : schedule.timeoutNanos();
        times.add(Math.max(least, response), Math.max(least, now - started));
      }
      ended.increment();
    }
  }
}
