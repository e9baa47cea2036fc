package io.gatherbench.strategy;

import io.gatherbench.client.BlockingClient;

/**
 * A new platform thread for each request. A thread ends with its request, and every request ends
 * when the client is closed.
 */
final class PlatformThreadsStrategy extends ThreadsStrategy {

  PlatformThreadsStrategy(BlockingClient client) {
    super(client, TaskExecutors.newThreads());
  }
}
