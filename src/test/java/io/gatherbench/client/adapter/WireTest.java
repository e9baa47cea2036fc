package io.gatherbench.client.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatherbench.client.BlockingClient;
import io.gatherbench.client.ClientExecutor;
import io.gatherbench.client.ClientSettings;
import io.gatherbench.client.Protocol;
import io.gatherbench.client.Request;
import io.gatherbench.client.Response;
import io.gatherbench.client.TrustedCertificate;
import io.gatherbench.stub.StubOptions;
import io.gatherbench.stub.StubServer;
import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.http.StubCertificate;
import io.gatherbench.stub.ledger.Agreement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each client puts on the wire, as a bare socket receives it: the same lines, in the order
 * that each library has of its own. HTTP/2, whose frames differ, is read by the stub.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WireTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final List<Request.Header> HEADERS =
      List.of(new Request.Header("X-First", "1"), new Request.Header("Content-Type", "text/plain"));

  private StubServer stub;
  private StubCertificate certificate;

  @BeforeAll
  void start() {
    stub = new StubServer(StubOptions.forRun());
    certificate = StubCertificate.of("127.0.0.1");
  }

  @AfterAll
  void stop() {
    stub.close();
  }

  static Stream<Arguments> overHttp11() {
    return combinations(protocol -> !protocol.isHttp2());
  }

  static Stream<Arguments> overHttp2() {
    return combinations(Protocol::isHttp2);
  }

  private static Stream<Arguments> combinations(Predicate<Protocol> wanted) {
    return Arrays.stream(Client.values())
        .flatMap(
            client ->
                Arrays.stream(Protocol.values())
                    .filter(wanted)
                    .filter(client::speaks)
                    .map(protocol -> Arguments.of(client, protocol)));
  }

  @ParameterizedTest
  @MethodSource("overHttp2")
  void overHttp2TheHeadersAreTheSame(Client client, Protocol protocol) throws Exception {
    StubControl control = new StubControl(stub.address());
    ClientSettings settings = settings(stub.address(), protocol, control.certificate());
    control.reset();
    try (BlockingClient open = client.opener(settings).openBlocking()) {
      // With java.net.http an upgrade to H2C has headers of its own.
      open.send(new Request("/todos/1"));
      Response echo = open.send(new Request("POST", "/anything", HEADERS, "{\"é\":1}"));

      JsonNode seen = new ObjectMapper().readTree(echo.body());
      assertThat(seen.path("data").asText()).isEqualTo("{\"é\":1}");
      assertThat(seen.path("headers").properties())
          .extracting(
              header ->
                  header.getKey().toLowerCase(Locale.ROOT) + ": " + header.getValue().asText())
          .filteredOn(header -> !header.equals("accept-encoding: identity"))
          .containsExactlyInAnyOrder(
              "user-agent: gatherbench",
              "accept: application/json",
              "x-first: 1",
              "content-type: text/plain",
              "content-length: 8");
      assertThat(stub.ledger().connections())
          .filteredOn(same -> same.opened() > 0)
          .extracting(Agreement.Count::protocol)
          .containsOnly(protocol.name());
    }
  }

  @ParameterizedTest
  @MethodSource("overHttp11")
  void aGetIsTheSameBytesFromEachClient(Client client, Protocol protocol) throws Exception {
    try (ServerSocket server = listen(protocol)) {
      String received = received(client, protocol, server, new Request("/todos/1?latency=0ms"));

      assertThat(sortedLines(received))
          .containsExactlyElementsOf(
              sortedLines(
                  "GET /todos/1?latency=0ms HTTP/1.1\r\n"
                      + "Host: 127.0.0.1:"
                      + server.getLocalPort()
                      + "\r\nUser-Agent: gatherbench\r\nAccept: application/json\r\n\r\n"));
    }
  }

  @ParameterizedTest
  @MethodSource("overHttp11")
  void aPostCarriesItsHeadersAndItsBodyInUtf8(Client client, Protocol protocol) throws Exception {
    try (ServerSocket server = listen(protocol)) {
      String received =
          received(client, protocol, server, new Request("POST", "/todos", HEADERS, "{\"é\":1}"));

      assertThat(sortedLines(received))
          .containsExactlyElementsOf(
              sortedLines(
                  "POST /todos HTTP/1.1\r\n"
                      + "Host: 127.0.0.1:"
                      + server.getLocalPort()
                      + "\r\nUser-Agent: gatherbench\r\nAccept: application/json\r\n"
                      + "X-First: 1\r\nContent-Type: text/plain\r\nContent-Length: 8\r\n\r\n"
                      + "{\"é\":1}"));
    }
  }

  private static List<String> sortedLines(String message) {
    return Stream.of(message.split("\r\n")).sorted().toList();
  }

  private ServerSocket listen(Protocol protocol) throws Exception {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    if (!protocol.isSecure()) {
      return new ServerSocket(0, 50, loopback);
    }
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    Certificate[] chain = {certificate.certificate()};
    keys.setKeyEntry("server", certificate.key(), new char[0], chain);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context.getServerSocketFactory().createServerSocket(0, 50, loopback);
  }

  private static ClientSettings settings(URI server, Protocol protocol, X509Certificate trusted) {
    return new ClientSettings(
        protocol.at(server),
        1,
        TIMEOUT,
        protocol,
        ClientExecutor.CACHED,
        protocol.isSecure() ? new TrustedCertificate(trusted) : null);
  }

  private String received(Client client, Protocol protocol, ServerSocket server, Request request)
      throws Exception {
    CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> serveOne(server));
    URI base = URI.create("http://127.0.0.1:" + server.getLocalPort());
    ClientSettings settings = settings(base, protocol, certificate.certificate());
    try (BlockingClient open = client.opener(settings).openBlocking()) {
      assertThat(open.send(request).body()).isEqualTo("{}".getBytes(StandardCharsets.US_ASCII));
    }
    return withoutWhatItInsistsOn(client, received.get(20, TimeUnit.SECONDS));
  }

  /** The deviations that the clients' Javadoc names, undone; anything else stays. */
  private static String withoutWhatItInsistsOn(Client client, String message) {
    return switch (client) {
      case JDK ->
          message.startsWith("GET") ? message.replace("Content-Length: 0\r\n", "") : message;
      case VERTX, REACTOR_NETTY ->
          message
              .replace("\r\nhost: ", "\r\nHost: ")
              .replace("\r\ncontent-length: ", "\r\nContent-Length: ");
      case APACHE -> message.replace("Connection: keep-alive\r\n", "");
      case OKHTTP ->
          message
              .replace("Connection: Keep-Alive\r\n", "")
              .replace("Accept-Encoding: identity\r\n", "");
      case JETTY -> message;
    };
  }

  private static String serveOne(ServerSocket server) {
    try (Socket socket = server.accept()) {
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      while (!isWhole(received.toString(StandardCharsets.UTF_8))) {
        received.write(in.read());
      }
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII));
      return received.toString(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isWhole(String message) {
    return message.contains("\r\n\r\n") && (message.startsWith("GET") || message.endsWith("}"));
  }
}
