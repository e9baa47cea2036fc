package io.gatherbench.client.decorator;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;

/**
 * Opens clients for threads that wait which hold a monitor during each request, as {@code
 * synchronized} code does that calls another service. It is the request's own monitor, for which
 * nobody competes.
 */
public final class MonitorClientOpener implements ClientOpener {

  private final ClientOpener held;

  /** Clients of {@code held}. */
  public MonitorClientOpener(ClientOpener held) {
    this.held = held;
  }

  @Override
  public BlockingClient openBlocking() {
    BlockingClient client = held.openBlocking();
    return new BlockingClient() {
      @Override
      public Response send(Request request) throws RequestFailedException, InterruptedException {
        // Not a new object: a monitor that nobody else can see the compiler would leave out.
        synchronized (request) {
          return client.send(request);
        }
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }
}
