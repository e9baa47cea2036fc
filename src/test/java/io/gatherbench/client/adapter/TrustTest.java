package io.gatherbench.client.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientExecutor;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.RequestFailedException;
import io.gatherbench.client.TrustedCertificate;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.StubTransport;
import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.http.StubCertificate;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Over TLS each client takes the certificate that it trusts, of the host that it names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrustTest {

  private static final Request TODO = new Request("/todos/1");

  private StubServer stub;
  private X509Certificate own;
  private X509Certificate another;

  @BeforeAll
  void start() throws Exception {
    // On all addresses, of which its certificate is for some.
    stub =
        new StubServer(new StubOptions("0.0.0.0", 0, 1, StubTransport.AUTO, false, Duration.ZERO));
    own = new StubControl(at("127.0.0.1")).certificate();
    another = StubCertificate.of("127.0.0.1").certificate();
  }

  @AfterAll
  void stop() {
    stub.close();
  }

  static Stream<Arguments> secure() {
    return Arrays.stream(Client.values())
        .flatMap(
            client ->
                Arrays.stream(Protocol.values())
                    .filter(Protocol::isSecure)
                    .filter(client::speaks)
                    .map(protocol -> Arguments.of(client, protocol)));
  }

  @ParameterizedTest
  @MethodSource("secure")
  void theStubsOwnIsTaken(Client client, Protocol protocol) throws Exception {
    try (BlockingClient open = open(client, protocol, "127.0.0.1", own)) {
      assertThat(open.send(TODO).status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @MethodSource("secure")
  void anotherIsRefused(Client client, Protocol protocol) {
    try (BlockingClient open = open(client, protocol, "127.0.0.1", another)) {
      assertRefuses(open);
    }
  }

  @ParameterizedTest
  @MethodSource("secure")
  void anotherHostIsRefused(Client client, Protocol protocol) {
    // The whole of 127.0.0.0/8 is this machine, on Linux; the certificate names one address of it.
    try (BlockingClient open = open(client, protocol, "127.0.0.2", own)) {
      assertRefuses(open);
    }
  }

  private static void assertRefuses(BlockingClient open) {
    assertThatThrownBy(() -> open.send(TODO))
        .isInstanceOf(RequestFailedException.class)
        .satisfies(
            failure ->
                assertThat(Stream.iterate(failure, cause -> cause != null, Throwable::getCause))
                    .hasAtLeastOneElementOfType(SSLException.class));
  }

  private BlockingClient open(
      Client client, Protocol protocol, String host, X509Certificate trusted) {
    return client
        .opener(
            new ClientSettings(
                protocol.at(at(host)),
                1,
                Duration.ofSeconds(20),
                protocol,
                ClientExecutor.CACHED,
                new TrustedCertificate(trusted)))
        .openBlocking();
  }

  private URI at(String host) {
    return URI.create("http://" + host + ":" + stub.port());
  }
}
