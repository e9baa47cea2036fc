package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.Evidence;
import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.benchmark.state.StubState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.benchmark.state.Workload;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Request;
import io.gatherbench.client.adapter.DefaultLimits;
import io.gatherbench.results.Metric;
import io.gatherbench.strategy.Compatibility;
import io.gatherbench.strategy.Strategy;
import io.gatherbench.strategy.pending.RequestOutcome;
import io.gatherbench.stub.delay.Latency;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Clients as they come.
 *
 * <p><b>Question.</b> By default a library limits how many requests to one host it has in flight,
 * some to as few as 5. What do N requests take with those limits?
 *
 * <p><b>One operation is</b> N GET requests started together over a client whose limits are not
 * set, until all have ended, in whatever way. It includes the connections that the library closes,
 * because it keeps fewer idle ones, and opens again.
 *
 * <p><b>Not included.</b> The first connections, warm-up and class loading, as in {@link
 * GatherBenchmark}.
 *
 * <p><b>Why the number can be trusted.</b> It tests the documentation: the ledger must show as many
 * requests in flight as {@link DefaultLimits} says, before measuring, or the fork fails, and in
 * each iteration, or its rows are void. Where no more requests may wait, the others must fail, and
 * {@code rejected} in the rows is how many did in an operation; every response is compared with the
 * right one. The bound is ⌈N / limit⌉ latencies. Expected: all take just above it, 650 ms where the
 * limit is 5; {@code connections_opened} shows that OkHttp keeps 5 idle connections and opens the
 * others anew each time.
 *
 * <p><b>Fewer streams.</b> With {@code streams} over HTTP/2 the stub allows as many on a
 * connection. Then what a client does with the rest is a result: it has them wait, sends them on
 * connections that it opens ({@code connections_used}, {@code connections_opened}), or fails
 * ({@code rejected}). No more may fail than have no stream on the first connection, and {@code
 * java.net.http} must fail.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Defaults -p
 * client=JDK,VERTX,APACHE,OKHTTP,JETTY,REACTOR_NETTY}; beyond what may wait, {@code Defaults -p
 * client=JETTY -p strategy=COMPLETABLE_FUTURE -p requests=1200 -p latency=500ms}; with 10 streams,
 * {@code Defaults -p protocol=H2C,H2 -p streams=10 -p client=JDK,VERTX,OKHTTP,JETTY,REACTOR_NETTY}.
 */
public class DefaultsBenchmark extends StubState {

  @Param({"THREAD_POOL", "VIRTUAL_THREADS", "EVENT_LOOP", "COMPLETABLE_FUTURE"})
  public Strategy strategy;

  /** Requests in an operation, 1 to 10,000. */
  @Param("64")
  public int requests;

  @Param("50ms")
  public String latency;

  /** Streams on a connection that the stub allows over HTTP/2, 1 to 1,000,000; 0 for no limit. */
  @Param("0")
  public int streams;

  private final LongAdder rejected = new LongAdder();
  private final LongAdder operations = new LongAdder();

  @Setup(Level.Iteration)
  public void startCounting() {
    rejected.reset();
    operations.reset();
  }

  @Benchmark
  public List<RequestOutcome> settle() throws InterruptedException {
    List<RequestOutcome> outcomes = settle(todos().requests());
    int failed = checked(outcomes);
    // What the client rejects it does not send.
    work().sent(requests - failed);
    rejected.add(failed);
    operations.increment();
    return outcomes;
  }

  @Override
  protected Workload workload() {
    return new Workload(strategy, requests, latency);
  }

  @Override
  protected ClientOpener opener(ClientSettings settings) {
    return super.opener(settings.withLibraryLimits());
  }

  @Override
  protected int maxConcurrentStreams() {
    return streams;
  }

  @Override
  protected int overlap() {
    return Math.min(requests, limits().inFlight());
  }

  @Override
  protected ExpectedWork expectedWork() {
    int answers = limitsStreams() ? Math.min(requests, streams) : accepted();
    return new ExpectedWork(overlap(), overlap(), answers, requests);
  }

  @Override
  protected double boundMillis() {
    return (accepted() + overlap() - 1) / overlap() * Latency.parse(latency).millis();
  }

  @Override
  protected void addEvidence(Evidence evidence, LedgerSnapshot seen) {
    evidence
        .with(Metric.IN_FLIGHT_REQUIRED, overlap())
        .with(Metric.REJECTED, (double) rejected.sum() / Math.max(1, operations.sum()));
  }

  @Override
  protected void prepare() throws Exception {
    if (limitsStreams()) {
      // How many overlap is a result; the first connection tells the client its limit.
      opened().gather(Todos.of(1, "0ms").requests());
    } else {
      // Without connections, even those that will have one wait for it.
      openConnections(Math.min(requests, limits().waiting()));
    }
    List<Request> immediate = Todos.of(requests, "0ms").requests();
    warmUp(() -> settle(immediate), () -> settle(todos().requests()), warmUpRequests);
  }

  private List<RequestOutcome> settle(List<Request> sent) throws InterruptedException {
    return opened().start(sent).settled();
  }

  /** Returns how many requests were rejected; throws if a response is wrong, or as many are not. */
  private int checked(List<RequestOutcome> outcomes) {
    int failed = 0;
    for (int i = 0; i < requests; i++) {
      if (outcomes.get(i) instanceof RequestOutcome.Failed) {
        failed++;
      } else if (!isRight(i, (RequestOutcome.Answered) outcomes.get(i))) {
        throw new WrongAnswerException(
            strategy + " returned a wrong answer to " + todos().requests().get(i).target());
      }
    }
    // A slow client has the first responses, and free connections, before the last request.
    int most = limits().rejected(requests);
    boolean mayBeRefused = limitsStreams() && failed <= requests - streams;
    if (failed > most && !mayBeRefused || failed == 0 && most > 0) {
      throw new WrongAnswerException(
          "%d of %d requests failed, where by the documentation %d do"
              .formatted(failed, requests, most));
    }
    return failed;
  }

  private boolean isRight(int i, RequestOutcome.Answered answered) {
    return Arrays.equals(answered.response().body(), todos().answers().get(i));
  }

  private boolean limitsStreams() {
    return protocol.isHttp2() && streams > 0;
  }

  private int accepted() {
    return requests - limits().rejected(requests);
  }

  private DefaultLimits limits() {
    return DefaultLimits.of(
        Compatibility.client(strategy, client),
        protocol,
        strategy == Strategy.COMPLETABLE_FUTURE,
        streams);
  }
}
