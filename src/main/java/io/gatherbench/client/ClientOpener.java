package io.gatherbench.client;

/**
 * Opens a client in the form that a strategy needs. A library that lacks a form throws {@link
 * UnsupportedOperationException}.
 */
public interface ClientOpener {

  /** Opens a client for threads that wait. */
  BlockingClient openBlocking();

  /** Opens a client on an event loop of its own. */
  default AsyncClient openAsync() {
    throw new UnsupportedOperationException("no client for an event loop");
  }

  /** Opens a client on the event loop of another client of this opener, which that one closes. */
  default AsyncClient openAsync(EventLoop loop) {
    throw new UnsupportedOperationException("no client for an event loop");
  }

  /** Opens a client that returns {@code CompletableFuture}s. */
  default FutureClient openFutures() {
    throw new UnsupportedOperationException("no client with CompletableFutures");
  }

  /** Returns whether all clients need an event loop, those for threads that wait included. */
  default boolean needsEventLoop() {
    return false;
  }
}
