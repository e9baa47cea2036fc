package io.gatherbench.strategy;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.InterceptedClient;
import java.util.concurrent.Semaphore;

/**
 * A new virtual thread for each request, of which a limited number at a time hold a permit and
 * send. It is the counterpart of {@code async with semaphore}: no pool is needed to bound threads.
 */
final class BoundedVirtualThreadsStrategy extends ThreadsStrategy {

  BoundedVirtualThreadsStrategy(BlockingClient client, int maxInFlight) {
    super(
        permitted(client, new Semaphore(maxInFlight)), VirtualThreadFactory.newExecutorFor(client));
  }

  private static BlockingClient permitted(BlockingClient client, Semaphore permits) {
    return new InterceptedClient(
        client,
        (request, chain) -> {
          permits.acquire();
          try {
            return chain.proceed();
          } finally {
            permits.release();
          }
        });
  }
}
