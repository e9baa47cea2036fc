package io.gatherbench.client.adapter;

import io.gatherbench.client.AsyncClient;
import io.gatherbench.client.AsyncClient.AsyncCall;
import io.gatherbench.client.ClientOpener;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.EventLoop;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import io.gatherbench.client.VertxLoop;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.core.parsetools.RecordParser;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Vert.x WebClient on one event loop, as asyncio has. It insists on {@code host} and {@code
 * content-length} in small letters. With H2C it speaks HTTP/2 from the first byte.
 */
final class VertxClient implements AsyncClient {

  private final ClientSettings settings;
  private final VertxLoop loop;
  private final boolean ownLoop;
  private final HttpClient http;
  private final WebClient client;

  /** Opens the client; closing it closes the loop if that is its own. */
  private VertxClient(ClientSettings settings, VertxLoop loop, boolean ownLoop) {
    this.settings = settings;
    this.loop = loop;
    this.ownLoop = ownLoop;
    WebClientOptions options =
        new WebClientOptions()
            .setDefaultHost(settings.base().getHost())
            .setDefaultPort(settings.base().getPort())
            .setProtocolVersion(
                settings.protocol().isHttp2() ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1)
            .setHttp2ClearTextUpgrade(false)
            .setSsl(settings.protocol().isSecure())
            .setUseAlpn(settings.protocol() == Protocol.H2)
            // Set with each request, spelt as the other clients spell it.
            .setUserAgentEnabled(false)
            .setFollowRedirects(false)
            .setDecompressionSupported(false)
            .setConnectTimeout((int) settings.timeout().toMillis());
    if (settings.trusted() != null) {
      options.setTrustOptions(TrustOptions.wrap(settings.trusted().manager()));
    }
    PoolOptions pool = new PoolOptions().setEventLoopSize(1);
    if (settings.setsLimits()) {
      // The default is 5 connections, with which a gather of 64 would take 13 turns.
      pool.setHttp1MaxSize(settings.connections()).setHttp2MaxSize(settings.connections());
    }
    this.http = loop.vertx().createHttpClient(options, pool);
    this.client = WebClient.wrap(http, options);
  }

  static ClientOpener opener(ClientSettings settings) {
    return new EventLoopOpener<>(
        VertxLoop.class,
        VertxLoop::new,
        (loop, ownLoop) -> new VertxClient(settings, loop, ownLoop));
  }

  @Override
  public Future<Response> send(Request request) {
    HttpRequest<Buffer> built = httpRequest(request);
    Future<HttpResponse<Buffer>> received =
        request.body().isEmpty() ? built.send() : built.sendBuffer(Buffer.buffer(request.body()));
    return received.transform(
        sent ->
            sent.failed()
                ? Future.failedFuture(new RequestFailedException(request, sent.cause()))
                : checked(request, sent.result().statusCode(), bytes(sent.result().body())));
  }

  @Override
  public AsyncCall call(Request request) {
    return new Call(request, null);
  }

  @Override
  public AsyncCall stream(Request request, Consumer<String> lines) {
    return new Call(request, lines);
  }

  @Override
  public EventLoop loop() {
    return loop;
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
    request.forEachHeader(built::putHeader);
    return built.timeout(settings.timeout().toMillis());
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
    request.forEachHeader(headers::set);
    return options.setHeaders(headers);
  }

  private static byte[] bytes(Buffer body) {
    return body == null ? new byte[0] : body.getBytes();
  }

  private static Future<Response> checked(Request request, int status, byte[] body) {
    Response response = new Response(status, body);
    return response.succeeded()
        ? Future.succeededFuture(response)
        : Future.failedFuture(new RequestFailedException(request, response));
  }

  /** A call that can be cancelled, as the {@code HttpClient} below WebClient allows. */
  private final class Call implements AsyncCall {

    private final Request request;
    private final Consumer<String> lines;
    private final Promise<Response> response = Promise.promise();
    private HttpClientRequest sending;

    /** Sends the request; null {@code lines} have the body read whole. */
    Call(Request request, Consumer<String> lines) {
      this.request = request;
      this.lines = lines;
      http.request(options(request))
          .compose(this::send)
          .onComplete(response::tryComplete, this::fail);
    }

    @Override
    public Future<Response> response() {
      return response.future();
    }

    @Override
    public void cancel() {
      if (response.tryFail(RequestFailedException.cancelled(request)) && sending != null) {
        sending.reset();
      }
    }

    private Future<Response> send(HttpClientRequest ready) {
      if (response.future().isComplete()) {
        // Cancelled while it waited for a connection: returns that.
        ready.reset();
        return response.future();
      }
      sending = ready;
      Future<HttpClientResponse> head =
          request.body().isEmpty() ? ready.send() : ready.send(Buffer.buffer(request.body()));
      return head.compose(this::read);
    }

    private Future<Response> read(HttpClientResponse head) {
      // The end of the body fails as well; without a handler Vert.x would log the failure.
      head.exceptionHandler(this::fail);
      Future<byte[]> body =
          lines == null ? head.body().map(Buffer::getBytes) : readLines(head).map(new byte[0]);
      return body.compose(read -> checked(request, head.statusCode(), read));
    }

    private Future<Void> readLines(HttpClientResponse head) {
      head.handler(
          RecordParser.newDelimited(
              "\n", line -> lines.accept(withoutReturn(line.toString(StandardCharsets.UTF_8)))));
      return head.end();
    }

    private void fail(Throwable failure) {
      response.tryFail(
          failure instanceof RequestFailedException
              ? failure
              : new RequestFailedException(request, failure));
    }

    /** Removes the carriage return that a line of server-sent events may have at its end. */
    private static String withoutReturn(String line) {
      return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
  }
}
