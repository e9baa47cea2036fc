package io.gatherbench.client;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * {@code java.net.http.HttpClient}. Its blocking {@code send} waits for a future: the bytes are
 * moved by one selector thread and the client's executor, here a cached pool as is the default.
 */
public final class JdkClient implements BlockingClient {

  private final ClientSettings settings;
  private final ExecutorService executor;
  private final HttpClient client;

  /** Opens the client; connections are opened by requests. */
  public JdkClient(ClientSettings settings) {
    this.settings = settings;
    // The same pool as the default one, but ours: HttpClient has no close before JDK 21.
    this.executor =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "jdk-client");
              thread.setDaemon(true);
              return thread;
            });
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.timeout())
            .executor(executor)
            .build();
  }

  @Override
  public Response send(Request request) throws RequestFailedException, InterruptedException {
    HttpRequest get =
        HttpRequest.newBuilder(settings.base().resolve(request.target()))
            .timeout(settings.timeout())
            .header("User-Agent", ClientSettings.USER_AGENT)
            .header("Accept", ClientSettings.ACCEPT)
            .GET()
            .build();
    HttpResponse<byte[]> response;
    try {
      response = client.send(get, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new RequestFailedException(request, e);
    }
    if (response.statusCode() != 200) {
      throw new RequestFailedException(request, response.statusCode());
    }
    return new Response(response.statusCode(), response.body());
  }

  /**
   * Closes the client. From JDK 21 on its connections are closed at once; before, the JDK closes
   * them when it finds the client unreachable.
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
      executor.shutdownNow();
    }
  }
}
