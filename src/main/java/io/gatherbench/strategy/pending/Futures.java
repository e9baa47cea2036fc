package io.gatherbench.strategy.pending;

import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Waits for the futures of requests and reads responses and failures from them. */
public final class Futures {

  private Futures() {}

  static Response response(Future<Response> call, Request request)
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

  /**
   * Waits for all responses, in the order of the requests.
   *
   * @throws RequestFailedException the first failure in that order
   */
  public static List<Response> responses(
      List<? extends Future<Response>> calls, List<Request> requests)
      throws RequestFailedException, InterruptedException {
    List<Response> responses = new ArrayList<>(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      responses.add(response(calls.get(i), requests.get(i)));
    }
    return responses;
  }

  /** Waits until all have ended, and returns their outcomes in the order of the requests. */
  static List<RequestOutcome> outcomes(
      List<? extends Future<Response>> calls, List<Request> requests) throws InterruptedException {
    List<RequestOutcome> outcomes = new ArrayList<>(calls.size());
    for (int i = 0; i < calls.size(); i++) {
      try {
        outcomes.add(new RequestOutcome.Answered(response(calls.get(i), requests.get(i))));
      } catch (RequestFailedException e) {
        outcomes.add(new RequestOutcome.Failed(e));
      }
    }
    return outcomes;
  }

  /** Returns a future that completes when all have, in whatever way. */
  public static CompletableFuture<Void> allOf(List<CompletableFuture<Response>> responses) {
    return CompletableFuture.allOf(responses.toArray(new CompletableFuture<?>[0]));
  }

  /** Waits until a future is complete, in whatever way. */
  public static void await(CompletableFuture<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      // The caller reads the failure from the futures that it combined.
      return;
    }
  }
}
