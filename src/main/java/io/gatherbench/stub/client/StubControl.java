package io.gatherbench.stub.client;

import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/**
 * Reads and resets a stub's ledger over HTTP. Its {@code HttpURLConnection} needs neither a thread
 * nor a selector of its own and so does not disturb a measurement. Thread-safe.
 */
public final class StubControl {

  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int MAX_BYTES = 1 << 20;
  private static final String NO_STUB = "what answers there is no gatherbench stub";

  private final URI base;

  public StubControl(URI base) {
    this.base = base;
  }

  /** Returns what the stub has seen since the last reset; throws if no stub responds. */
  public LedgerSnapshot read() throws IOException {
    return request("GET");
  }

  /** Resets the ledger; returns what it showed until then, and throws as {@link #read}. */
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
    // Its connection must not stay open beside those that are measured.
    connection.setRequestProperty("Connection", "close");
    if (connection.getResponseCode() != 200) {
      throw new IOException(NO_STUB);
    }
    try (InputStream body = connection.getInputStream()) {
      String text = new String(body.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      return LedgerSnapshot.fromJson(text);
    } catch (IllegalArgumentException e) {
      throw new IOException(NO_STUB, e);
    }
  }
}
