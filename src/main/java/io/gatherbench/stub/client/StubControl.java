package io.gatherbench.stub.client;

import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/**
 * Reads and resets a stub's ledger over HTTP, reads its certificate and limits streams. Its {@code
 * HttpURLConnection} needs neither a thread nor a selector of its own and so does not disturb a
 * measurement. Thread-safe.
 */
public final class StubControl {

  private static final int TIMEOUT_MILLIS = 10_000;

  /** On a busy machine the stub takes a while to make its certificate. */
  private static final int CERTIFICATE_TIMEOUT_MILLIS = 60_000;

  private static final int MAX_BYTES = 1 << 20;
  private static final String NO_STUB = "what answers there is no gatherbench stub";

  private final URI base;

  public StubControl(URI base) {
    this.base = base;
  }

  /** Returns what the stub has seen since the last reset; throws if no stub responds. */
  public LedgerSnapshot read() throws IOException {
    return ledger("GET");
  }

  /** Resets the ledger; returns what it showed until then, and throws as {@link #read}. */
  public LedgerSnapshot reset() throws IOException {
    return ledger("DELETE");
  }

  /** Returns the certificate that the stub has over TLS; throws as {@link #read}. */
  public X509Certificate certificate() throws IOException {
    byte[] pem = request("GET", "/certificate", CERTIFICATE_TIMEOUT_MILLIS);
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(pem));
    } catch (CertificateException e) {
      throw new IOException(NO_STUB, e);
    }
  }

  /** Limits the HTTP/2 streams of connections from now on, 0 as the stub was started. */
  public void limitStreams(int limit) throws IOException {
    request("PUT", "/streams/" + limit, TIMEOUT_MILLIS);
  }

  private LedgerSnapshot ledger(String method) throws IOException {
    try {
      return LedgerSnapshot.fromJson(
          new String(request(method, "/ledger", TIMEOUT_MILLIS), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new IOException(NO_STUB, e);
    }
  }

  private byte[] request(String method, String path, int timeoutMillis) throws IOException {
    URL url = base.resolve(path).toURL();
    HttpURLConnection connection = (HttpURLConnection) url.openConnection(java.net.Proxy.NO_PROXY);
    connection.setRequestMethod(method);
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(timeoutMillis);
    connection.setInstanceFollowRedirects(false);
    // Its connection must not stay open beside those that are measured.
    connection.setRequestProperty("Connection", "close");
    int status = connection.getResponseCode();
    if (status != 200) {
      throw new IOException(
          "%s, or a different one: status %d for %s %s".formatted(NO_STUB, status, method, path));
    }
    try (InputStream body = connection.getInputStream()) {
      return body.readNBytes(MAX_BYTES);
    }
  }
}
