package io.gatherbench.strategy;

import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** All requests from the calling thread, gathered with {@code CompletableFuture.allOf}. */
final class CompletableFutureStrategy implements RequestStrategy {

  private final FutureClient client;

  CompletableFutureStrategy(FutureClient client) {
    this.client = client;
  }

  @Override
  public List<Response> gather(List<Request> requests)
      throws RequestFailedException, InterruptedException {
    List<CompletableFuture<Response>> responses = requests.stream().map(client::sendAsync).toList();
    CompletableFuture<List<Response>> gathered =
        CompletableFuture.allOf(responses.toArray(new CompletableFuture<?>[0]))
            .thenApply(all -> responses.stream().map(CompletableFuture::join).toList());
    try {
      return ExecutorGather.result(gathered);
    } catch (InterruptedException e) {
      responses.forEach(response -> response.cancel(true));
      throw e;
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
