package io.gatherbench.strategy.pending;

import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests as futures, which are combined and then waited for. */
public final class PendingCompletableFutures implements PendingRequests {

  private final List<Request> requests;
  private final List<CompletableFuture<Response>> responses;

  public PendingCompletableFutures(
      List<Request> requests, List<CompletableFuture<Response>> responses) {
    this.requests = requests;
    this.responses = responses;
  }

  @Override
  public List<Response> all() throws RequestFailedException, InterruptedException {
    CompletableFuture<Void> all = allOf(responses);
    // allOf alone waits for all, also after a failure.
    for (CompletableFuture<Response> response : responses) {
      response.whenComplete(
          (answer, failure) -> {
            if (failure != null) {
              all.completeExceptionally(failure);
            }
          });
    }
    try {
      await(all);
      for (int i = 0; i < responses.size(); i++) {
        if (responses.get(i).isCompletedExceptionally()) {
          Futures.of(responses.get(i), requests.get(i));
        }
      }
      return Futures.of(responses, requests);
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
    // anyOf alone takes a failure for the first result.
    CompletableFuture<Integer> first = new CompletableFuture<>();
    AtomicInteger left = new AtomicInteger(responses.size());
    for (int i = 0; i < responses.size(); i++) {
      int index = i;
      responses
          .get(i)
          .whenComplete(
              (answer, failure) -> {
                if (left.decrementAndGet() == 0 || failure == null) {
                  first.complete(index);
                }
              });
    }
    try {
      await(first);
      return Futures.of(responses.get(first.join()), requests.get(first.join()));
    } finally {
      cancel();
    }
  }

  @Override
  public void cancel() {
    responses.forEach(response -> response.cancel(true));
  }

  /** Completes when all have, in whatever way. */
  public static CompletableFuture<Void> allOf(List<CompletableFuture<Response>> responses) {
    return CompletableFuture.allOf(responses.toArray(new CompletableFuture<?>[0]));
  }

  /** Waits until a future is complete, in whatever way: what failed is asked for its failure. */
  public static void await(CompletableFuture<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      return;
    }
  }
}
