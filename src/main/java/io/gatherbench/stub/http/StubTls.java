package io.gatherbench.stub.http;

import io.netty.handler.ssl.SslContext;
import java.util.concurrent.CompletableFuture;

/** The certificate of a stub and its TLS, made by a thread of its own once needed. Thread-safe. */
public final class StubTls {

  private final String host;
  private CompletableFuture<StubCertificate> certificate;
  private CompletableFuture<SslContext> context;

  public StubTls(String host) {
    this.host = host;
  }

  /** Returns the certificate; fails if it cannot be made. */
  public synchronized CompletableFuture<StubCertificate> certificate() {
    if (certificate == null) {
      certificate =
          CompletableFuture.supplyAsync(
              () -> StubCertificate.of(host), task -> new Thread(task, "stub-certificate").start());
      context = certificate.thenApply(StubCertificate::context);
    }
    return certificate;
  }

  /** Returns the context of all connections over TLS; fails if it cannot be made. */
  synchronized CompletableFuture<SslContext> context() {
    certificate();
    return context;
  }
}
