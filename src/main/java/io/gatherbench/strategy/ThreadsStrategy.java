package io.gatherbench.strategy;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.InterceptedClient;
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
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * The strategies with one thread a request.
 *
 * @param executor kept from gather to gather and shut down with the strategy
 * @param client ends the requests of threads that the executor does not keep when it is closed
 */
record ThreadsStrategy(ExecutorService executor, BlockingClient client) implements RequestStrategy {

  /** Creates a strategy whose threads send once they hold one of some permits. */
  static ThreadsStrategy bounded(ExecutorService executor, BlockingClient client, int permits) {
    Semaphore semaphore = new Semaphore(permits);
    return new ThreadsStrategy(
        executor,
        new InterceptedClient(
            client,
            (request, chain) -> {
              semaphore.acquire();
              try {
                return chain.proceed();
              } finally {
                semaphore.release();
              }
            }));
  }

  @Override
  public List<Response> gather(List<Request> requests)
      throws RequestFailedException, InterruptedException {
    List<Callable<Response>> calls = new ArrayList<>(requests.size());
    for (Request request : requests) {
      calls.add(() -> client.send(request));
    }
    return Futures.responses(executor.invokeAll(calls), requests);
  }

  @Override
  public PendingRequests start(List<Request> requests) {
    return PendingThreads.start(executor, requests, i -> client.call(requests.get(i)));
  }

  @Override
  public PendingRequests stream(List<Request> requests, IntFunction<Consumer<String>> lines) {
    return PendingThreads.start(
        executor, requests, i -> client.stream(requests.get(i), lines.apply(i)));
  }

  @Override
  public void execute(Arrival arrival) {
    executor.execute(() -> send(client, arrival));
  }

  static void send(BlockingClient client, Arrival arrival) {
    if (arrival.starting()) {
      try {
        arrival.answered(client.send(arrival.request()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        arrival.failed(e);
      } catch (RequestFailedException | RuntimeException e) {
        arrival.failed(e);
      }
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
    client.close();
  }
}
