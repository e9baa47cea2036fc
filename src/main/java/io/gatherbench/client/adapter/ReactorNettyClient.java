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
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelGroupFuture;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.DefaultAddressResolverGroup;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.netty.http.Http11SslContextSpec;
import reactor.netty.http.Http2SslContextSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.tcp.SslProvider;

/**
 * Reactor Netty on one event loop, as below Spring's WebClient. Each {@code Mono} completes the
 * future that strategies combine. With H2C it speaks HTTP/2 from the first byte.
 *
 * <p>On the wire it insists on {@code host} and {@code content-length} in small letters.
 */
final class ReactorNettyClient implements AsyncClient {

  private static final byte[] EMPTY = new byte[0];

  /** Logs each failure that the caller gets too. A field, because unused loggers are collected. */
  private static final Logger CONNECTIONS =
      Logger.getLogger("reactor.netty.http.client.HttpClientConnect");

  static {
    CONNECTIONS.setLevel(Level.SEVERE);
  }

  private final ReactorLoop loop;
  private final boolean ownLoop;
  private final ChannelGroup channels;
  private final Disposable pool;
  private final HttpClient client;

  /** Opens the client; closing it closes the loop if that is its own. */
  private ReactorNettyClient(ClientSettings settings, ReactorLoop loop, boolean ownLoop) {
    this.loop = loop;
    this.ownLoop = ownLoop;
    this.channels = new DefaultChannelGroup(loop.group().next());
    HttpClient pooled;
    if (settings.setsLimits()) {
      ConnectionProvider connections = connections(settings);
      pooled = HttpClient.create(connections);
      pool = connections;
    } else {
      // The process has one pool.
      pooled = HttpClient.create();
      pool = Disposables.disposed();
    }
    HttpClient plain =
        pooled
            .runOn(loop.group())
            .doOnChannelInit((observer, channel, server) -> channels.add(channel))
            // By default Netty's own, with loops of its own.
            .resolver(DefaultAddressResolverGroup.INSTANCE)
            .protocol(protocol(settings.protocol()))
            .baseUrl(settings.base().toString())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) settings.timeout().toMillis())
            .responseTimeout(settings.timeout())
            .disableRetry(true);
    this.client =
        settings.trusted() == null ? plain : plain.secure(secure -> trust(settings, secure));
  }

  private static HttpProtocol protocol(Protocol protocol) {
    return switch (protocol) {
      case HTTP_1_1, HTTPS_1_1 -> HttpProtocol.HTTP11;
      case H2C -> HttpProtocol.H2C;
      case H2 -> HttpProtocol.H2;
    };
  }

  private static void trust(ClientSettings settings, SslProvider.SslContextSpec secure) {
    Consumer<SslContextBuilder> trust = tls -> tls.trustManager(settings.trusted().manager());
    SslProvider.GenericSslContextSpec<?> context =
        settings.protocol() == Protocol.H2
            ? Http2SslContextSpec.forClient().configure(trust)
            : Http11SslContextSpec.forClient().configure(trust);
    secure.sslContext(context);
  }

  /** Returns a pool; by default it has 500 connections, and twice as many requests wait for one. */
  private static ConnectionProvider connections(ClientSettings settings) {
    return ConnectionProvider.builder("gatherbench")
        .maxConnections(settings.connections())
        .pendingAcquireMaxCount(-1)
        .pendingAcquireTimeout(settings.timeout())
        .build();
  }

  static ClientOpener opener(ClientSettings settings) {
    return new EventLoopOpener<>(
        ReactorLoop.class,
        ReactorLoop::new,
        (loop, ownLoop) -> new ReactorNettyClient(settings, loop, ownLoop));
  }

  @Override
  public Future<Response> send(Request request) {
    return call(request).response();
  }

  @Override
  public AsyncCall call(Request request) {
    return new Call(
        request,
        receiver(request)
            .responseSingle(
                (head, content) ->
                    content
                        .asByteArray()
                        .defaultIfEmpty(EMPTY)
                        .map(body -> new Response(head.status().code(), body))));
  }

  @Override
  public AsyncCall stream(Request request, Consumer<String> lines) {
    LineSplitter splitter = new LineSplitter(lines);
    return new Call(
        request,
        receiver(request)
            .response(
                (head, content) ->
                    content
                        .asByteArray()
                        .doOnNext(splitter::add)
                        .doOnComplete(splitter::end)
                        .then(Mono.just(new Response(head.status().code(), EMPTY))))
            .single());
  }

  @Override
  public EventLoop loop() {
    return loop;
  }

  @Override
  public void close() {
    // Before the loop: it would leave some open of those in use.
    pool.dispose();
    ChannelGroupFuture closed = channels.close();
    if (ownLoop) {
      closed.awaitUninterruptibly();
      loop.close();
    }
  }

  private HttpClient.ResponseReceiver<?> receiver(Request request) {
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    HttpClient.RequestSender sender =
        client
            .headers(
                headers -> {
                  request.forEachHeader((name, value) -> headers.set(name, value));
                  if (body.length > 0) {
                    headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
                  }
                })
            .request(HttpMethod.valueOf(request.method()))
            .uri(request.target());
    return body.length == 0
        ? sender
        : sender.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)));
  }

  /** A request under way; disposing of its subscription closes the connection or the stream. */
  private static final class Call implements AsyncCall {

    private final Request request;
    private final Promise<Response> response = Promise.promise();
    private final Disposable subscription;

    Call(Request request, Mono<Response> exchange) {
      this.request = request;
      this.subscription = exchange.subscribe(this::complete, this::fail);
    }

    @Override
    public Future<Response> response() {
      return response.future();
    }

    @Override
    public void cancel() {
      if (response.tryFail(RequestFailedException.cancelled(request))) {
        subscription.dispose();
      }
    }

    private void complete(Response received) {
      if (received.succeeded()) {
        response.tryComplete(received);
      } else {
        response.tryFail(new RequestFailedException(request, received));
      }
    }

    private void fail(Throwable failure) {
      response.tryFail(new RequestFailedException(request, failure));
    }
  }
}
