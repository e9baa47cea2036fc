package io.gatherbench.strategy;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A fixed pool of platform threads, kept from gather to gather. */
final class ThreadPoolStrategy implements RequestStrategy {

  private final BlockingClient client;
  private final ExecutorService pool;

  ThreadPoolStrategy(BlockingClient client, int poolSize) {
    this.client = client;
    this.pool = Executors.newFixedThreadPool(poolSize);
  }

  @Override
  public List<Response> gather(List<Request> requests)
      throws RequestFailedException, InterruptedException {
    return ExecutorGather.gather(pool, client::send, requests);
  }

  @Override
  public void close() {
    pool.shutdownNow();
    client.close();
  }
}
