package io.gatherbench.strategy.pending;

import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests as {@code CompletableFuture}s, which are combined and then awaited. */
public record PendingCompletableFutures(
    List<Request> requests, List<CompletableFuture<Response>> responses)
    implements PendingRequests {

  @Override
  public List<Response> all() throws RequestFailedException, InterruptedException {
    CompletableFuture<Void> all = Futures.allOf(responses);
    // allOf alone waits for all, also after a failure.
    for (CompletableFuture<Response> response : responses) {
      response.whenComplete(
          (received, failure) -> {
            if (failure != null) {
              all.completeExceptionally(failure);
            }
          });
    }
    try {
      Futures.await(all);
      for (int i = 0; i < responses.size(); i++) {
        if (responses.get(i).isCompletedExceptionally()) {
          Futures.response(responses.get(i), requests.get(i));
        }
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
    // anyOf alone completes with a failure as well.
    CompletableFuture<Integer> first = new CompletableFuture<>();
    AtomicInteger left = new AtomicInteger(responses.size());
    for (int i = 0; i < responses.size(); i++) {
      int index = i;
      responses
          .get(i)
          .whenComplete(
              (received, failure) -> {
                if (left.decrementAndGet() == 0 || failure == null) {
                  first.complete(index);
                }
              });
    }
    try {
      Futures.await(first);
      return Futures.response(responses.get(first.join()), requests.get(first.join()));
    } finally {
      cancel();
    }
  }

  @Override
  public void cancel() {
    responses.forEach(response -> response.cancel(true));
  }
}
