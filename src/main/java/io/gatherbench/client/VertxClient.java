package io.gatherbench.client;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.function.Supplier;

/**
 * Vert.x WebClient on one event loop, over the native transport where there is one. One loop is
 * what a thread that is not Vert.x's gets in any case, and what asyncio has.
 */
public final class VertxClient implements AsyncClient {

  private final ClientSettings settings;
  private final Vertx vertx;
  private final Context loop;
  private final WebClient client;

  /** Opens the client; connections are opened by requests. */
  public VertxClient(ClientSettings settings) {
    this.settings = settings;
    this.vertx =
        Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
    this.loop = vertx.getOrCreateContext();
    this.client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setDefaultHost(settings.base().getHost())
                .setDefaultPort(settings.base().getPort())
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setUserAgent(ClientSettings.USER_AGENT)
                .setFollowRedirects(false)
                .setDecompressionSupported(false)
                .setConnectTimeout((int) settings.timeout().toMillis()),
            // Left alone, the pool would hold 5 connections, and a gather of 64 would take 13
            // turns.
            new PoolOptions().setHttp1MaxSize(settings.connections()).setEventLoopSize(1));
  }

  @Override
  public Future<Response> send(Request request) {
    return client
        .get(request.target())
        .timeout(settings.timeout().toMillis())
        .putHeader("Accept", ClientSettings.ACCEPT)
        .send()
        .transform(
            sent ->
                sent.failed()
                    ? Future.failedFuture(new RequestFailedException(request, sent.cause()))
                    : checked(request, sent.result()));
  }

  @Override
  public <T> Future<T> onEventLoop(Supplier<Future<T>> task) {
    Promise<T> result = Promise.promise();
    loop.runOnContext(
        started -> {
          try {
            task.get().onComplete(result);
          } catch (RuntimeException e) {
            result.fail(e);
          }
        });
    return result.future();
  }

  @Override
  public void close() {
    client.close();
    vertx.close().await();
  }

  private static Future<Response> checked(Request request, HttpResponse<Buffer> response) {
    if (response.statusCode() != 200) {
      return Future.failedFuture(new RequestFailedException(request, response.statusCode()));
    }
    Buffer body = response.body();
    return Future.succeededFuture(
        new Response(response.statusCode(), body == null ? new byte[0] : body.getBytes()));
  }
}
