package io.gatherbench.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * HttpClient 5 of Apache, the classic one: the calling thread itself writes to the socket and
 * blocks in reading from it. HTTP/1.1 only.
 *
 * <p>On the wire it insists on {@code Connection: keep-alive}, and on {@code Host} after the
 * request's own headers.
 *
 * <p>A platform thread that is interrupted while it reads from a socket goes on reading; a virtual
 * thread's socket is closed. Closing the client closes the sockets and so ends every call.
 */
final class ApacheClient implements BlockingClient {

  private final ClientSettings settings;
  private final CloseableHttpClient client;

  /** Opens the client; connections are opened by requests. */
  ApacheClient(ClientSettings settings) {
    this.settings = settings;
    Timeout timeout = Timeout.of(settings.timeout());
    PoolingHttpClientConnectionManager connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnTotal(settings.connections())
            .setMaxConnPerRoute(settings.connections())
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(timeout)
                    .setSocketTimeout(timeout)
                    .build())
            .build();
    this.client =
        HttpClientBuilder.create()
            .setConnectionManager(connections)
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
    Response response;
    try {
      response = client.execute(httpRequest(request), ApacheClient::readWhole);
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted during " + request.target());
      }
      throw new RequestFailedException(request, e);
    }
    if (!response.succeeded()) {
      throw new RequestFailedException(request, response);
    }
    return response;
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
  }

  private HttpUriRequestBase httpRequest(Request request) {
    HttpUriRequestBase built =
        new HttpUriRequestBase(request.method(), settings.base().resolve(request.target()));
    built.setHeader("User-Agent", ClientSettings.USER_AGENT);
    built.setHeader("Accept", ClientSettings.ACCEPT);
    for (Request.Header header : request.headers()) {
      built.setHeader(header.name(), header.value());
    }
    if (!request.body().isEmpty()) {
      // Without a content type of its own: that is one of the request's headers.
      built.setEntity(new ByteArrayEntity(request.body().getBytes(StandardCharsets.UTF_8), null));
    }
    return built;
  }

  private static Response readWhole(ClassicHttpResponse answer) throws IOException {
    HttpEntity entity = answer.getEntity();
    return new Response(
        answer.getCode(), entity == null ? new byte[0] : EntityUtils.toByteArray(entity));
  }
}
