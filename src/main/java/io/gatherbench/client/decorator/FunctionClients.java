package io.gatherbench.client.decorator;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.EventLoop;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Clients made of one function that sends a request and one that closes what is open. */
final class FunctionClients {

  private FunctionClients() {}

  interface BlockingSender {
    Response send(Request request) throws RequestFailedException, InterruptedException;
  }

  static BlockingClient blocking(BlockingSender sender, Runnable closing) {
    return new BlockingClient() {
      @Override
      public Response send(Request request) throws RequestFailedException, InterruptedException {
        return sender.send(request);
      }

      @Override
      public void close() {
        closing.run();
      }
    };
  }

  static AsyncClient async(
      Function<Request, Future<Response>> sender, EventLoop loop, Runnable closing) {
    return new AsyncClient() {
      @Override
      public Future<Response> send(Request request) {
        return sender.apply(request);
      }

      @Override
      public EventLoop loop() {
        return loop;
      }

      @Override
      public void close() {
        closing.run();
      }
    };
  }

  static FutureClient futures(
      Function<Request, CompletableFuture<Response>> sender, Runnable closing) {
    return new FutureClient() {
      @Override
      public CompletableFuture<Response> sendAsync(Request request) {
        return sender.apply(request);
      }

      @Override
      public void close() {
        closing.run();
      }
    };
  }
}
