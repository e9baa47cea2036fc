package io.gatherbench.client;

import java.util.concurrent.CompletableFuture;

/**
 * A client whose calls return at once, from any thread. Thread-safe. To cancel one of the futures
 * that it returns is to cancel the request.
 */
public interface FutureClient extends AutoCloseable {

  /**
   * Sends a request and reads the answer whole.
   *
   * @return the answer; fails with {@link RequestFailedException} as the cause if there is none, or
   *     its status is not a success
   */
  CompletableFuture<Response> sendAsync(Request request);

  /**
   * Sends a request whose answer is taken line by line, on threads of the client.
   *
   * @return the answer without a body, once its last line was taken; fails as that of {@link
   *     #sendAsync} does
   * @throws UnsupportedOperationException if this client takes answers only whole
   */
  default CompletableFuture<Response> streamAsync(Request request, LineSink lines) {
    throw new UnsupportedOperationException("this client takes answers only whole");
  }

  @Override
  void close();
}
