package io.gatherbench.strategy;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;

/**
 * A new virtual thread for each request, of which so many at a time hold a permit and send. It is
 * the counterpart of {@code async with semaphore}: threads need no pool to be bounded by.
 */
final class BoundedVirtualThreadsStrategy implements RequestStrategy {

  private final BlockingClient client;
  private final Semaphore permits;
  private final ExecutorService executor;

  BoundedVirtualThreadsStrategy(BlockingClient client, int maxInFlight) {
    this.client = client;
    this.permits = new Semaphore(maxInFlight);
    this.executor = VirtualThreads.newExecutorFor(client);
  }

  @Override
  public List<Response> gather(List<Request> requests)
      throws RequestFailedException, InterruptedException {
    return ExecutorGather.gather(executor, this::sendWithPermit, requests);
  }

  @Override
  public void close() {
    executor.shutdownNow();
    client.close();
  }

  private Response sendWithPermit(Request request)
      throws RequestFailedException, InterruptedException {
    permits.acquire();
    try {
      return client.send(request);
    } finally {
      permits.release();
    }
  }
}
