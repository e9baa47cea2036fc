package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.ledger.Agreement;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the ledger says that connections agreed on. */
class AgreementsIT extends StubFixture {

  /** What JDKs take by themselves: up to 26, and 27. */
  private static final List<String> PREFERRED_GROUPS = List.of("x25519", "X25519MLKEM768");

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void handshakesAreFullAndThenResumed(String version) throws Exception {
    SSLContext context = trusting(server.address());
    SSLSession full = connect(context, server.address(), version);
    Agreement.Tls first = onlyTls(control.reset());
    assertThat(full.getProtocol()).isEqualTo(version);
    assertThat(first.version()).isEqualTo(version);
    assertThat(first.cipherSuite()).isEqualTo(full.getCipherSuite());
    assertThat(first.cipherSuiteId()).isBetween(1, 0xffff);
    assertThat(first.group()).isIn(PREFERRED_GROUPS);
    assertThat(first.groupId()).isIn(29, 4588);
    assertThat(first.resumed()).isFalse();

    connect(context, server.address(), version);
    Agreement.Tls second = onlyTls(control.reset());
    assertThat(second.resumed()).isTrue();
    assertThat(second.cipherSuiteId()).isEqualTo(first.cipherSuiteId());
    // TLS 1.3 exchanges keys all the same.
    assertThat(second.group()).isEqualTo(version.equals("TLSv1.3") ? first.group() : "none");
  }

  @Test
  void cipherSuitesHaveTheirNumber() throws Exception {
    SSLContext context = trusting(server.address());
    try (SSLSocket socket = socket(context, server.address())) {
      socket.setEnabledCipherSuites(new String[] {"TLS_AES_128_GCM_SHA256"});
      get(socket);
    }
    assertThat(onlyTls(control.read()).cipherSuiteId()).isEqualTo(0x1301);
  }

  @Test
  void groupIsThatOfTheHelloAfterARetry() throws Exception {
    // Made before, this process's own groups stay as they are.
    trusting(server.address());
    System.setProperty("jdk.tls.namedGroups", "secp384r1");
    try (StubProcess stub = StubProcess.start()) {
      // Its client sends no share of this group at first: the stub has to ask for it.
      connect(trusting(stub.address()), stub.address(), "TLSv1.3");
      Agreement.Tls tls = onlyTls(new StubControl(stub.address()).read());
      assertThat(tls.group()).isEqualTo("secp384r1");
      assertThat(tls.groupId()).isEqualTo(24);
    } finally {
      System.clearProperty("jdk.tls.namedGroups");
    }
  }

  @Test
  void aRefusedCertificateIsNoConnection() throws Exception {
    SSLContext context = SSLContext.getDefault();
    try (SSLSocket socket = socket(context, server.address())) {
      assertThatThrownBy(() -> get(socket)).isInstanceOf(SSLException.class);
    }
    assertThat(control.read().connections()).isEmpty();
  }

  @Test
  void onePortTakesAllProtocols() throws Exception {
    try (Wire wire = new Wire(server.address())) {
      wire.get("/todos/1").readResponse();
      connect(trusting(server.address()), server.address(), "TLSv1.3");
      wire.get("/todos/2").readResponse();
      List<Agreement.Count> connections = control.read().connections();
      assertThat(connections).hasSize(2);
      assertThat(connections)
          .filteredOn(same -> same.protocol().equals("HTTP_1_1"))
          .containsExactly(new Agreement.Count("HTTP_1_1", null, 1, 1, 1));
      assertThat(connections)
          .filteredOn(same -> same.protocol().equals("HTTPS_1_1"))
          .hasSize(1)
          .allMatch(same -> same.opened() == 1);
    }
  }

  @Test
  void whatStaysOpenIsKnownAfterAReset() throws Exception {
    try (Wire wire = new Wire(server.address())) {
      wire.get("/todos/1").readResponse();
      control.reset();
      assertThat(control.read().connections())
          .containsExactly(new Agreement.Count("HTTP_1_1", null, 0, 0, 1));
    }
    Ledgers.await(control, seen -> seen.connections().isEmpty());
  }

  private static Agreement.Tls onlyTls(LedgerSnapshot seen) {
    List<Agreement.Tls> all =
        seen.connections().stream()
            .filter(same -> same.opened() > 0 && same.tls() != null)
            .map(Agreement.Count::tls)
            .toList();
    assertThat(all).hasSize(1);
    return all.get(0);
  }

  /** A context that trusts the stub's certificate alone. */
  private static SSLContext trusting(URI stub) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry("stub", new StubControl(stub).certificate());
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static SSLSocket socket(SSLContext context, URI stub) throws IOException {
    return (SSLSocket) context.getSocketFactory().createSocket(stub.getHost(), stub.getPort());
  }

  private static SSLSession connect(SSLContext context, URI stub, String version)
      throws IOException {
    try (SSLSocket socket = socket(context, stub)) {
      socket.setEnabledProtocols(new String[] {version});
      get(socket);
      return socket.getSession();
    }
  }

  /** Makes a request, with whose response a session's ticket has arrived as well. */
  private static void get(SSLSocket socket) throws IOException {
    String request = "GET /todos/1 HTTP/1.1\r\nHost: s\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .startsWith("HTTP/1.1 200")
        .endsWith("}");
  }
}
