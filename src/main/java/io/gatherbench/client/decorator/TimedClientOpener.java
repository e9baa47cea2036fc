package io.gatherbench.client.decorator;

import io.gatherbench.client.AsyncCall;
import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.BlockingCall;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.LineSink;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Opens clients that tell how long each request took that was answered, in nanoseconds, from the
 * call to the answer being handed over, and are otherwise those of another opener.
 */
public final class TimedClientOpener implements ClientOpener {

  private final ClientOpener timed;
  private final LongConsumer nanos;

  /**
   * @param timed opens the clients that do the work
   * @param nanos told by the threads that answers come on, several at once
   */
  public TimedClientOpener(ClientOpener timed, LongConsumer nanos) {
    this.timed = timed;
    this.nanos = nanos;
  }

  @Override
  public BlockingClient openBlocking() {
    BlockingClient client = timed.openBlocking();
    return new BlockingClient() {
      @Override
      public Response send(Request request) throws RequestFailedException, InterruptedException {
        long started = System.nanoTime();
        Response response = client.send(request);
        nanos.accept(System.nanoTime() - started);
        return response;
      }

      @Override
      public BlockingCall call(Request request) {
        return timed(client.call(request));
      }

      @Override
      public BlockingCall stream(Request request, LineSink lines) {
        return timed(client.stream(request, lines));
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  @Override
  public AsyncClient openAsync() {
    AsyncClient client = timed.openAsync();
    return new AsyncClient() {
      @Override
      public Future<Response> send(Request request) {
        long started = System.nanoTime();
        return timed(started, client.send(request));
      }

      @Override
      public AsyncCall call(Request request) {
        long started = System.nanoTime();
        AsyncCall call = client.call(request);
        timed(started, call.answer());
        return call;
      }

      @Override
      public AsyncCall stream(Request request, LineSink lines) {
        long started = System.nanoTime();
        AsyncCall call = client.stream(request, lines);
        timed(started, call.answer());
        return call;
      }

      @Override
      public <T> Future<T> onEventLoop(Supplier<Future<T>> task) {
        return client.onEventLoop(task);
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  @Override
  public FutureClient openFutures() {
    FutureClient client = timed.openFutures();
    return new FutureClient() {
      @Override
      public CompletableFuture<Response> sendAsync(Request request) {
        long started = System.nanoTime();
        return timed(started, client.sendAsync(request));
      }

      @Override
      public CompletableFuture<Response> streamAsync(Request request, LineSink lines) {
        long started = System.nanoTime();
        return timed(started, client.streamAsync(request, lines));
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  private BlockingCall timed(BlockingCall call) {
    return new BlockingCall() {
      @Override
      public Response execute() throws RequestFailedException, InterruptedException {
        long started = System.nanoTime();
        Response response = call.execute();
        nanos.accept(System.nanoTime() - started);
        return response;
      }

      @Override
      public void cancel() {
        call.cancel();
      }
    };
  }

  /** The very future, so that to cancel it is still to cancel the request. */
  private Future<Response> timed(long started, Future<Response> answer) {
    answer.onSuccess(response -> nanos.accept(System.nanoTime() - started));
    return answer;
  }

  /** Likewise. */
  private CompletableFuture<Response> timed(long started, CompletableFuture<Response> answer) {
    answer.thenRun(() -> nanos.accept(System.nanoTime() - started));
    return answer;
  }
}
