package io.gatherbench.client;

/**
 * Opens the one client of a strategy, in the form that the strategy is written for. A library that
 * lacks a form throws {@link UnsupportedOperationException}; which strategy takes which library is
 * known beforehand.
 */
public interface ClientOpener {

  /** A client for threads that wait. */
  BlockingClient openBlocking();

  /** A client for an event loop. */
  default AsyncClient openAsync() {
    throw new UnsupportedOperationException("no client for an event loop");
  }

  /** A client that returns {@code CompletableFuture}s. */
  default FutureClient openFutures() {
    throw new UnsupportedOperationException("no client with CompletableFutures");
  }
}
