package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More requests wait at once than any thread pool could hold, and none is lost. */
class ManyInFlightIT {

  private static final long PATIENCE_SECONDS = 60;

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void closeClients() {
    vertx.close().await();
  }

  @Test
  void tenThousandConnectionsWaitAtOnce() throws Exception {
    HttpClientAgent client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true),
            new PoolOptions().setHttp1MaxSize(10_000).setMaxWaitQueueSize(-1));

    try (StubJvm stub = StubJvm.start(List.of("-XX:+UseSerialGC", "-Xmx192m"))) {
      assertAllAnswered(client, stub.url(), 10_000, 10_000);
      assertThat(stub.errors()).isEmpty();
    }
  }

  @Test
  void fiftyThousandStreamsWaitAtOnce() throws Exception {
    HttpClientAgent client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MultiplexingLimit(10_000),
            new PoolOptions().setHttp2MaxSize(5).setMaxWaitQueueSize(-1));

    try (StubJvm stub = StubJvm.start(List.of("-XX:+UseSerialGC", "-Xmx128m"))) {
      assertAllAnswered(client, stub.url(), 50_000, 5);
      assertThat(stub.errors()).isEmpty();
    }
  }

  private static void assertAllAnswered(
      HttpClientAgent client, URI stub, int requests, int connections) throws Exception {
    StubControl control = new StubControl(stub);
    assertThat(control.read().requests()).isZero();

    // Long enough that the first is not answered before the last is sent.
    List<Future<Integer>> replies =
        IntStream.rangeClosed(1, requests)
            .mapToObj(id -> ask(client, stub, "/todos/" + id + "?latency=15s"))
            .toList();
    Future.join(replies).await(PATIENCE_SECONDS, TimeUnit.SECONDS);

    assertThat(replies).allSatisfy(reply -> assertThat(reply.result()).isEqualTo(200));
    LedgerSnapshot reading = control.read();
    assertThat(reading.answered()).isEqualTo(requests);
    assertThat(reading.peakInFlight()).isEqualTo(requests);
    assertThat(reading.connectionsOpened()).isEqualTo(connections);
    Ledgers.assertAddsUp(reading);
  }

  private static Future<Integer> ask(HttpClientAgent client, URI stub, String target) {
    return client
        .request(
            new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(stub.getHost())
                .setPort(stub.getPort())
                .setURI(target))
        .compose(
            request ->
                request
                    .send()
                    .compose(
                        response ->
                            response
                                .body()
                                .map(body -> body.length() > 0 ? response.statusCode() : -1)));
  }
}
