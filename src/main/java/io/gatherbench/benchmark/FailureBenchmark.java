package io.gatherbench.benchmark;

import io.gatherbench.benchmark.evidence.ExpectedWork;
import io.gatherbench.benchmark.evidence.WrongAnswerException;
import io.gatherbench.benchmark.state.PendingState;
import io.gatherbench.benchmark.state.Todos;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.strategy.pending.PendingRequests;
import io.gatherbench.strategy.pending.RequestOutcome;
import io.gatherbench.stub.delay.Latency;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * One of N requests fails.
 *
 * <p><b>Question.</b> {@code asyncio.gather} reports the first failure at once, and with {@code
 * return_exceptions=True} it collects them instead. When does the caller learn of it with each
 * strategy, and how do the other requests end?
 *
 * <p><b>One operation is</b> N requests started together, of which the one in the middle is
 * answered with 503 after {@code failsAfter} and the others with a todo after {@code latency}. With
 * {@code onFailure=FAIL_FAST} the operation ends when the failure is reported, and the others are
 * cancelled, as Python's {@code TaskGroup} does it; with {@code COLLECT_ALL} it ends when all have
 * ended, and the failure is one of the results.
 *
 * <p><b>Not included.</b> Connections that are open, warm-up and class loading, as in {@link
 * GatherBenchmark}. But over HTTP/1.1 a cancelled request costs its connection, and the next
 * operation opens another: that is in the time. Over {@code -p protocol=H2C} only a stream is
 * reset.
 *
 * <p><b>Why the number can be trusted.</b> The failure and every other response are checked in each
 * operation; the ledger shows the responses and, as {@code requests_aborted}, what was cancelled,
 * and nothing may be in flight at the end of an iteration. Expected: failing fast takes {@code
 * failsAfter} where all requests overlap, and collecting takes {@code latency}; a strategy that
 * overlaps nothing has made half of the requests before it meets the failure. Futures and {@code
 * invokeAll} wait for all by themselves: failing fast is written with an {@code
 * ExecutorCompletionService}, with {@code allOf} completed by the first failure, and with {@code
 * Future.all}.
 *
 * <p><b>Run.</b> {@code java -jar benchmarks.jar Failure}; without the price of connections, {@code
 * -p strategy=EVENT_LOOP,COMPLETABLE_FUTURE -p protocol=H2C}.
 */
public class FailureBenchmark extends PendingState {

  /** The effect of a failure on the requests that have not ended. */
  public enum OnFailure {
    FAIL_FAST,
    COLLECT_ALL
  }

  @Param public OnFailure onFailure;

  @Param("50ms")
  public String latency;

  @Param("10ms")
  public String failsAfter;

  private Todos todos;
  private List<Request> oneFails;

  /** Makes the requests; returns the failure once it is known or once all have ended. */
  @Benchmark
  public RequestFailedException make() throws InterruptedException {
    work().sent(requests);
    return failure(oneFails);
  }

  private RequestFailedException failure(List<Request> sent) throws InterruptedException {
    PendingRequests pending = opened().start(sent);
    return onFailure == OnFailure.FAIL_FAST ? failFast(pending) : collectAll(pending.settled());
  }

  @Override
  protected void prepare() throws Exception {
    todos = Todos.of(requests, latency);
    oneFails = oneFails(todos, failsAfter);
    List<Request> immediate = oneFails(Todos.of(requests, "0ms"), "0ms");
    warmUpCancelling(() -> failure(immediate), () -> failure(oneFails));
  }

  private List<Request> oneFails(Todos others, String after) {
    List<Request> all = new ArrayList<>(others.requests());
    all.set(failing(), new Request("/status/503?latency=" + after));
    return all;
  }

  @Override
  protected ExpectedWork expectedWork() {
    return onFailure == OnFailure.FAIL_FAST
        ? ExpectedWork.cancelled(requests, overlap())
        : super.expectedWork();
  }

  /** Counts the requests after the failing one only if they are awaited. */
  @Override
  protected double boundMillis() {
    double each = Latency.parse(latency).millis();
    double failed = Latency.parse(failsAfter).millis();
    if (onFailure == OnFailure.FAIL_FAST) {
      return failing() / overlap() * each + failed;
    }
    double sum = (requests - 1) * each + failed;
    return Math.max(requests == 1 ? failed : Math.max(each, failed), sum / overlap());
  }

  private int failing() {
    return requests / 2;
  }

  private RequestFailedException failFast(PendingRequests pending) throws InterruptedException {
    try {
      pending.all();
    } catch (RequestFailedException e) {
      return expected(e);
    }
    throw new WrongAnswerException(strategy + " did not notice that a request failed");
  }

  private RequestFailedException collectAll(List<RequestOutcome> outcomes) {
    RequestFailedException failed = null;
    for (int i = 0; i < requests; i++) {
      if (outcomes.get(i) instanceof RequestOutcome.Failed failure) {
        failed = expected(failure.failure());
      } else if (i == failing() || !isRight(i, (RequestOutcome.Answered) outcomes.get(i))) {
        throw new WrongAnswerException(
            strategy + " returned a wrong answer to " + oneFails.get(i).target());
      }
    }
    return failed;
  }

  private boolean isRight(int i, RequestOutcome.Answered answered) {
    return Arrays.equals(answered.response().body(), todos.answers().get(i));
  }

  private RequestFailedException expected(RequestFailedException failure) {
    if (failure.response().filter(response -> response.status() == 503).isEmpty()) {
      throw new WrongAnswerException(strategy + " met another failure: " + failure.getMessage());
    }
    return failure;
  }
}
