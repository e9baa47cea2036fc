package io.gatherbench.client.adapter;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.BlockingClient.BlockingCall;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Apache's HttpClient 5, the classic one: the calling thread blocks in the socket. HTTP/1.1 only,
 * with or without TLS.
 *
 * <p>On the wire it insists on {@code Connection: keep-alive}, and on {@code Host} after the
 * request's own headers.
 *
 * <p>An interruption closes a virtual thread's socket, but does not end a platform thread's read.
 * Cancelling a {@link #call} closes the socket on any thread; closing the client ends every
 * request.
 */
final class ApacheClient implements BlockingClient {

  private final ClientSettings settings;
  private final CloseableHttpClient client;

  ApacheClient(ClientSettings settings) {
    this.settings = settings;
    Timeout timeout = Timeout.of(settings.timeout());
    PoolingHttpClientConnectionManagerBuilder connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(timeout)
                    .setSocketTimeout(timeout)
                    .build());
    if (settings.setsLimits()) {
      // By default 25, and 5 to one host.
      connections
          .setMaxConnTotal(settings.connections())
          .setMaxConnPerRoute(settings.connections());
    }
    if (settings.trusted() != null) {
      connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(settings.trusted().context()));
    }
    this.client =
        HttpClientBuilder.create()
            .setConnectionManager(connections.build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(timeout)
                    .setResponseTimeout(timeout)
                    .setProtocolUpgradeEnabled(false)
                    .build())
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableContentCompression()
            .disableAutomaticRetries()
            .disableAuthCaching()
            .disableDefaultUserAgent()
            .build();
  }

  @Override
  public Response send(Request request) throws RequestFailedException, InterruptedException {
    return send(request, httpRequest(request), ApacheClient::readWhole);
  }

  @Override
  public BlockingCall call(Request request) {
    return cancellable(request, ApacheClient::readWhole);
  }

  @Override
  public BlockingCall stream(Request request, Consumer<String> lines) {
    return cancellable(request, received -> readLines(received, lines));
  }

  private BlockingCall cancellable(Request request, HttpClientResponseHandler<Response> reading) {
    return new CancellableCall(request) {
      @Override
      Response exchange() throws IOException, InterruptedException {
        HttpUriRequestBase built = httpRequest(request);
        opened(built::cancel);
        return send(request, built, reading);
      }
    };
  }

  private Response send(
      Request request, HttpUriRequestBase built, HttpClientResponseHandler<Response> reading)
      throws RequestFailedException, InterruptedException {
    try {
      return client.execute(built, reading).orFailure(request);
    } catch (IOException e) {
      throw CancellableCall.failure(request, e);
    }
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  private HttpUriRequestBase httpRequest(Request request) {
    HttpUriRequestBase built =
        new HttpUriRequestBase(request.method(), settings.base().resolve(request.target()));
    request.forEachHeader(built::setHeader);
    if (!request.body().isEmpty()) {
      // Without a content type of its own, which would replace the request's header.
      built.setEntity(new ByteArrayEntity(request.body().getBytes(StandardCharsets.UTF_8), null));
    }
    return built;
  }

  private static Response readWhole(ClassicHttpResponse received) throws IOException {
    HttpEntity entity = received.getEntity();
    return new Response(
        received.getCode(), entity == null ? new byte[0] : EntityUtils.toByteArray(entity));
  }

  private static Response readLines(ClassicHttpResponse received, Consumer<String> lines)
      throws IOException {
    HttpEntity entity = received.getEntity();
    if (entity != null) {
      CancellableCall.readLines(entity.getContent(), lines);
    }
    return new Response(received.getCode(), new byte[0]);
  }
}
