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
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.BenchmarkParams;

/** Equal requests, of which the one in the middle fails, and sooner than the others answer. */
public class FailureFixture extends PendingState {

  /** What a failure means for the requests that are still under way. */
  public enum OnFailure {
    /** It is reported at once, and they are cancelled. */
    FAIL_FAST,
    /** Nothing: it is one of the results. */
    COLLECT_ALL
  }

  /** What a failure means for the others. */
  @Param public OnFailure onFailure;

  /** How long the stub holds each answer back. */
  @Param("50ms")
  public String latency;

  /** How long it holds back the one that fails. */
  @Param("10ms")
  public String failsAfter;

  private Todos todos;
  private List<Request> oneFails;

  /** As JMH wants it. */
  public FailureFixture() {}

  @Override
  public void open(BenchmarkParams benchmark) throws IOException, InterruptedException {
    todos = Todos.of(requests, latency);
    oneFails = new ArrayList<>(todos.requests());
    oneFails.set(failing(), new Request("/status/503?latency=" + failsAfter));
    super.open(benchmark);
  }

  /**
   * One operation: the requests, until the failure is known or until all have ended.
   *
   * @return what became of the one that fails
   * @throws WrongAnswerException if it does not, or another does
   */
  public RequestFailedException make() throws InterruptedException {
    work().sent(requests);
    PendingRequests flight = strategyOpen().start(oneFails);
    return onFailure == OnFailure.FAIL_FAST ? failFast(flight) : collectAll(flight.settled());
  }

  @Override
  protected ExpectedWork claim() {
    return onFailure == OnFailure.FAIL_FAST
        ? ExpectedWork.cancelled(requests, overlap(), 1, boundMillis())
        : ExpectedWork.answered(requests, overlap(), boundMillis());
  }

  /**
   * The failing request is sent when those before it have left room for it. What comes after it
   * counts only if it is waited for.
   */
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

  private RequestFailedException failFast(PendingRequests flight) throws InterruptedException {
    try {
      flight.all();
    } catch (RequestFailedException e) {
      return expected(e);
    }
    throw new WrongAnswerException(strategy + " did not notice that a request failed");
  }

  private RequestFailedException collectAll(List<RequestOutcome> outcomes) {
    RequestFailedException failed = null;
    for (int i = 0; i < requests; i++) {
      if (outcomes.get(i) instanceof RequestOutcome.Answered answered) {
        if (i == failing() || !Arrays.equals(answered.response().body(), todos.answers().get(i))) {
          throw new WrongAnswerException(
              strategy + " returned a wrong answer to " + oneFails.get(i).target());
        }
      } else {
        failed = expected(((RequestOutcome.Failed) outcomes.get(i)).failure());
      }
    }
    return failed;
  }

  private RequestFailedException expected(RequestFailedException failure) {
    if (failure.response().filter(answer -> answer.status() == 503).isEmpty()) {
      throw new WrongAnswerException(strategy + " met another failure: " + failure.getMessage());
    }
    return failure;
  }
}
