package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.endpoint.Todo;
import io.gatherbench.stub.http.StubCertificate;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import io.gatherbench.stub.message.Fault;
import io.gatherbench.stub.message.ResponseOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class Http2AndTlsTest {

  private static Vertx vertx;
  private static StubServer plain;
  private static StubServer tls;

  private record Reply(int status, HttpVersion version, Buffer body) {}

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    plain = new StubServer(StubOptions.forRun());
    tls =
        new StubServer(
            new StubOptions(StubOptions.LOOPBACK, 0, 1, StubTransport.AUTO, true, Duration.ZERO));
  }

  @AfterAll
  static void stop() {
    plain.close();
    tls.close();
    vertx.close().await();
  }

  @ParameterizedTest
  @CsvSource({"false,HTTP_1_1", "false,HTTP_2", "true,HTTP_1_1", "true,HTTP_2"})
  void everyProtocolGetsTheSameResponses(boolean secure, HttpVersion version)
      throws TimeoutException {
    StubServer server = secure ? tls : plain;
    assertThat(server.address().getScheme()).isEqualTo(secure ? "https" : "http");
    HttpClientAgent client = client(secure, version, true);
    for (String target :
        List.of("/todos/7?latency=5ms", "/stream/20?pause=1ms", "/sse/3", "/bytes/100000")) {
      Reply reply = ask(client, server, target);
      assertThat(reply.version()).isEqualTo(version);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body())
          .isEqualTo(ask(client(false, HttpVersion.HTTP_1_1, true), plain, target).body());
    }
    client.close();
  }

  @Test
  void connectionCanBeUpgradedToHttp2() throws TimeoutException {
    HttpClientAgent client = client(false, HttpVersion.HTTP_2, false);

    assertThat(ask(client, plain, "/todos/1").version()).isEqualTo(HttpVersion.HTTP_2);
    assertThat(ask(client, plain, "/todos/2").version()).isEqualTo(HttpVersion.HTTP_2);
    client.close();
  }

  @Test
  void requestWithABodyCanBeUpgraded() throws Exception {
    HttpClientAgent client = client(false, HttpVersion.HTTP_2, false);

    Reply reply =
        client
            .request(options(plain, "/todos").setMethod(HttpMethod.POST))
            .compose(request -> request.send("{\"title\":\"x\"}"))
            .compose(Http2AndTlsTest::reply)
            .await(20, TimeUnit.SECONDS);

    assertThat(reply.version()).isEqualTo(HttpVersion.HTTP_2);
    assertThat(reply.body().toString()).contains("\"title\":\"x\"");
    client.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: upgrade, http2-settings\r\nHTTP2-Settings: !!",
        "Connection: upgrade, http2-settings\r\nHTTP2-Settings: AAMAAA",
        "Connection: upgrade, http2-settings\r\nHTTP2-Settings: AAUAAAAB",
        "Connection: upgrade\r\nHTTP2-Settings: AAMAAABk",
        "Connection: upgrade, http2-settings\r\nHTTP2-Settings: AAMAAABk\r\nExpect: 100-continue",
        "Connection: upgrade, http2-settings\r\nHTTP2-Settings: AAMAAABk\r\nExpect: 200-ok",
        "Connection: upgrade, http2-settings\r\nHTTP2-Settings: AAMAAABk\r\nHTTP2-Settings: AAMAAABk"
      })
  void impossibleUpgradeIsAnsweredOverHttp11(String headers) throws Exception {
    try (Wire wire = new Wire(plain.address())) {
      wire.send("GET /todos/1 HTTP/1.1\r\nHost: s\r\nUpgrade: h2c\r\n" + headers + "\r\n\r\n");
      assertThat(wire.readResponse()).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void framesSentWithTheUpgradeAreRead() throws Exception {
    try (Wire wire = new Wire(plain.address())) {
      wire.send(
          "GET /todos/1 HTTP/1.1\r\nHost: s\r\nConnection: upgrade, http2-settings\r\n"
              + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n"
              + "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"
              + "\0\0\b\6\0\0\0\0\0the ping");
      assertThat(wire.readHead()).startsWith("HTTP/1.1 101");
      assertThat(wire.readTo("\0\0\b\6\1\0\0\0\0the ping")).isNotEmpty();
      assertThat(wire.readTo("}")).contains("\"id\":1,");
    }
  }

  @Test
  void slowReaderBlocksItsOwnStreamOnly() throws Exception {
    StubControl control = new StubControl(plain.address());
    HttpClientAgent client = client(false, HttpVersion.HTTP_2, true);
    ask(client, plain, "/todos/1");
    control.reset();

    Future<HttpClientResponse> slow =
        client
            .request(options(plain, "/stream/200?bytes=100000"))
            .compose(HttpClientRequest::send)
            .onSuccess(HttpClientResponse::pause);
    HttpClientResponse paused = slow.await(20, TimeUnit.SECONDS);
    // Its window is full; the connection's is shared, and wide enough for small answers.
    for (int id = 1; id <= 50; id++) {
      assertThat(ask(client, plain, "/todos/" + id).body().getBytes()).isEqualTo(Todo.json(id));
    }
    assertThat(control.read().inFlight()).isEqualTo(1);
    Future<Buffer> body = paused.body();
    paused.resume();

    assertThat(body.await(20, TimeUnit.SECONDS).length()).isEqualTo(200 * 100_000);
    LedgerSnapshot reading = control.read();
    assertThat(reading.answered()).isEqualTo(51);
    assertThat(reading.lateness().count()).isEqualTo(50);
    client.close();
  }

  @Test
  void bodyOverTheLimitIs413() throws Exception {
    HttpClientAgent client = client(false, HttpVersion.HTTP_2, true);

    Reply reply =
        client
            .request(options(plain, "/anything").setMethod(HttpMethod.POST))
            .compose(
                request -> request.send(Buffer.buffer(new byte[ResponseOptions.MAX_BYTES + 1])))
            .compose(Http2AndTlsTest::reply)
            .await(20, TimeUnit.SECONDS);

    assertThat(reply.status()).isEqualTo(413);
    assertThat(ask(client, plain, "/todos/1").status()).isEqualTo(200);
    client.close();
  }

  @Test
  void leavingClientAbortsAllItsStreams() throws Exception {
    StubControl control = new StubControl(plain.address());
    HttpClientAgent client = client(false, HttpVersion.HTTP_2, true);
    ask(client, plain, "/todos/1");
    control.reset();

    for (int id = 1; id <= 20; id++) {
      start(client, plain, "/todos/" + id + "?latency=60s");
    }
    assertThat(Ledgers.await(control, reading -> reading.inFlight() == 20).timers()).isEqualTo(20);
    client.close();

    LedgerSnapshot reading = Ledgers.await(control, gone -> gone.inFlight() == 0);
    assertThat(reading.aborted()).isEqualTo(20);
    assertThat(reading.timers()).isZero();
    Ledgers.assertAddsUp(reading);
  }

  @Test
  void delaysOnOneConnectionOverlap() throws Exception {
    StubControl control = new StubControl(plain.address());
    HttpClientAgent client = client(false, HttpVersion.HTTP_2, true);
    ask(client, plain, "/todos/1");
    control.reset();

    HttpClientAgent waiting = client(false, HttpVersion.HTTP_2, true);
    IntStream.rangeClosed(1, 200).forEach(id -> start(waiting, plain, "/todos/1?latency=60s"));
    LedgerSnapshot snapshot = Ledgers.await(control, seen -> seen.inFlight() == 200);
    assertThat(snapshot.connectionsOpened()).isEqualTo(1);
    waiting.close();

    List<Future<Reply>> replies =
        IntStream.rangeClosed(1, 200)
            .mapToObj(id -> start(client, plain, "/todos/" + id + "?latency=20ms"))
            .toList();
    Future.all(replies).await(20, TimeUnit.SECONDS);

    assertThat(control.read().connectionsOpened()).isEqualTo(1);
    for (int id = 1; id <= 200; id++) {
      assertThat(replies.get(id - 1).result().body().getBytes()).isEqualTo(Todo.json(id));
    }
    client.close();
  }

  @Test
  void streamsOfNewConnectionsCanBeLimited() throws Exception {
    StubControl control = new StubControl(plain.address());
    control.limitStreams(10);
    try {
      HttpClientAgent limited = client(false, HttpVersion.HTTP_2, true);
      ask(limited, plain, "/todos/1");
      control.reset();
      List<Future<Reply>> replies =
          IntStream.rangeClosed(1, 25)
              .mapToObj(id -> start(limited, plain, "/todos/" + id + "?latency=500ms"))
              .toList();
      Future.all(replies).await(20, TimeUnit.SECONDS);
      LedgerSnapshot seen = control.reset();
      assertThat(seen.peakInFlight()).isEqualTo(10);
      assertThat(seen.answered()).isEqualTo(25);
      assertThat(seen.connectionsOpened()).isZero();
      limited.close();
    } finally {
      control.limitStreams(0);
    }
    delaysOnOneConnectionOverlap();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {"RESET", "EMPTY", "TRUNCATE"})
  void faultsResetTheirOwnStreamOnly(Fault.Kind fault) throws Exception {
    StubControl control = new StubControl(plain.address());
    HttpClientAgent client = client(false, HttpVersion.HTTP_2, true);
    ask(client, plain, "/todos/1");
    control.reset();

    Future<Reply> other = start(client, plain, "/todos/2?latency=100ms");
    assertThatExceptionOfType(StreamResetException.class)
        .isThrownBy(() -> ask(client, plain, "/todos/1?fault=" + fault.label()));

    assertThat(other.await(20, TimeUnit.SECONDS).status()).isEqualTo(200);
    LedgerSnapshot reading = control.read();
    assertThat(reading.broken()).isEqualTo(1);
    assertThat(reading.connectionsOpened()).isZero();
    Ledgers.assertAddsUp(reading);
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/todos/1?fault=hang", "/todos/1?latency=60s", "/stream/9?pause=60s"})
  void resetStreamIsAborted(String target) throws Exception {
    StubControl control = new StubControl(plain.address());
    HttpClientAgent client = client(false, HttpVersion.HTTP_2, true);
    ask(client, plain, "/todos/1");
    control.reset();

    client
        .request(options(plain, target))
        .onSuccess(
            request -> {
              request.send();
              vertx.setTimer(50, fired -> request.reset());
            });

    LedgerSnapshot reading = Ledgers.await(control, r -> r.aborted() == 1);
    Ledgers.assertAddsUp(reading);
    client.close();
  }

  @Test
  void faultsFailOverTls() {
    HttpClientAgent client = client(true, HttpVersion.HTTP_1_1, true);

    for (String fault : List.of("reset", "empty", "truncate", "garbage")) {
      assertThatExceptionOfType(Exception.class)
          .isThrownBy(() -> ask(client, tls, "/todos/1?fault=" + fault));
    }
    client.close();
  }

  @Test
  void certificateIsForLoopbackAndHost() throws Exception {
    StubCertificate made = StubCertificate.of("198.51.100.7");
    java.security.cert.X509Certificate certificate = made.certificate();

    certificate.checkValidity();
    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "198.51.100.7");
    assertThat(made.key()).isNotEqualTo(StubCertificate.of("198.51.100.7").key());
  }

  private static HttpClientAgent client(boolean secure, HttpVersion version, boolean prior) {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setSsl(secure)
            .setTrustAll(true)
            .setVerifyHost(false)
            .setUseAlpn(secure)
            .setProtocolVersion(version)
            .setHttp2ClearTextUpgrade(!prior)
            .setHttp2MultiplexingLimit(1000),
        new PoolOptions());
  }

  private static Reply ask(HttpClientAgent client, StubServer server, String target)
      throws TimeoutException {
    return start(client, server, target).await(20, TimeUnit.SECONDS);
  }

  private static Future<Reply> start(HttpClientAgent client, StubServer server, String target) {
    return client
        .request(options(server, target))
        .compose(request -> request.send().compose(Http2AndTlsTest::reply));
  }

  private static Future<Reply> reply(HttpClientResponse response) {
    return response.body().map(body -> new Reply(response.statusCode(), response.version(), body));
  }

  private static RequestOptions options(StubServer server, String target) {
    return new RequestOptions()
        .setMethod(HttpMethod.GET)
        .setHost(server.address().getHost())
        .setPort(server.port())
        .setURI(target);
  }
}
