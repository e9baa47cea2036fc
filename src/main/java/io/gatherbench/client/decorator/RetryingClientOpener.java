package io.gatherbench.client.decorator;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Opens clients that send a request again after status 429, without a limit of retries. The pause
 * is the stub's {@code retryAfterMillis}: {@code Retry-After} has whole seconds, which is long for
 * a rate of a thousand requests a second.
 */
public final class RetryingClientOpener extends PerRequestClientOpener {

  private static final int TOO_MANY_REQUESTS = 429;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Runnable retried;

  /** Decorates clients; calls {@code retried} before each retry, on the thread that sends it. */
  public RetryingClientOpener(ClientOpener clients, Runnable retried) {
    super(clients);
    this.retried = retried;
  }

  @Override
  protected Response send(BlockingClient client, Request request)
      throws RequestFailedException, InterruptedException {
    while (true) {
      try {
        return client.send(request);
      } catch (RequestFailedException e) {
        Thread.sleep(waitMillis(e).orElseThrow(() -> e));
        retried.run();
      }
    }
  }

  @Override
  protected Future<Response> send(AsyncClient client, Request request) {
    return client.send(request).recover(failure -> sendLater(client, request, failure));
  }

  private Future<Response> sendLater(AsyncClient client, Request request, Throwable failure) {
    OptionalLong wait = waitMillis(failure);
    if (wait.isEmpty()) {
      return Future.failedFuture(failure);
    }
    return client
        .loop()
        .timer(wait.getAsLong())
        .compose(
            fired -> {
              retried.run();
              return send(client, request);
            });
  }

  @Override
  protected CompletableFuture<Response> send(FutureClient client, Request request) {
    return client
        .sendAsync(request)
        .exceptionallyCompose(failure -> sendLater(client, request, failure));
  }

  private CompletableFuture<Response> sendLater(
      FutureClient client, Request request, Throwable failure) {
    OptionalLong wait = waitMillis(failure.getCause());
    if (wait.isEmpty()) {
      return CompletableFuture.failedFuture(failure);
    }
    Executor later = CompletableFuture.delayedExecutor(wait.getAsLong(), TimeUnit.MILLISECONDS);
    return CompletableFuture.runAsync(retried, later).thenCompose(run -> send(client, request));
  }

  /** Returns the pause before a retry, at least 1 ms; empty if the failure is another. */
  private static OptionalLong waitMillis(Throwable failure) {
    if (!(failure instanceof RequestFailedException failed)
        || failed.response().isEmpty()
        || failed.response().get().status() != TOO_MANY_REQUESTS) {
      return OptionalLong.empty();
    }
    try {
      double millis =
          JSON.readTree(failed.response().get().body()).path("retryAfterMillis").asDouble(1);
      return OptionalLong.of(Math.max(1, (long) millis));
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
