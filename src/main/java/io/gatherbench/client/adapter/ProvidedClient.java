package io.gatherbench.client.adapter;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientProvider;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.InterceptedClient;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A client that the class path brings. Its responses are checked before a strategy sees them: they
 * are there, and a status that is no success fails the request.
 */
public final class ProvidedClient implements NamedClient {

  private final ClientProvider provider;
  private final String name;
  private final Set<Protocol> protocols;
  private final boolean blocking;
  private final boolean futures;

  /** Reads what a provider says; throws {@code IllegalArgumentException} if that cannot be. */
  ProvidedClient(ClientProvider provider) {
    this.provider = provider;
    this.name = provider.name();
    require(
        name != null && name.matches("[A-Z][A-Z0-9_]{0,39}"),
        "its name is '%s'; allowed: a capital letter, then capital letters, digits and _"
            .formatted(name));
    Set<Protocol> spoken = provider.protocols();
    require(spoken != null && !spoken.isEmpty(), "client " + name + " speaks no protocol");
    this.protocols = Set.copyOf(spoken);
    this.blocking = overrides("openBlocking");
    this.futures = overrides("openFutures");
    require(
        blocking || futures, "client " + name + " overrides neither openBlocking nor openFutures");
  }

  @Override
  public String name() {
    return name;
  }

  ClientProvider provider() {
    return provider;
  }

  @Override
  public boolean speaks(Protocol protocol) {
    return protocols.contains(protocol);
  }

  /** Returns whether there is a client for threads that wait. */
  public boolean hasBlocking() {
    return blocking;
  }

  /** Returns whether there is a client that returns {@code CompletableFuture}s. */
  public boolean hasFutures() {
    return futures;
  }

  @Override
  public ClientOpener opener(ClientSettings settings) {
    // One at a time, as providers are promised.
    return new ClientOpener() {
      @Override
      public synchronized BlockingClient openBlocking() {
        return new InterceptedClient(
            present(provider.openBlocking(settings), "openBlocking returned null"),
            (request, chain) -> present(request, chain.proceed()).orFailure(request));
      }

      @Override
      public synchronized FutureClient openFutures() {
        return new CheckedFutureClient(
            present(provider.openFutures(settings), "openFutures returned null"));
      }
    };
  }

  @Override
  public String toString() {
    return name;
  }

  private boolean overrides(String method) {
    try {
      Class<?> owner =
          provider.getClass().getMethod(method, ClientSettings.class).getDeclaringClass();
      return owner != ClientProvider.class;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("every provider inherits it", e);
    }
  }

  /** Checks each response without making a text for it. */
  private Response present(Request request, Response response) {
    return response != null && response.body() != null
        ? response
        : present(null, "no response, and no failure, of " + request.target());
  }

  private <T> T present(T value, String lack) {
    if (value == null) {
      throw new IllegalStateException("client " + name + ": " + lack);
    }
    return value;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private final class CheckedFutureClient implements FutureClient {

    private final FutureClient client;

    CheckedFutureClient(FutureClient client) {
      this.client = client;
    }

    @Override
    public CompletableFuture<Response> sendAsync(Request request) {
      return checked(request, client.sendAsync(request));
    }

    @Override
    public CompletableFuture<Response> streamAsync(Request request, Consumer<String> lines) {
      return checked(request, client.streamAsync(request, lines));
    }

    @Override
    public void close() {
      client.close();
    }

    private CompletableFuture<Response> checked(
        Request request, CompletableFuture<Response> response) {
      CompletableFuture<Response> future =
          response != null ? response : present(null, "no future of " + request.target());
      return ResponseFuture.of(request, future, received -> present(request, received));
    }
  }
}
