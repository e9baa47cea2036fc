package io.gatherbench.strategy;

import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.strategy.pending.Futures;
import io.gatherbench.strategy.pending.PendingCompletableFutures;
import io.gatherbench.strategy.pending.PendingRequests;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** All requests from the calling thread, gathered with {@code CompletableFuture.allOf}. */
record CompletableFutureStrategy(FutureClient client) implements RequestStrategy {

  @Override
  public List<Response> gather(List<Request> requests)
      throws RequestFailedException, InterruptedException {
    List<CompletableFuture<Response>> responses = requests.stream().map(client::sendAsync).toList();
    try {
      Futures.await(Futures.allOf(responses));
      return Futures.responses(responses, requests);
    } catch (InterruptedException e) {
      responses.forEach(response -> response.cancel(true));
      throw e;
    }
  }

  @Override
  public PendingRequests start(List<Request> requests) {
    return new PendingCompletableFutures(
        requests, requests.stream().map(client::sendAsync).toList());
  }

  @Override
  public PendingRequests stream(List<Request> requests, IntFunction<Consumer<String>> lines) {
    return new PendingCompletableFutures(
        requests,
        IntStream.range(0, requests.size())
            .mapToObj(i -> client.streamAsync(requests.get(i), lines.apply(i)))
            .toList());
  }

  @Override
  public void execute(Arrival arrival) {
    if (arrival.starting()) {
      client
          .sendAsync(arrival.request())
          .thenAccept(arrival::answered)
          .exceptionally(
              failure -> {
                arrival.failed(failure);
                return null;
              });
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
