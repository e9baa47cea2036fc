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

  private static final long PATIENCE_SECONDS = 180;

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

    assertAllAnswered(client, "-Xmx192m", 10_000, 10_000);
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

    assertAllAnswered(client, "-Xmx128m", 50_000, 5);
  }

  /** Sends requests to a stub; to another with longer delays if the first ended too early. */
  private static void assertAllAnswered(
      HttpClientAgent client, String heap, int requests, int connections) throws Exception {
    LedgerSnapshot reading = answered(client, heap, requests, 15);
    if (reading.peakInFlight() < requests) {
      reading = answered(client, heap, requests, 60);
    }
    assertThat(reading.peakInFlight()).isEqualTo(requests);
    assertThat(reading.connectionsOpened()).isEqualTo(connections);
  }

  private static LedgerSnapshot answered(
      HttpClientAgent client, String heap, int requests, int seconds) throws Exception {
    try (StubJvm stub = StubJvm.start(List.of("-XX:+UseSerialGC", heap))) {
      URI url = stub.url();
      List<Future<Integer>> replies =
          IntStream.rangeClosed(1, requests)
              .mapToObj(id -> ask(client, url, "/todos/" + id + "?latency=" + seconds + "s"))
              .toList();
      Future.join(replies).await(PATIENCE_SECONDS, TimeUnit.SECONDS);

      assertThat(replies).allSatisfy(reply -> assertThat(reply.result()).isEqualTo(200));
      LedgerSnapshot reading = new StubControl(url).read();
      assertThat(reading.answered()).isEqualTo(requests);
      Ledgers.assertAddsUp(reading);
      assertThat(stub.errors()).isEmpty();
      return reading;
    }
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
