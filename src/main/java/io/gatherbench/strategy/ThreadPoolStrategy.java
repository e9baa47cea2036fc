package io.gatherbench.strategy;

import io.gatherbench.client.BlockingClient;
import java.util.concurrent.Executors;

/** A fixed pool of platform threads, kept from gather to gather. */
final class ThreadPoolStrategy extends ThreadsStrategy {

  ThreadPoolStrategy(BlockingClient client, int poolSize) {
    super(client, Executors.newFixedThreadPool(poolSize));
  }
}
