package io.gatherbench.client.adapter;

import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Makes the futures of {@code FutureClient} of those of a library, or of another client. */
final class ResponseFuture {

  private ResponseFuture() {}

  /** Returns the future of a response; cancelling it cancels the library's. */
  static <T> CompletableFuture<Response> of(
      Request request, CompletableFuture<T> exchange, Function<T, Response> reader) {
    CompletableFuture<Response> response =
        exchange.handle(
            (received, failure) -> {
              try {
                if (failure != null) {
                  throw failed(request, cause(failure));
                }
                return reader.apply(received).orFailure(request);
              } catch (RequestFailedException e) {
                throw new CompletionException(e);
              }
            });
    // A future that depends on another does not cancel it.
    response.whenComplete(
        (received, failure) -> {
          if (response.isCancelled()) {
            exchange.cancel(true);
          }
        });
    return response;
  }

  private static RequestFailedException failed(Request request, Throwable cause) {
    return cause instanceof RequestFailedException failed
        ? failed
        : new RequestFailedException(request, cause);
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
