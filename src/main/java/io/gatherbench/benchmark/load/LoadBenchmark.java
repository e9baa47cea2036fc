package io.gatherbench.benchmark.load;

import io.gatherbench.benchmark.evidence.Evidence;
import io.gatherbench.benchmark.load.OpenLoop.Schedule;
import io.gatherbench.benchmark.state.Bisection;
import io.gatherbench.benchmark.state.StubState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.benchmark.state.Workload;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.results.Metric;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Requests that arrive at a given rate, with the waiting counted.
 *
 * <p><b>Question.</b> A service gets requests when they come, not when it has answered the last
 * ones. How long does a request take then, from the moment at which it should have started, and
 * what does it cost, with each strategy at the same rate?
 *
 * <p><b>One operation is</b> a schedule: seconds of arrivals, evenly or as a Poisson process, and
 * the wait for the last answer. One thread releases each request at its instant, whatever became of
 * the others; the strategy starts it, as a task for the pool, a new thread, or an event on the
 * loop. Only the strategy's own limit and the client's connections make a request wait. Its
 * response time counts from the instant in the schedule. The duration of the operation is no score.
 *
 * <p><b>Not included.</b> In the percentiles, the ramp-up, which is a tenth of the arrivals and a
 * second at most; connections and warm-up. The releasing thread's processor time is counted apart
 * from that of the requests, except for what it does in the strategy itself.
 *
 * <p><b>Why the number can be trusted.</b> Every request ends once, and every response is compared
 * with the right one; a request that is not answered right and in time is a failure, whose time is
 * the timeout or longer. The client's counter of requests in flight is sampled, and its mean
 * compared with rate × mean time by the clock (Little's law); the stub's counter cannot exceed it;
 * the stub's arrivals follow the schedule. A row says if the rate was not sustained, and if
 * requests were released too late to measure them.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar LoadBenchmark.measure -p rate=1000/s -p
 * strategy=THREAD_POOL,VIRTUAL_THREADS,EVENT_LOOP}; {@code java -jar benchmarks.jar load} finds the
 * rates itself.
 */
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class LoadBenchmark extends StubState {

  private static final long RAMP_UP_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int RAMP_UP_SHARE = 10;

  /** Requests of a part of the warm-up, and their rate where they are answered at once. */
  private static final int WARM_UP = 500;

  private static final int WARM_UP_RATE = 5_000;

  /** Limit of the search for a rate, in arrivals a second. */
  private static final int MOST_RATE = 200_000;

  private static final int TRIALS_IN_DURATION = 4;
  private static final long TRIAL_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long WARM_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

  /** Arrivals that a trial, or an operation of the warm-up, has at least on average. */
  private static final int LEAST_ARRIVALS = 10;

  @Param({"SEQUENTIAL", "THREAD_POOL", "VIRTUAL_THREADS", "EVENT_LOOP", "COMPLETABLE_FUTURE"})
  public Strategy strategy;

  /** Threads in the pool of THREAD_POOL, 1 to 10,000, or {@code requests}: as connections. */
  @Param("200")
  public String poolSize;

  /** Limit of requests in flight of the BOUNDED strategies, 1 to 10,000. */
  @Param("16")
  public int maxInFlight;

  /** The stub's delay of each response. */
  @Param("10ms")
  public String latency;

  /** Arrivals a second, such as {@code 1000/s}; {@code 100+500/s}: an iteration with each. */
  @Param("1000/s")
  public String rate;

  /** {@code poisson} or {@code even}. */
  @Param("poisson")
  public String arrivals;

  /** How long requests arrive. */
  @Param("8s")
  public String duration;

  /** Connections that are opened before; requests beyond them wait in the client. */
  @Param("512")
  public int connections;

  /** Longest time of a request, from its instant. */
  @Param("10s")
  public String timeout;

  /** Seed of the instants. */
  @Param("1")
  public long seed;

  /** What a sustained rate keeps: {@code p99=50ms} or the like, or {@code none}. */
  @Param("none")
  public String slo;

  private List<Integer> rates;
  private int iterations;
  private int current;
  private LoadOutcome outcome;
  private boolean searched;
  private long answered;

  @Benchmark
  public LoadOutcome measure() throws InterruptedException {
    current = rates.get(iterations++ % rates.size());
    outcome = run(current, nanos(duration), todos(), nanos(timeout));
    work().sent((int) outcome.sent());
    work().apart(outcome.releaseNanos());
    return outcome;
  }

  /**
   * Finds the highest rate that is sustained, from {@link #rate} on, by runs of a quarter, or of
   * ten arrivals. After one that was not sustained the client is opened anew: java.net.http, which
   * limits nothing, is left with thousands of connections, and would sustain less from then on.
   */
  @Benchmark
  public int sustain() throws Exception {
    boolean limited = !slo.equals("none");
    String[] limit = (limited ? slo : "p50=60s").substring(1).split("=");
    long trial = nanos(duration) / TRIALS_IN_DURATION;
    // A request that waits for longer tells nothing more.
    long longest = nanos(latency) + TRIAL_TIMEOUT_NANOS + (limited ? nanos(limit[1]) : 0);
    searched = true;
    answered = 0;
    Bisection.Trial once =
        perSecond -> {
          long lasts = withArrivals(perSecond, trial);
          LoadOutcome found = run(perSecond, lasts, todos(), Math.min(longest, nanos(timeout)));
          work().sent((int) found.sent());
          answered += found.answered();
          boolean sustained =
              found.isSustained(Double.parseDouble(limit[0]), nanos(limit[1]) / 1e6);
          if (!sustained) {
            reopenStrategy();
            gatherOnce();
          }
          return sustained;
        };
    current = Bisection.of(rates.get(0), MOST_RATE, repeated(once)).holds();
    return current;
  }

  /** Returns a trial that fails if two runs in a row do. */
  static Bisection.Trial repeated(Bisection.Trial trial) {
    return rate -> trial.holds(rate) || trial.holds(rate);
  }

  /** Opens the connections, with one gather. */
  private void gatherOnce() throws Exception {
    List<Response> responses = opened().gather(todos().requests());
    work().sent(responses.size());
    answered += responses.size();
  }

  @Override
  protected void prepare() throws Exception {
    rates =
        new ArrayList<>(
            Arrays.stream(rate.replace("/s", "").split("\\+")).map(Integer::valueOf).toList());
    Collections.shuffle(rates, new Random(seed + Integer.getInteger("gatherbench.fork", 0)));
    openConnections();
    Todos immediate = Todos.of(WARM_UP, "0ms");
    int highest = Collections.max(rates);
    long nanos = TimeUnit.SECONDS.toNanos(WARM_UP) / WARM_UP_RATE;
    long measured = withArrivals(highest, WARM_UP_NANOS);
    warmUp(
        () -> run(WARM_UP_RATE, nanos, immediate, nanos(timeout)),
        () -> run(highest, measured, todos(), nanos(timeout)),
        warmUpRequests);
  }

  /** Returns a duration, or a longer one in which a low rate has arrivals. */
  private static long withArrivals(int perSecond, long nanos) {
    return Math.max(nanos, TimeUnit.SECONDS.toNanos(LEAST_ARRIVALS) / perSecond);
  }

  private LoadOutcome run(int perSecond, long nanos, Todos todos, long timeoutNanos)
      throws InterruptedException {
    long[] instants = ArrivalProcess.of(arrivals).instants(perSecond, nanos, seed);
    if (instants.length == 0) {
      throw new IllegalStateException("no request arrives at " + rate + " for " + duration);
    }
    long rampUp = Math.min(RAMP_UP_NANOS, nanos / RAMP_UP_SHARE);
    int first = (int) Arrays.stream(instants).takeWhile(instant -> instant < rampUp).count();
    if (first == instants.length) {
      throw new IllegalStateException("all requests arrive in the ramp-up of a tenth");
    }
    Schedule schedule =
        new Schedule(
            instants,
            first,
            timeoutNanos,
            todos.requests().toArray(Request[]::new),
            todos.answers().toArray(byte[][]::new));
    return new OpenLoop(schedule, LoadClock.SYSTEM).run(opened()::execute);
  }

  @Override
  protected void addEvidence(Evidence evidence, LedgerSnapshot seen) {
    if (searched) {
      evidence
          .with(Metric.SUSTAINED_RATE, current)
          .with(Metric.ANSWERS_EXPECTED, answered)
          .with(Metric.IN_FLIGHT_ALLOWED, Integer.MAX_VALUE)
          .with(Metric.CONNECTIONS_ALLOWED, Integer.MAX_VALUE)
          .with(Metric.TIME_BOUND, 0);
      return;
    }
    outcome.addTo(evidence);
    evidence
        .with(Metric.ARRIVAL_RATE, current)
        .with(Metric.ANSWERS_EXPECTED, outcome.answered())
        .with(Metric.IN_FLIGHT_ALLOWED, strategy.overlap(outcome.arrivals(), workload().limits()))
        .with(Metric.CONNECTIONS_ALLOWED, outcome.arrivals())
        .with(Metric.TIME_BOUND, 0)
        .with(Metric.IN_FLIGHT_MEAN, (double) seen.inFlightNanos() / outcome.nanos())
        .with(Metric.ARRIVALS_SHIFT, 100 * shift(seen));
  }

  /**
   * Returns by how much the stub's arrivals differ from the schedule, as a share of its duration,
   * at the percentiles that the ledger has, by their distances from the median.
   */
  private double shift(LedgerSnapshot seen) {
    double late = instant(90) - instant(50) - seen.arrivalAfterMedian(90);
    double last = instant(99) - instant(50) - seen.arrivalAfterMedian(99);
    return Math.max(Math.abs(late), Math.abs(last)) / nanos(duration);
  }

  /** Returns a percentile of the schedule as histograms count it. */
  private long instant(int percentile) {
    long[] instants = outcome.instants();
    return instants[(instants.length * percentile + 99) / 100 - 1];
  }

  @Override
  protected Workload workload() {
    return new Workload(strategy, poolSize, maxInFlight, connections, latency);
  }

  /** {@inheritDoc} Not less than usual, for the opening of connections; the loop has its own. */
  @Override
  protected Duration timeout() {
    Duration own = Duration.ofNanos(nanos(timeout));
    return own.compareTo(super.timeout()) > 0 ? own : super.timeout();
  }

  /** Returns the clients as they are: the loop times requests itself. */
  @Override
  protected ClientOpener timed(ClientOpener clients) {
    return clients;
  }

  private static long nanos(String time) {
    return Latency.parse(time).nanos();
  }
}
