package io.gatherbench.strategy;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/**
 * A new virtual thread for each request, of which a limited number at a time hold a permit and
 * send. It is the counterpart of {@code async with semaphore}: no pool is needed to bound threads.
 */
final class BoundedVirtualThreadsStrategy extends ThreadsStrategy {

  BoundedVirtualThreadsStrategy(BlockingClient client, int maxInFlight) {
    super(
        new PermittedClient(client, new Semaphore(maxInFlight)),
        VirtualThreadFactory.newExecutorFor(client));
  }

  /** A client whose requests wait for a permit before they are sent. */
  private record PermittedClient(BlockingClient client, Semaphore permits)
      implements BlockingClient {

    @Override
    public Response send(Request request) throws RequestFailedException, InterruptedException {
      permits.acquire();
      try {
        return client.send(request);
      } finally {
        permits.release();
      }
    }

    @Override
    public BlockingCall call(Request request) {
      return new PermittedCall(client.call(request), permits);
    }

    @Override
    public BlockingCall stream(Request request, Consumer<String> lines) {
      return new PermittedCall(client.stream(request, lines), permits);
    }

    @Override
    public void close() {
      client.close();
    }
  }

  /** A call that waits for a permit before it is executed. */
  private record PermittedCall(BlockingClient.BlockingCall call, Semaphore permits)
      implements BlockingClient.BlockingCall {

    @Override
    public Response execute() throws RequestFailedException, InterruptedException {
      permits.acquire();
      try {
        return call.execute();
      } finally {
        permits.release();
      }
    }

    @Override
    public void cancel() {
      call.cancel();
    }
  }
}
