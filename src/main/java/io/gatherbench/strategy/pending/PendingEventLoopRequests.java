package io.gatherbench.strategy.pending;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.AsyncClient.AsyncCall;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Requests of an event loop, a limited number at a time: each that ends starts the next. Mutable
 * fields are used on the loop only; callers wait outside.
 */
public final class PendingEventLoopRequests implements PendingRequests {

  private final AsyncClient client;
  private final List<Request> requests;
  private final IntFunction<AsyncCall> calls;
  private final List<Promise<Response>> promises;
  private final List<Future<Response>> responses;
  private final List<AsyncCall> started = new ArrayList<>();
  private boolean cancelled;

  private PendingEventLoopRequests(
      AsyncClient client, List<Request> requests, IntFunction<AsyncCall> calls) {
    this.client = client;
    this.requests = requests;
    this.calls = calls;
    this.promises = Stream.generate(Promise::<Response>promise).limit(requests.size()).toList();
    this.responses = promises.stream().map(Promise::future).toList();
  }

  /** Starts the requests: {@code calls} starts the one of a position, on the loop. */
  public static PendingEventLoopRequests start(
      AsyncClient client, List<Request> requests, IntFunction<AsyncCall> calls, int maxInFlight) {
    PendingEventLoopRequests pending = new PendingEventLoopRequests(client, requests, calls);
    client.onEventLoop(
        () -> {
          for (int i = 0; i < Math.min(maxInFlight, requests.size()); i++) {
            pending.startNext();
          }
          return Future.succeededFuture();
        });
    return pending;
  }

  @Override
  public List<Response> all() throws RequestFailedException, InterruptedException {
    try {
      return AsyncClient.await(Future.all(responses).map(all -> all.list()));
    } catch (RequestFailedException | InterruptedException e) {
      cancel();
      throw e;
    }
  }

  @Override
  public List<RequestOutcome> settled() throws InterruptedException {
    try {
      AsyncClient.await(Future.join(responses).otherwiseEmpty());
      return responses.stream().map(PendingEventLoopRequests::outcome).toList();
    } catch (RequestFailedException e) {
      throw new IllegalStateException("emptied of failures", e);
    } catch (InterruptedException e) {
      cancel();
      throw e;
    }
  }

  @Override
  public Response first() throws RequestFailedException, InterruptedException {
    try {
      return AsyncClient.await(
          Future.any(responses)
              .map(any -> responses.stream().filter(Future::succeeded).findFirst().get().result()));
    } finally {
      cancel();
    }
  }

  @Override
  public void cancel() {
    client.onEventLoop(
        () -> {
          cancelled = true;
          started.forEach(AsyncCall::cancel);
          for (int i = started.size(); i < requests.size(); i++) {
            promises.get(i).tryFail(RequestFailedException.cancelled(requests.get(i)));
          }
          return Future.succeededFuture();
        });
  }

  private void startNext() {
    if (cancelled || started.size() == requests.size()) {
      return;
    }
    int index = started.size();
    AsyncCall call;
    try {
      call = calls.apply(index);
    } catch (RuntimeException | Error e) {
      // Nobody waits for what was started on the loop: the awaiting thread gets it.
      cancelled = true;
      promises.forEach(promise -> promise.tryFail(e));
      return;
    }
    started.add(call);
    call.response()
        .onComplete(
            response -> {
              promises.get(index).handle(response);
              startNext();
            });
  }

  private static RequestOutcome outcome(Future<Response> response) {
    return response.succeeded()
        ? new RequestOutcome.Answered(response.result())
        : new RequestOutcome.Failed((RequestFailedException) response.cause());
  }
}
