package io.gatherbench.client.decorator;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.EventLoop;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.InterceptedClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Opens clients that report the time of each request with a response, in nanoseconds.
 *
 * @param nanos called by the threads that get responses, several at once
 */
public record TimedClientOpener(ClientOpener clients, LongConsumer nanos) implements ClientOpener {

  @Override
  public BlockingClient openBlocking() {
    return new InterceptedClient(
        clients.openBlocking(),
        (request, chain) -> {
          long started = System.nanoTime();
          Response response = chain.proceed();
          nanos.accept(System.nanoTime() - started);
          return response;
        });
  }

  @Override
  public AsyncClient openAsync() {
    return new TimedAsyncClient(clients.openAsync(), nanos);
  }

  @Override
  public FutureClient openFutures() {
    return new TimedFutureClient(clients.openFutures(), nanos);
  }

  private record TimedAsyncClient(AsyncClient client, LongConsumer nanos) implements AsyncClient {

    @Override
    public Future<Response> send(Request request) {
      long started = System.nanoTime();
      return client.send(request).onSuccess(received -> nanos.accept(System.nanoTime() - started));
    }

    @Override
    public AsyncCall call(Request request) {
      return timed(System.nanoTime(), client.call(request));
    }

    @Override
    public AsyncCall stream(Request request, Consumer<String> lines) {
      return timed(System.nanoTime(), client.stream(request, lines));
    }

    @Override
    public EventLoop loop() {
      return client.loop();
    }

    @Override
    public void close() {
      client.close();
    }

    private AsyncCall timed(long started, AsyncCall call) {
      call.response().onSuccess(received -> nanos.accept(System.nanoTime() - started));
      return call;
    }
  }

  private record TimedFutureClient(FutureClient client, LongConsumer nanos)
      implements FutureClient {

    @Override
    public CompletableFuture<Response> sendAsync(Request request) {
      return timed(System.nanoTime(), client.sendAsync(request));
    }

    @Override
    public CompletableFuture<Response> streamAsync(Request request, Consumer<String> lines) {
      return timed(System.nanoTime(), client.streamAsync(request, lines));
    }

    @Override
    public void close() {
      client.close();
    }

    /** Returns the very future, so that cancelling it still cancels the request. */
    private CompletableFuture<Response> timed(long started, CompletableFuture<Response> response) {
      response.thenRun(() -> nanos.accept(System.nanoTime() - started));
      return response;
    }
  }
}
