package io.gatherbench.client;

import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A blocking client whose calling thread awaits the event loop that sends the request. An
 * interruption ends the wait in {@link #send}, not the request, which lasts until it is answered or
 * the client is closed. A {@link #call} is cancelled on the loop.
 *
 * @param client closed with this one
 */
public record AwaitedClient(AsyncClient client) implements BlockingClient {

  @Override
  public Response send(Request request) throws RequestFailedException, InterruptedException {
    return AsyncClient.await(client.onEventLoop(() -> client.send(request)));
  }

  @Override
  public BlockingCall call(Request request) {
    return new AwaitedCall(() -> client.call(request));
  }

  @Override
  public BlockingCall stream(Request request, Consumer<String> lines) {
    return new AwaitedCall(() -> client.stream(request, lines));
  }

  @Override
  public void close() {
    client.close();
  }

  /** A call on the event loop; its mutable fields are used on the loop only. */
  private final class AwaitedCall implements BlockingCall {

    private final Supplier<AsyncClient.AsyncCall> start;
    private AsyncClient.AsyncCall started;
    private boolean cancelled;

    AwaitedCall(Supplier<AsyncClient.AsyncCall> start) {
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
                return started.response();
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
