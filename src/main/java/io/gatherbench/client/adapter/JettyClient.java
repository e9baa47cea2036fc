package io.gatherbench.client.adapter;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.FutureClient;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.ContentResponse;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.InputStreamResponseListener;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * Jetty's HttpClient 12, whose blocking {@code send} waits for a future. A selector's thread and a
 * pool of at most 200 threads move the bytes. With H2C it speaks HTTP/2 from the first byte.
 *
 * <p>On the wire it insists on {@code Host} after the request's own headers. A response that is
 * read whole may have 2 MiB.
 *
 * <p>Blocking calls end when their thread is interrupted.
 */
final class JettyClient implements BlockingClient, FutureClient {

  private final ClientSettings settings;
  private final HttpClient client;

  JettyClient(ClientSettings settings) {
    this.settings = settings;
    ClientConnector connector = new ClientConnector();
    if (settings.trusted() != null) {
      SslContextFactory.Client tls = new SslContextFactory.Client();
      tls.setSslContext(settings.trusted().context());
      connector.setSslContextFactory(tls);
    }
    this.client =
        new HttpClient(
            settings.protocol().isHttp2()
                ? new HttpClientTransportOverHTTP2(new HTTP2Client(connector))
                : new HttpClientTransportOverHTTP(connector));
    if (settings.setsLimits()) {
      // By default 64, and 1,024 that wait: more would be rejected while connections are opened.
      client.setMaxConnectionsPerDestination(settings.connections());
      client.setMaxRequestsQueuedPerDestination(Integer.MAX_VALUE);
    }
    client.setConnectTimeout(settings.timeout().toMillis());
    client.setIdleTimeout(settings.timeout().toMillis());
    client.setFollowRedirects(false);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(null);
    client.setDefaultRequestContentType(null);
    try {
      client.start();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty's client did not start: " + e, e);
    }
    // The start adds gzip.
    client.getContentDecoderFactories().clear();
  }

  @Override
  public Response send(Request request) throws RequestFailedException, InterruptedException {
    try {
      return response(httpRequest(request).send()).orFailure(request);
    } catch (ExecutionException e) {
      throw new RequestFailedException(request, e.getCause());
    } catch (TimeoutException e) {
      throw new RequestFailedException(request, e);
    }
  }

  @Override
  public BlockingCall stream(Request request, Consumer<String> lines) {
    return new CancellableCall(request) {
      @Override
      Response exchange() throws IOException, InterruptedException {
        org.eclipse.jetty.client.Request sent = httpRequest(request);
        opened(() -> sent.abort(new IOException("cancelled")));
        InputStreamResponseListener listener = new InputStreamResponseListener();
        sent.send(listener);
        try (InputStream body = listener.getInputStream()) {
          int status =
              listener.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS).getStatus();
          readLines(body, lines);
          return new Response(status, new byte[0]);
        } catch (InterruptedException | InterruptedIOException e) {
          sent.abort(e);
          throw new InterruptedException("interrupted during " + request.target());
        } catch (ExecutionException | TimeoutException e) {
          sent.abort(e);
          throw new IOException(e);
        }
      }
    };
  }

  @Override
  public CompletableFuture<Response> sendAsync(Request request) {
    return ResponseFuture.of(
        request,
        new CompletableResponseListener(httpRequest(request)).send(),
        JettyClient::response);
  }

  @Override
  public CompletableFuture<Response> streamAsync(Request request, Consumer<String> lines) {
    org.eclipse.jetty.client.Request sent = httpRequest(request);
    LineSplitter splitter = new LineSplitter(lines);
    CompletableFuture<Result> exchange = new CompletableFuture<>();
    exchange.whenComplete(
        (result, failure) -> {
          if (failure != null) {
            sent.abort(failure);
          }
        });
    sent.onResponseContent((head, content) -> splitter.add(bytes(content)))
        .send(
            result -> {
              if (result.isFailed()) {
                exchange.completeExceptionally(result.getFailure());
              } else {
                try {
                  splitter.end();
                  exchange.complete(result);
                } catch (RuntimeException | Error e) {
                  exchange.completeExceptionally(e);
                }
              }
            });
    return ResponseFuture.of(
        request, exchange, result -> new Response(result.getResponse().getStatus(), new byte[0]));
  }

  @Override
  public void close() {
    try {
      client.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty's client did not stop: " + e, e);
    }
  }

  private org.eclipse.jetty.client.Request httpRequest(Request request) {
    org.eclipse.jetty.client.Request built =
        client
            .newRequest(settings.base().resolve(request.target()))
            .method(request.method())
            .headers(headers -> request.forEachHeader(headers::put));
    return request.body().isEmpty()
        ? built
        : built.body(
            new BytesRequestContent(
                (String) null, request.body().getBytes(StandardCharsets.UTF_8)));
  }

  private static Response response(ContentResponse received) {
    return new Response(received.getStatus(), received.getContent());
  }

  private static byte[] bytes(ByteBuffer content) {
    byte[] bytes = new byte[content.remaining()];
    content.get(bytes);
    return bytes;
  }
}
