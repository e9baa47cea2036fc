package io.gatherbench.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatherbench.benchmark.evidence.Evidence;
import io.gatherbench.benchmark.load.OpenLoop.Schedule;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.results.Metric;
import io.gatherbench.results.Validity;
import io.gatherbench.results.ValidityRule;
import io.gatherbench.strategy.Arrival;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The open loop in virtual time, where each time is exact. */
class OpenLoopTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void queueOfOneServerWaitsAsInTheory() throws Exception {
    VirtualServer server = new VirtualServer(1, MILLI);
    long[] instants = ArrivalProcess.POISSON.instants(500, 2_000 * SECOND, 1);
    assertThat(instants.length).isBetween(990_000, 1_010_000);

    LoadOutcome outcome = new OpenLoop(schedule(instants), server).run(server::accept);

    double load = 0.5;
    double wait = load / (2 * (1 - load));
    assertThat(outcome.times().responseMean() / MILLI - 1).isCloseTo(wait, within(0.05 * wait));
    assertThat(judged(outcome)).isEqualTo(Validity.VALID);
  }

  @Test
  void timesCountFromTheScheduledInstant() throws Exception {
    long stop = SECOND;
    long length = 200 * MILLI;
    int rate = 1_000;
    // Nothing begins while the servers are stopped.
    VirtualServer server =
        new VirtualServer(
            100_000,
            MILLI,
            at -> {
              long since = at - 1_000_000_007 - stop;
              return since >= 0 && since < length ? at - since + length : at;
            });
    long[] instants = ArrivalProcess.EVEN.instants(rate, 4 * SECOND, 1);

    LoadOutcome outcome = new OpenLoop(schedule(instants), server).run(server::accept);

    // 200 of 4,000 requests are late, evenly from 200 ms down.
    assertThat(outcome.times().responseMillis(100)).isCloseTo(201, within(0.5));
    assertThat(outcome.times().responseMillis(97.5)).isCloseTo(101, within(2.0));
    assertThat(outcome.times().responseMillis(94)).isCloseTo(1, within(0.1));
    assertThat(judged(outcome)).isEqualTo(Validity.VALID);
  }

  @Test
  void lateReleaseIsPartOfTheTimeAndFlagged() throws Exception {
    VirtualServer server = new VirtualServer(1_000, 10 * MILLI).waking(5 * MILLI);
    long[] instants = ArrivalProcess.EVEN.instants(100, 4 * SECOND, 1);

    LoadOutcome outcome = new OpenLoop(schedule(instants), server).run(server::accept);

    assertThat(outcome.times().responseMillis(100)).isBetween(14.0, 15.1);
    assertThat(judged(outcome).toString()).startsWith("flagged: requests were released late");
    assertThat(outcome.isSustained(99, Double.MAX_VALUE)).isFalse();
  }

  @Test
  void rateThatIsNotSustainedIsSaid() throws Exception {
    LoadOutcome shorter = ofOneServer(1_100, 4);
    LoadOutcome longer = ofOneServer(1_100, 8);

    assertThat(longer.times().responseMillis(50))
        .isGreaterThan(1.5 * shorter.times().responseMillis(50));
    for (LoadOutcome outcome : List.of(shorter, longer)) {
      assertThat(judged(outcome).toString())
          .startsWith("flagged: the rate was not sustained, because arrivals outran answers");
      assertThat(outcome.isSustained(99, Double.MAX_VALUE)).isFalse();
    }
    assertThat(ofOneServer(900, 8).isSustained(99, Double.MAX_VALUE)).isTrue();
    assertThat(ofOneServer(900, 8).isSustained(99, 1)).isFalse();
  }

  @Test
  void requestThatWaitsTooLongIsNotSent() throws Exception {
    VirtualServer server = new VirtualServer(1, 10 * MILLI);
    long[] instants = ArrivalProcess.EVEN.instants(1_000, SECOND, 1);

    LoadOutcome outcome = new OpenLoop(schedule(instants, 100 * MILLI), server).run(server::accept);

    assertThat(outcome.ends()).isEqualTo(1_000);
    assertThat(outcome.sent()).isLessThan(20);
    assertThat(outcome.inTime()).isLessThan(outcome.sent());
    assertThat(outcome.failedPercent()).isGreaterThan(98);
    assertThat(outcome.times().responseMillis(50)).isGreaterThanOrEqualTo(100);
  }

  @Test
  void failuresAreASharePastOnePerCentVoid() throws Exception {
    assertThat(judged(withFailures(200))).isEqualTo(Validity.VALID);
    assertThat(judged(withFailures(50)).toString()).isEqualTo("void: 2.0 % of the requests failed");
  }

  @Test
  void wrongBodyIsAFailure() throws Exception {
    VirtualServer server = new VirtualServer(100, MILLI);
    LoadOutcome outcome =
        new OpenLoop(schedule(ArrivalProcess.EVEN.instants(100, SECOND, 1)), server)
            .run(arrival -> answer(arrival, new Response(200, new byte[] {2})));
    assertThat(outcome.answered()).isZero();
    assertThat(outcome.failedPercent()).isEqualTo(100);
  }

  @Test
  void requestThatEndsTwiceIsVoid() throws Exception {
    VirtualServer server = new VirtualServer(100, MILLI);
    AtomicInteger count = new AtomicInteger();
    LoadOutcome outcome =
        run(
            server,
            arrival -> {
              if (count.getAndIncrement() == 3) {
                answer(arrival, new Response(200, VirtualServer.RIGHT));
              }
              server.accept(arrival);
            });
    assertThat(judged(outcome).toString()).isEqualTo("void: 1000 requests arrived and 1001 ended");
  }

  @Test
  void lostRequestIsVoid() throws Exception {
    VirtualServer server = new VirtualServer(100, MILLI);
    AtomicInteger count = new AtomicInteger();
    LoadOutcome outcome =
        run(
            server,
            arrival -> {
              if (count.getAndIncrement() != 3) {
                server.accept(arrival);
              }
            });
    assertThat(judged(outcome).toString()).isEqualTo("void: 1000 requests arrived and 999 ended");
  }

  @Test
  void lostDecrementOfTheClientsCounterIsVoid() throws Exception {
    VirtualServer server = new VirtualServer(100, 10 * MILLI);
    LongAdder forgetful =
        new LongAdder() {
          private static final long serialVersionUID = 1L;
          private transient boolean forgot;

          @Override
          public void decrement() {
            if (forgot) {
              super.decrement();
            }
            forgot = true;
          }
        };
    long[] instants = ArrivalProcess.EVEN.instants(1_000, SECOND, 1);
    LoadOutcome outcome = new OpenLoop(schedule(instants), server, forgetful).run(server::accept);
    assertThat(judged(outcome).toString())
        .isEqualTo("void: 1 requests in flight by count after the last");
  }

  @Test
  void strategyThatThrowsFailsItsRequest() throws Exception {
    VirtualServer server = new VirtualServer(100, MILLI);
    LoadOutcome outcome =
        run(
            server,
            arrival -> {
              throw new IllegalStateException("no thread");
            });
    assertThat(outcome.ends()).isEqualTo(1_000);
    assertThat(outcome.failedPercent()).isEqualTo(100);
  }

  @Test
  void rampUpIsInNoPercentile() throws Exception {
    VirtualServer server = new VirtualServer(1_000, MILLI, at -> Math.max(at, 1_100_000_007));
    long[] instants = ArrivalProcess.EVEN.instants(1_000, SECOND, 1);
    Schedule schedule =
        new Schedule(instants, 101, 10 * SECOND, REQUESTS, new byte[][] {VirtualServer.RIGHT});
    LoadOutcome outcome = new OpenLoop(schedule, server).run(server::accept);
    assertThat(outcome.arrivals()).isEqualTo(1_000);
    assertThat(outcome.times().responseMillis(100)).isCloseTo(1, within(0.01));
  }

  private static LoadOutcome withFailures(int oneIn) throws Exception {
    VirtualServer server = new VirtualServer(1_000, MILLI);
    AtomicInteger count = new AtomicInteger();
    return run(
        server,
        arrival -> {
          if (count.incrementAndGet() % oneIn == 0 && arrival.starting()) {
            arrival.failed(new IllegalStateException("on purpose"));
          } else {
            server.accept(arrival);
          }
        });
  }

  private static LoadOutcome run(VirtualServer server, Consumer<Arrival> strategy)
      throws Exception {
    long[] instants = ArrivalProcess.EVEN.instants(1_000, SECOND, 1);
    return new OpenLoop(schedule(instants), server).run(strategy);
  }

  private static LoadOutcome ofOneServer(int rate, int seconds) throws Exception {
    VirtualServer server = new VirtualServer(1, MILLI);
    long[] instants = ArrivalProcess.POISSON.instants(rate, seconds * SECOND, 3);
    return new OpenLoop(schedule(instants), server).run(server::accept);
  }

  private static void answer(Arrival arrival, Response response) {
    if (arrival.starting()) {
      arrival.answered(response);
    }
  }

  private static final Request[] REQUESTS = {new Request("/todos/1")};

  private static Schedule schedule(long[] instants) {
    return schedule(instants, 10 * SECOND);
  }

  private static Schedule schedule(long[] instants, long timeoutNanos) {
    return new Schedule(instants, 0, timeoutNanos, REQUESTS, new byte[][] {VirtualServer.RIGHT});
  }

  /** The validity of what the client alone knows, beside a stub that saw the same. */
  private static Validity judged(LoadOutcome outcome) {
    Evidence evidence = new Evidence();
    outcome.addTo(evidence);
    evidence
        .with(Metric.REQUESTS_SENT, outcome.sent())
        .with(Metric.REQUESTS_SERVED, outcome.sent())
        .with(Metric.ANSWERS_EXPECTED, outcome.answered())
        .with(Metric.IN_FLIGHT_MEAN, outcome.inFlight().mean());
    assertThat(evidence.values().keySet())
        .doesNotContain(Metric.TIME_P50, Metric.TIME_P99, Metric.REQUEST_P50);
    return ValidityRule.judge(evidence.values());
  }
}
