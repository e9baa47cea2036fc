package io.gatherbench.client.adapter;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.BlockingClient.BlockingCall;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/**
 * {@code java.net.http.HttpClient}, whose blocking {@code send} waits for a future.
 *
 * <p>One selector thread and an executor, by default a cached pool, move the bytes.
 *
 * <p>On the wire it insists on an order of its own, and on {@code Content-Length: 0} with a GET on
 * the older JDKs. It reaches H2C only by an upgrade, with three more headers in the first request
 * on each connection.
 */
final class JdkClient implements BlockingClient, FutureClient {

  private final ClientSettings settings;
  private final ExecutorService executor;
  private volatile HttpClient client;

  JdkClient(ClientSettings settings) {
    this.settings = settings;
    // Ours to shut down: HttpClient has no close before JDK 21.
    this.executor = settings.executor().open();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(
                settings.protocol().isHttp2()
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .executor(executor);
    if (settings.trusted() != null) {
      builder.sslContext(settings.trusted().context());
    }
    this.client = builder.build();
  }

  @Override
  public Response send(Request request) throws RequestFailedException, InterruptedException {
    try {
      return response(client.send(httpRequest(request), HttpResponse.BodyHandlers.ofByteArray()))
          .orFailure(request);
    } catch (RequestFailedException e) {
      throw e;
    } catch (IOException e) {
      throw new RequestFailedException(request, e);
    }
  }

  @Override
  public BlockingCall stream(Request request, Consumer<String> lines) {
    // After the head an interruption does not end the wait on older JDKs: closes the body.
    return new CancellableCall(request) {
      @Override
      Response exchange() throws IOException, InterruptedException {
        HttpResponse<InputStream> received =
            client.send(httpRequest(request), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = received.body()) {
          opened(body);
          readLines(body, lines);
        }
        return new Response(received.statusCode(), new byte[0]);
      }
    };
  }

  @Override
  public CompletableFuture<Response> sendAsync(Request request) {
    return sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  @Override
  public CompletableFuture<Response> streamAsync(Request request, Consumer<String> lines) {
    return sendAsync(
        request,
        HttpResponse.BodyHandlers.fromLineSubscriber(
            new LineSubscriber(lines), read -> new byte[0], null));
  }

  private CompletableFuture<Response> sendAsync(
      Request request, HttpResponse.BodyHandler<byte[]> body) {
    return ResponseFuture.of(
        request, client.sendAsync(httpRequest(request), body), JdkClient::response);
  }

  /**
   * Closes the client; before JDK 21 that needs it to be unreachable, so it must not be kept, and
   * leaves connections open that requests had upgraded to HTTP/2 side by side.
   */
  @Override
  public void close() {
    try {
      if (client instanceof AutoCloseable closeable) {
        closeable.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("java.net.http did not close: " + e, e);
    } finally {
      client = null;
      executor.shutdownNow();
    }
  }

  private HttpRequest httpRequest(Request request) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(settings.base().resolve(request.target()))
            .timeout(settings.timeout());
    request.forEachHeader(builder::setHeader);
    HttpRequest.BodyPublisher body =
        request.body().isEmpty()
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(request.body());
    return builder.method(request.method(), body).build();
  }

  private static Response response(HttpResponse<byte[]> received) {
    return new Response(received.statusCode(), received.body());
  }

  /** Passes on lines; the future of the response reports the end and failures. */
  private record LineSubscriber(Consumer<String> lines) implements Flow.Subscriber<String> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      lines.accept(line);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }
}
