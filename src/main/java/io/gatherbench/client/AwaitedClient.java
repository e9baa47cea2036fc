package io.gatherbench.client;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * An event loop's client for threads that wait: each request is handed to the loop, and the calling
 * thread awaits its answer. On a virtual thread that is Vert.x's own counterpart of {@code await}.
 *
 * <p>A thread that is interrupted in {@link #send} no longer waits; the request goes on until it is
 * answered or the client is closed. A {@link #call} is cancelled on the loop.
 */
public final class AwaitedClient implements BlockingClient {

  private final AsyncClient client;

  public AwaitedClient(AsyncClient client) {
    this.client = client;
  }

  @Override
  public Response send(Request request) throws RequestFailedException, InterruptedException {
    return AsyncClient.await(client.onEventLoop(() -> client.send(request)));
  }

  @Override
  public BlockingCall call(Request request) {
    return new AwaitedCall(() -> client.call(request));
  }

  @Override
  public BlockingCall stream(Request request, LineSink lines) {
    return new AwaitedCall(() -> client.stream(request, lines));
  }

  @Override
  public void close() {
    client.close();
  }

  /** A call of the event loop's; its fields are the loop's. */
  private final class AwaitedCall implements BlockingCall {

    private final Supplier<AsyncCall> start;
    private AsyncCall started;
    private boolean cancelled;

    AwaitedCall(Supplier<AsyncCall> start) {
      this.start = start;
    }

    @Override
    public Response execute() throws RequestFailedException, InterruptedException {
      return AsyncClient.await(
          client.onEventLoop(
              () -> {
                started = start.get();
                if (cancelled) {
                  started.cancel();
                }
                return started.answer();
              }));
    }

    @Override
    public void cancel() {
      client.onEventLoop(
          () -> {
            cancelled = true;
            if (started != null) {
              started.cancel();
            }
            return Future.succeededFuture();
          });
    }
  }
}
