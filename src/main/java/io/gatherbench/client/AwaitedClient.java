package io.gatherbench.client;

/**
 * An event loop's client for threads that wait: each request is handed to the loop, and the calling
 * thread awaits its answer. On a virtual thread that is Vert.x's own counterpart of {@code await}.
 *
 * <p>A thread that is interrupted no longer waits; the request goes on until it is answered or the
 * client is closed.
 */
final class AwaitedClient implements BlockingClient {

  private final AsyncClient client;

  AwaitedClient(AsyncClient client) {
    this.client = client;
  }

  @Override
  public Response send(Request request) throws RequestFailedException, InterruptedException {
    return AsyncClient.await(client.onEventLoop(() -> client.send(request)));
  }

  @Override
  public void close() {
    client.close();
  }
}
