package io.gatherbench.strategy;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.client.TaskExecutors;
import io.gatherbench.strategy.pending.PendingRequests;
import io.gatherbench.strategy.pending.PendingSequentialRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * One request after the other, on the calling thread.
 *
 * @param queue the one thread for requests that arrive by themselves; starts with the first
 */
record SequentialStrategy(BlockingClient client, ExecutorService queue) implements RequestStrategy {

  SequentialStrategy(BlockingClient client) {
    this(client, TaskExecutors.pool(1));
  }

  @Override
  public List<Response> gather(List<Request> requests)
      throws RequestFailedException, InterruptedException {
    List<Response> responses = new ArrayList<>(requests.size());
    for (Request request : requests) {
      responses.add(client.send(request));
    }
    return responses;
  }

  @Override
  public PendingRequests start(List<Request> requests) {
    return new PendingSequentialRequests(requests, i -> client.call(requests.get(i)));
  }

  @Override
  public PendingRequests stream(List<Request> requests, IntFunction<Consumer<String>> lines) {
    return new PendingSequentialRequests(
        requests, i -> client.stream(requests.get(i), lines.apply(i)));
  }

  @Override
  public void execute(Arrival arrival) {
    queue.execute(() -> ThreadsStrategy.send(client, arrival));
  }

  @Override
  public void close() {
    queue.shutdownNow();
    client.close();
  }
}
