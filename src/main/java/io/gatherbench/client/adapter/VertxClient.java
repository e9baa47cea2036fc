package io.gatherbench.client.adapter;

import io.gatherbench.client.AsyncCall;
import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.EventLoop;
import io.gatherbench.client.LineSink;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Vert.x WebClient on one event loop, over the native transport where there is one. One loop is
 * what a thread that is not Vert.x's gets in any case, and what asyncio has.
 *
 * <p>On the wire it insists on the names {@code host} and {@code content-length}, in small letters.
 * With H2C it speaks HTTP/2 from the first byte.
 */
public final class VertxClient implements AsyncClient {

  private final ClientSettings settings;
  private final EventLoop loop;
  private final boolean ownLoop;
  private final HttpClient http;
  private final WebClient client;

  /** Opens the client on a loop of its own; connections are opened by requests. */
  public VertxClient(ClientSettings settings) {
    this(settings, new EventLoop(), true);
  }

  /** The same on a loop that it shares with others, and does not end. */
  public VertxClient(ClientSettings settings, EventLoop loop) {
    this(settings, loop, false);
  }

  private VertxClient(ClientSettings settings, EventLoop loop, boolean ownLoop) {
    this.settings = settings;
    this.loop = loop;
    this.ownLoop = ownLoop;
    WebClientOptions options =
        new WebClientOptions()
            .setDefaultHost(settings.base().getHost())
            .setDefaultPort(settings.base().getPort())
            .setProtocolVersion(
                settings.protocol() == Protocol.H2C ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1)
            .setHttp2ClearTextUpgrade(false)
            // Sent below, with the name spelt as the other clients spell it.
            .setUserAgentEnabled(false)
            .setFollowRedirects(false)
            .setDecompressionSupported(false)
            .setConnectTimeout((int) settings.timeout().toMillis());
    this.http =
        loop.vertx()
            .createHttpClient(
                options,
                // Left alone, the pool would hold 5 connections, and a gather of 64 would take 13
                // turns.
                new PoolOptions()
                    .setHttp1MaxSize(settings.connections())
                    .setHttp2MaxSize(settings.connections())
                    .setEventLoopSize(1));
    this.client = WebClient.wrap(http, options);
  }

  @Override
  public Future<Response> send(Request request) {
    HttpRequest<Buffer> built = httpRequest(request);
    Future<HttpResponse<Buffer>> answer =
        request.body().isEmpty() ? built.send() : built.sendBuffer(Buffer.buffer(request.body()));
    return answer.transform(
        sent ->
            sent.failed()
                ? Future.failedFuture(new RequestFailedException(request, sent.cause()))
                : checked(request, sent.result()));
  }

  @Override
  public AsyncCall call(Request request) {
    return VertxCall.start(http, options(request), request, null);
  }

  @Override
  public AsyncCall stream(Request request, LineSink lines) {
    return VertxCall.start(http, options(request), request, lines);
  }

  @Override
  public <T> Future<T> onEventLoop(Supplier<Future<T>> task) {
    return loop.run(task);
  }

  @Override
  public void close() {
    client.close();
    http.close();
    if (ownLoop) {
      loop.close();
    }
  }

  private HttpRequest<Buffer> httpRequest(Request request) {
    HttpMethod method = HttpMethod.valueOf(request.method());
    HttpRequest<Buffer> built =
        request.hasOwnServer()
            ? client.requestAbs(method, request.target())
            : client.request(method, request.target());
    built.timeout(settings.timeout().toMillis());
    headers(request, built::putHeader);
    return built;
  }

  private RequestOptions options(Request request) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.valueOf(request.method()))
            .setTimeout(settings.timeout().toMillis());
    if (request.hasOwnServer()) {
      options.setAbsoluteURI(request.target());
    } else {
      options.setURI(request.target());
    }
    MultiMap headers = HttpHeaders.headers();
    headers(request, headers::set);
    return options.setHeaders(headers);
  }

  /** What a request carries; one of its own headers replaces the one that all have. */
  private static void headers(Request request, BiConsumer<String, String> put) {
    put.accept("User-Agent", ClientSettings.USER_AGENT);
    put.accept("Accept", ClientSettings.ACCEPT);
    for (Request.Header header : request.headers()) {
      put.accept(header.name(), header.value());
    }
  }

  private static Future<Response> checked(Request request, HttpResponse<Buffer> answer) {
    Buffer body = answer.body();
    Response response =
        new Response(answer.statusCode(), body == null ? new byte[0] : body.getBytes());
    return response.succeeded()
        ? Future.succeededFuture(response)
        : Future.failedFuture(new RequestFailedException(request, response));
  }
}
