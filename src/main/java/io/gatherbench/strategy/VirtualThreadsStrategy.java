package io.gatherbench.strategy;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * A new virtual thread for each request. The executor is kept from gather to gather: it holds no
 * threads, and opening one costs about a microsecond.
 */
final class VirtualThreadsStrategy implements RequestStrategy {

  private final BlockingClient client;
  private final ExecutorService executor;

  VirtualThreadsStrategy(BlockingClient client) {
    this.client = client;
    this.executor = VirtualThreads.newExecutorFor(client);
  }

  @Override
  public List<Response> gather(List<Request> requests)
      throws RequestFailedException, InterruptedException {
    return ExecutorGather.gather(executor, client::send, requests);
  }

  @Override
  public void close() {
    executor.shutdownNow();
    client.close();
  }
}
