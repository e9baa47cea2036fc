package io.gatherbench.client;

import java.util.concurrent.CompletableFuture;

/** A client whose calls return at once, from any thread. Thread-safe. */
public interface FutureClient extends AutoCloseable {

  /**
   * Sends a request and reads the answer whole.
   *
   * @return the answer; fails with {@link RequestFailedException} as the cause if there is none, or
   *     its status is not a success
   */
  CompletableFuture<Response> sendAsync(Request request);

  @Override
  void close();
}
