package io.gatherbench.strategy.pending;

import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What requests returned or threw, out of the futures that hold it. */
public final class Futures {

  private Futures() {}

  /**
   * What a request returned or threw, once it has.
   *
   * @throws RequestFailedException if it failed or was cancelled
   */
  public static Response of(Future<Response> call, Request request)
      throws RequestFailedException, InterruptedException {
    try {
      return call.get();
    } catch (CancellationException e) {
      throw RequestFailedException.cancelled(request);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RequestFailedException failed) {
        throw failed;
      }
      if (cause instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw new IllegalStateException("a request ended in an unforeseen way: " + cause, cause);
    }
  }

  /** All of them, in the order of the requests. */
  public static List<Response> of(List<? extends Future<Response>> calls, List<Request> requests)
      throws RequestFailedException, InterruptedException {
    List<Response> responses = new ArrayList<>(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      responses.add(of(calls.get(i), requests.get(i)));
    }
    return responses;
  }

  /** How each ended, in the order of the requests; waits for those that have not. */
  public static List<RequestOutcome> outcomes(
      List<? extends Future<Response>> calls, List<Request> requests) throws InterruptedException {
    List<RequestOutcome> outcomes = new ArrayList<>(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      try {
        outcomes.add(new RequestOutcome.Answered(of(calls.get(i), requests.get(i))));
      } catch (RequestFailedException e) {
        outcomes.add(new RequestOutcome.Failed(e));
      }
    }
    return outcomes;
  }
}
