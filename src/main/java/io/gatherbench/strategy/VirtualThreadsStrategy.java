package io.gatherbench.strategy;

import io.gatherbench.client.BlockingClient;

/**
 * A new virtual thread for each request. The executor is kept from gather to gather: it keeps no
 * threads, and opening one costs about a microsecond.
 */
final class VirtualThreadsStrategy extends ThreadsStrategy {

  VirtualThreadsStrategy(BlockingClient client) {
    super(client, VirtualThreadFactory.newExecutorFor(client));
  }
}
