package io.gatherbench.stub.http;

import java.util.concurrent.CompletableFuture;

/** The certificate of a stub, made by a thread of its own once it is needed. Thread-safe. */
public final class StubTls {

  private final String host;
  private CompletableFuture<StubCertificate> certificate;

  public StubTls(String host) {
    this.host = host;
  }

  /** Returns the certificate; fails if it cannot be made. */
  public synchronized CompletableFuture<StubCertificate> certificate() {
    if (certificate == null) {
      certificate =
          CompletableFuture.supplyAsync(
              () -> StubCertificate.of(host), task -> new Thread(task, "stub-certificate").start());
    }
    return certificate;
  }
}
