package io.gatherbench.run;

import io.gatherbench.plan.PlannedCell;
import io.gatherbench.results.KernelFiles;
import io.gatherbench.results.WarmUp;
import io.gatherbench.stub.client.MinimalClient;
import io.gatherbench.stub.delay.Latency;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures the limits of the machine: its timers, loopback, a gather with a minimal client, one
 * core. The work is always the same, so that two readings show whether the machine has changed.
 */
final class Calibration {

  record Gather(int requests, String latency) {}

  private static final long TIMER_NANOS = 2_000_000;
  private static final int TIMERS = 60;
  private static final int BUSY_TRIPS = 2_000;
  private static final int IDLE_TRIPS = 60;
  private static final int GATHERS = 15;

  /** The longest warm-up, which comes before the first reading only. */
  private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(10);

  private static final int MOST_GATHERS = 4;
  private static final int MOST_REQUESTS = 1_024;

  /** A reading takes three gathers of such a latency. */
  private static final double LONGEST_LATENCY_MILLIS = 500;

  private static final int CORE_STEPS = 5_000_000;
  private static final int CORE_TIMES = 9;

  private final URI stub;
  private final OptionalLong stubPid;
  private final List<Gather> gathers;
  private final long mostWarmUpRequests;
  private boolean warm;

  /**
   * Creates a calibration.
   *
   * @param stub its address; null if {@code gathers} is empty, which is then not measured
   * @param stubPid the process of a stub that this run started
   * @param mostWarmUpRequests the most requests of the warm-up, 0 or more: it ends after them even
   *     if the code has not settled
   */
  Calibration(URI stub, OptionalLong stubPid, List<Gather> gathers, long mostWarmUpRequests) {
    this.stub = stub;
    this.stubPid = stubPid;
    this.gathers = List.copyOf(gathers);
    this.mostWarmUpRequests = mostWarmUpRequests;
  }

  /**
   * Returns the most requests that a cell may warm up with, 0 to 1,000,000: a run whose forks need
   * not settle needs no calibration that has. As many as it takes if a cell has no such limit.
   */
  static long mostWarmUpRequests(List<PlannedCell> cells) {
    return cells.stream()
        .map(cell -> cell.parameters().get("warmUpRequests"))
        .mapToLong(limit -> limit == null ? Long.MAX_VALUE : Long.parseLong(limit))
        .max()
        .orElse(Long.MAX_VALUE);
  }

  /** Chooses a few short and small gathers of the cells; 64 requests of 10 ms if there are none. */
  static List<Gather> gathers(List<PlannedCell> cells) {
    List<Gather> some =
        cells.stream()
            .map(PlannedCell::parameters)
            .filter(values -> values.containsKey("requests") && values.containsKey("latency"))
            .map(
                values ->
                    new Gather(Integer.parseInt(values.get("requests")), values.get("latency")))
            .distinct()
            .filter(gather -> gather.requests() <= MOST_REQUESTS)
            .filter(gather -> Latency.parse(gather.latency()).millis() <= LONGEST_LATENCY_MILLIS)
            .limit(MOST_GATHERS)
            .toList();
    return some.isEmpty() ? List.of(new Gather(64, "10ms")) : some;
  }

  CalibrationReading read() throws IOException {
    warmUp();
    List<CalibrationReading.Floor> floors = new ArrayList<>();
    for (Gather gather : gathers) {
      floors.add(new CalibrationReading.Floor(gather, floorMillis(gather)));
    }
    try (RoundTrip trip = new RoundTrip()) {
      medianMicros(BUSY_TRIPS, 0, trip::nanos);
      double busy = medianMicros(BUSY_TRIPS, 0, trip::nanos);
      double idle = medianMicros(IDLE_TRIPS, TIMER_NANOS, trip::nanos);
      double timerExcess = medianMicros(TIMERS, 0, Calibration::timerExcessNanos);
      return new CalibrationReading(timerExcess, idle, busy, coreSpeed(), floors);
    }
  }

  private static long timerExcessNanos() {
    long started = System.nanoTime();
    LockSupport.parkNanos(TIMER_NANOS);
    return System.nanoTime() - started - TIMER_NANOS;
  }

  /**
   * Returns the steps of a xorshift generator (Marsaglia 2003) in a microsecond, in the best of
   * some tries. Each step needs the one before, so that this depends on the clock of one core
   * alone.
   */
  private static double coreSpeed() {
    long fastest = Long.MAX_VALUE;
    long x = 88172645463325252L;
    for (int i = 0; i < CORE_TIMES; i++) {
      long started = System.nanoTime();
      x = xorshift(x);
      fastest = Math.min(fastest, System.nanoTime() - started);
    }
    if (x == 0) {
      throw new IllegalStateException("xorshift never comes to 0");
    }
    return CORE_STEPS / (fastest / 1e3);
  }

  private static long xorshift(long seed) {
    long x = seed;
    for (int i = 0; i < CORE_STEPS; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    return x;
  }

  private double floorMillis(Gather gather) throws IOException {
    int times = Latency.parse(gather.latency()).millis() > 50 ? 3 : GATHERS;
    try (MinimalClient floor = new MinimalClient(stub, gather.requests())) {
      floor.gather("0ms");
      return medianMicros(times, 0, () -> floor.gather(gather.latency())) / 1e3;
    }
  }

  /**
   * Warms up this JVM and the stub's, of which the first gathers are served by code that is not
   * compiled yet: without it the first reading of 1,024 requests was a quarter above the last. It
   * ends when both have settled, the stub by its compiler's part of the clock's time.
   */
  private void warmUp() throws IOException {
    if (warm || gathers.isEmpty()) {
      return;
    }
    Gather largest = gathers.stream().max(Comparator.comparingInt(Gather::requests)).orElseThrow();
    try (MinimalClient floor = new MinimalClient(stub, largest.requests())) {
      long end = System.nanoTime() + LONGEST_WARM_UP.toNanos();
      // Two gathers each time.
      AtomicLong times = new AtomicLong(mostWarmUpRequests / (2L * largest.requests()));
      boolean settled = false;
      while (!settled && times.get() > 0 && System.nanoTime() - end < 0) {
        Optional<Long> before = stubCompilerNanos();
        long started = System.nanoTime();
        Duration left = Duration.ofNanos(end - started);
        // Requests that wait and such that do not take different paths.
        WarmUp.settle(
            () -> {
              floor.gather("0ms");
              floor.gather(largest.latency());
              times.decrementAndGet();
            },
            0,
            WarmUp.BURST,
            times.get(),
            left);
        double allowed = WarmUp.SETTLED_SHARE * (System.nanoTime() - started);
        settled =
            before
                .flatMap(earlier -> stubCompilerNanos().map(now -> now - earlier <= allowed))
                .orElse(true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while it warmed up");
    }
    warm = true;
  }

  private Optional<Long> stubCompilerNanos() {
    return stubPid.isPresent()
        ? KernelFiles.ofThisMachine().compilerNanos("" + stubPid.getAsLong())
        : Optional.empty();
  }

  private interface Timing {
    long nanos() throws IOException;
  }

  private static double medianMicros(int times, long pauseNanos, Timing timing) throws IOException {
    long[] nanos = new long[times];
    for (int i = 0; i < times; i++) {
      if (pauseNanos > 0) {
        LockSupport.parkNanos(pauseNanos);
      }
      nanos[i] = timing.nanos();
    }
    Arrays.sort(nanos);
    return nanos[times / 2] / 1e3;
  }
}
