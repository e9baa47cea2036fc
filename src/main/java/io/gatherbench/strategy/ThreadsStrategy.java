package io.gatherbench.strategy;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.strategy.pending.Futures;
import io.gatherbench.strategy.pending.PendingRequests;
import io.gatherbench.strategy.pending.PendingThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** Base of the strategies with one thread a request, of whatever kind. */
abstract class ThreadsStrategy implements RequestStrategy {

  private final BlockingClient client;
  private final ExecutorService executor;

  /**
   * @param executor runs the requests; shut down with the strategy
   */
  ThreadsStrategy(BlockingClient client, ExecutorService executor) {
    this.client = client;
    this.executor = executor;
  }

  @Override
  public final List<Response> gather(List<Request> requests)
      throws RequestFailedException, InterruptedException {
    List<Callable<Response>> calls = new ArrayList<>(requests.size());
    for (Request request : requests) {
      calls.add(() -> client.send(request));
    }
    return Futures.responses(executor.invokeAll(calls), requests);
  }

  @Override
  public final PendingRequests start(List<Request> requests) {
    return PendingThreads.start(executor, requests, i -> client.call(requests.get(i)));
  }

  @Override
  public final PendingRequests stream(List<Request> requests, IntFunction<Consumer<String>> lines) {
    return PendingThreads.start(
        executor, requests, i -> client.stream(requests.get(i), lines.apply(i)));
  }

  @Override
  public final void close() {
    executor.shutdownNow();
    client.close();
  }
}
