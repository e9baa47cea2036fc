package io.gatherbench.client.adapter;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Connection;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.RequestBody;

/**
 * Square's OkHttp 5: the calling thread blocks in the socket, and what is asynchronous blocks a
 * thread of the client's dispatcher. With H2C it speaks HTTP/2 from the first byte.
 *
 * <p>On the wire it insists on {@code Connection: Keep-Alive}, on {@code Accept-Encoding} ({@code
 * identity}, because it would ask for gzip), and on its headers after the request's own.
 *
 * <p>A blocking call opens a connection where none is idle: the strategy's overlap is the limit.
 *
 * <p>Over HTTP/1.1 an interruption closes a virtual thread's socket, but does not end a platform
 * thread's read. Over HTTP/2, up to the head of the response, it closes the connection with all
 * that it carries: OkHttp leaves the request that an interrupted thread writes in a buffer, sends
 * it with the next one, and never resets it. Cancelling a {@link #call}, which needs no
 * interruption, ends that request alone, and closing the client ends all. All clients of a process
 * share threads that open connections and watch over timeouts; they end a minute after their last
 * use.
 */
final class OkHttp5Client implements BlockingClient, FutureClient {

  /** Methods that OkHttp sends without a body. */
  private static final Set<String> BODILESS = Set.of("GET", "HEAD", "DELETE", "OPTIONS");

  private static final int KEEP_ALIVE_MINUTES = 5;

  private final ClientSettings settings;
  private final OkHttpClient client;

  /** The connections of HTTP/2 until now; the pool evicts only those that carry no request. */
  private final Set<Connection> shared = ConcurrentHashMap.newKeySet();

  OkHttp5Client(ClientSettings settings) {
    this.settings = settings;
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .protocols(protocols(settings.protocol()))
            .proxy(Proxy.NO_PROXY)
            .followRedirects(false)
            .retryOnConnectionFailure(false)
            .connectTimeout(settings.timeout())
            .readTimeout(settings.timeout())
            .writeTimeout(settings.timeout());
    if (settings.trusted() != null) {
      builder.sslSocketFactory(
          settings.trusted().context().getSocketFactory(), settings.trusted().manager());
    }
    if (settings.setsLimits()) {
      // By default 64 calls, 5 of them to one host, and 5 idle connections.
      Dispatcher dispatcher = new Dispatcher();
      dispatcher.setMaxRequests(settings.connections());
      dispatcher.setMaxRequestsPerHost(settings.connections());
      builder
          .dispatcher(dispatcher)
          .connectionPool(
              new ConnectionPool(settings.connections(), KEEP_ALIVE_MINUTES, TimeUnit.MINUTES));
    }
    if (settings.protocol().isHttp2()) {
      builder.addNetworkInterceptor(this::closingIfInterrupted);
    }
    this.client = builder.build();
  }

  /** Returns what the library offers; with HTTP/2 over TLS it insists on HTTP/1.1 besides. */
  private static List<okhttp3.Protocol> protocols(Protocol protocol) {
    return switch (protocol) {
      case HTTP_1_1, HTTPS_1_1 -> List.of(okhttp3.Protocol.HTTP_1_1);
      case H2C -> List.of(okhttp3.Protocol.H2_PRIOR_KNOWLEDGE);
      case H2 -> List.of(okhttp3.Protocol.HTTP_2, okhttp3.Protocol.HTTP_1_1);
    };
  }

  /** Reads the body of a response. */
  private interface Reader {
    Response read(okhttp3.Response received) throws IOException;
  }

  @Override
  public Response send(Request request) throws RequestFailedException, InterruptedException {
    return send(request, client.newCall(httpRequest(request)), OkHttp5Client::readWhole);
  }

  @Override
  public BlockingCall call(Request request) {
    return cancellable(request, OkHttp5Client::readWhole);
  }

  @Override
  public BlockingCall stream(Request request, Consumer<String> lines) {
    return cancellable(request, received -> readLines(received, lines));
  }

  @Override
  public CompletableFuture<Response> sendAsync(Request request) {
    return enqueue(request, OkHttp5Client::readWhole);
  }

  @Override
  public CompletableFuture<Response> streamAsync(Request request, Consumer<String> lines) {
    return enqueue(request, received -> readLines(received, lines));
  }

  @Override
  public void close() {
    client.dispatcher().cancelAll();
    client.dispatcher().executorService().shutdown();
    client.connectionPool().evictAll();
    shared.forEach(OkHttp5Client::close);
  }

  /** Closes the connection of an interrupted thread, which may have left a request unsent. */
  private okhttp3.Response closingIfInterrupted(Interceptor.Chain chain) throws IOException {
    shared.add(chain.connection());
    try {
      return chain.proceed(chain.request());
    } catch (InterruptedIOException e) {
      if (Thread.currentThread().isInterrupted()) {
        close(chain.connection());
      }
      throw e;
    }
  }

  private static void close(Connection connection) {
    try {
      connection.socket().close();
    } catch (IOException e) {
      // The connection is given up.
      return;
    }
  }

  private BlockingCall cancellable(Request request, Reader reader) {
    return new CancellableCall(request) {
      @Override
      public boolean needsInterruption() {
        return false;
      }

      @Override
      Response exchange() throws IOException, InterruptedException {
        Call call = client.newCall(httpRequest(request));
        opened(call::cancel);
        return send(request, call, reader);
      }
    };
  }

  private static Response send(Request request, Call call, Reader reader)
      throws RequestFailedException, InterruptedException {
    try (okhttp3.Response received = call.execute()) {
      return read(request, received, reader).orFailure(request);
    } catch (IOException e) {
      throw CancellableCall.failure(request, e);
    }
  }

  /**
   * Reads a body. Where an interruption ends that, clears it before the body is closed: OkHttp
   * would leave the reset of an interrupted thread in a buffer.
   */
  private static Response read(Request request, okhttp3.Response received, Reader reader)
      throws RequestFailedException, InterruptedException {
    try {
      return reader.read(received);
    } catch (IOException e) {
      throw CancellableCall.failure(request, e);
    }
  }

  private CompletableFuture<Response> enqueue(Request request, Reader reader) {
    Call call = client.newCall(httpRequest(request));
    CompletableFuture<Response> exchange = new CompletableFuture<>();
    exchange.whenComplete(
        (received, failure) -> {
          if (exchange.isCancelled()) {
            call.cancel();
          }
        });
    call.enqueue(
        new Callback() {
          @Override
          public void onResponse(Call answered, okhttp3.Response received) {
            try (received) {
              exchange.complete(reader.read(received));
            } catch (IOException | RuntimeException | Error e) {
              // OkHttp tells nobody of what is thrown here.
              exchange.completeExceptionally(e);
            }
          }

          @Override
          public void onFailure(Call failed, IOException e) {
            exchange.completeExceptionally(e);
          }
        });
    return ResponseFuture.of(request, exchange, Function.identity());
  }

  private okhttp3.Request httpRequest(Request request) {
    okhttp3.Request.Builder builder =
        new okhttp3.Request.Builder()
            .url(settings.base().resolve(request.target()).toString())
            .header("Accept-Encoding", "identity");
    request.forEachHeader(builder::header);
    boolean bodiless = request.body().isEmpty() && BODILESS.contains(request.method());
    byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
    return builder.method(request.method(), bodiless ? null : RequestBody.create(body)).build();
  }

  private static Response readWhole(okhttp3.Response received) throws IOException {
    // Unlike bytes(), it leaves closing to the caller.
    return new Response(received.code(), received.body().source().readByteArray());
  }

  private static Response readLines(okhttp3.Response received, Consumer<String> lines)
      throws IOException {
    CancellableCall.readLines(received.body().byteStream(), lines);
    return new Response(received.code(), new byte[0]);
  }
}
