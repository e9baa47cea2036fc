package io.gatherbench.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A client whose calls return a {@code CompletableFuture} at once. Thread-safe. Cancelling the
 * future cancels the request.
 */
public interface FutureClient extends AutoCloseable {

  /**
   * Sends a request and reads the response whole.
   *
   * @return the response; fails with {@link RequestFailedException} as the cause if it is no
   *     success
   */
  CompletableFuture<Response> sendAsync(Request request);

  /**
   * Sends a request and passes on the body line by line, without line ends.
   *
   * @param lines called by threads of the client, one at a time; must not block
   * @return the response without a body, after its last line; fails as in {@link #sendAsync}
   * @throws UnsupportedOperationException if this client reads responses only whole
   */
  default CompletableFuture<Response> streamAsync(Request request, Consumer<String> lines) {
    throw new UnsupportedOperationException("this client reads responses only whole");
  }

  @Override
  void close();
}
