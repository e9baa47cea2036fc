package io.gatherbench.strategy.pending;

import io.gatherbench.client.BlockingClient.BlockingCall;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Requests on threads, awaited in the order in which they end. */
public final class PendingThreads implements PendingRequests {

  private final List<Request> requests;
  private final List<BlockingCall> started = new ArrayList<>();
  private final List<Future<Response>> responses = new ArrayList<>();
  private final ExecutorCompletionService<Response> ended;

  private PendingThreads(Executor executor, List<Request> requests) {
    this.requests = requests;
    this.ended = new ExecutorCompletionService<>(executor);
  }

  /** Starts the requests: {@code calls} makes the call for the one of a position. */
  public static PendingThreads start(
      Executor executor, List<Request> requests, IntFunction<BlockingCall> calls) {
    PendingThreads pending = new PendingThreads(executor, requests);
    try {
      for (int i = 0; i < requests.size(); i++) {
        pending.start(calls.apply(i));
      }
    } catch (RuntimeException | Error e) {
      // There may be no thread for the next request: cancels those that were started.
      pending.cancel();
      throw e;
    }
    return pending;
  }

  private void start(BlockingCall call) {
    started.add(call);
    responses.add(ended.submit(call::execute));
  }

  @Override
  public List<Response> all() throws RequestFailedException, InterruptedException {
    try {
      for (int i = 0; i < responses.size(); i++) {
        response(ended.take());
      }
      return Futures.responses(responses, requests);
    } finally {
      cancel();
    }
  }

  @Override
  public List<RequestOutcome> settled() throws InterruptedException {
    try {
      return Futures.outcomes(responses, requests);
    } finally {
      cancel();
    }
  }

  @Override
  public Response first() throws RequestFailedException, InterruptedException {
    try {
      for (int left = responses.size(); ; left--) {
        try {
          return response(ended.take());
        } catch (RequestFailedException e) {
          if (left == 1) {
            throw e;
          }
        }
      }
    } finally {
      cancel();
    }
  }

  /** Cancels from the last to the first, so that a freed thread or permit starts no other. */
  @Override
  public void cancel() {
    for (int i = responses.size() - 1; i >= 0; i--) {
      if (responses.get(i).cancel(started.get(i).needsInterruption())) {
        started.get(i).cancel();
      }
    }
  }

  private Response response(Future<Response> next)
      throws RequestFailedException, InterruptedException {
    try {
      return next.get();
    } catch (ExecutionException | CancellationException e) {
      // Looked for only then: of thousands of requests the search takes time.
      return Futures.response(next, requests.get(responses.indexOf(next)));
    }
  }
}
