package io.gatherbench.stub.client;

import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/**
 * Reads and resets a stub's ledger over HTTP. It uses {@code HttpURLConnection} because that needs
 * neither a thread nor a selector of its own: what looks at a measurement should not be part of it.
 *
 * <p>Immutable and thread-safe.
 */
public final class StubControl {

  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int MAX_BYTES = 1 << 20;

  private final URI base;

  /**
   * @param base the stub's address, for example {@code http://127.0.0.1:8080}
   */
  public StubControl(URI base) {
    this.base = base;
  }

  /**
   * What the stub has seen since the last reset.
   *
   * @throws IOException if nothing answers there, or something that is no stub; the message says
   *     which
   */
  public LedgerSnapshot read() throws IOException {
    return request("GET");
  }

  /**
   * Starts the ledger anew.
   *
   * @return what it showed until then
   * @throws IOException as {@link #read}
   */
  public LedgerSnapshot reset() throws IOException {
    return request("DELETE");
  }

  private LedgerSnapshot request(String method) throws IOException {
    URL url = base.resolve("/ledger").toURL();
    HttpURLConnection connection = (HttpURLConnection) url.openConnection(java.net.Proxy.NO_PROXY);
    connection.setRequestMethod(method);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    connection.setInstanceFollowRedirects(false);
    // No connection of its own stays among those of what is measured.
    connection.setRequestProperty("Connection", "close");
    if (connection.getResponseCode() != 200) {
      throw new IOException("what answers there is no gatherbench stub");
    }
    try (InputStream body = connection.getInputStream()) {
      String text = new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      return LedgerSnapshot.fromJson(text);
    } catch (IllegalArgumentException e) {
      throw new IOException("what answers there is no gatherbench stub", e);
    }
  }
}
