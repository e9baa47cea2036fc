package io.gatherbench.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatherbench.stub.client.StubControl;
import io.gatherbench.stub.ledger.LedgerSnapshot;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * Mixed requests, faults and rude clients, with Netty looking for every buffer that is not
 * released. {@code -Dsoak.requests=1000000} makes it as long as one likes:
 *
 * <pre>mvn verify -Dit.test=SoakIT -Dsoak.requests=1000000</pre>
 */
class SoakIT {

  private static final int REQUESTS = Integer.getInteger("soak.requests", 60_000);
  private static final int CLIENTS = 32;
  private static final int STREAMS = 50;
  private static final String JSON = "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  private static final String[] TARGETS = {
    "/todos/%d",
    "/todos/%d?latency=1ms",
    "/todos/%d?latency=exponential:1ms&seed=3",
    "/get?n=%d",
    "/todos/%d?latency=1ms&bytes=5000",
    "/status/404?n=%d",
    "/bytes/2000?seed=%d",
    "/todos/%d?fault=reset:p=0.3",
    "/todos/%d?fault=empty:p=0.3",
    "/todos/%d?fault=truncate:p=0.5",
    "/todos/%d?fault=garbage:every=3",
    "/stream/5?pause=200us&n=%d",
    "/sse/3?n=%d",
    "/stream/4?fault=truncate&n=%d",
    "/todos/%d?latency=x",
    "/nowhere/%d",
    "/delay/0.001?n=%d",
    "/limited?rate=1000&n=%d",
    "/todos/%d?latency=2ms&fault=reset:p=0.5"
  };

  @Test
  void nothingLeaksAndTheLedgerAddsUp() throws Exception {
    try (StubJvm stub =
        StubJvm.start(
            List.of(
                "-Xmx192m",
                "-Dio.netty.leakDetection.level=paranoid",
                // Leaks show when what was lost is collected.
                "-XX:+UseSerialGC"))) {
      URI url = stub.url();
      StubControl control = new StubControl(url);
      AtomicLong sent = new AtomicLong();
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + 1);
      List<Future<?>> running = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        Random random = new Random(client);
        running.add(clients.submit(() -> rudeClient(url, random, sent)));
      }
      running.add(clients.submit(() -> rudeStreams(url, new Random(CLIENTS), sent)));
      for (Future<?> client : running) {
        client.get(20, TimeUnit.MINUTES);
      }
      clients.shutdown();

      LedgerSnapshot reading =
          Ledgers.await(control, r -> r.inFlight() == 0 && r.connectionsOpen() == 0);
      Ledgers.assertAddsUp(reading);
      assertThat(reading.requests()).isEqualTo(sent.get());
      assertThat(reading.broken()).isPositive();
      assertThat(reading.aborted()).isPositive();
      assertThat(stub.stop()).hasSize(6);
      assertThat(stub.errors()).doesNotContain("LEAK").isEmpty();
      System.out.println("soak: " + String.join("\n", reading.summary()));
    }
  }

  /** Sends a share over HTTP/2, many at a time, and loses interest in some of them. */
  private static Void rudeStreams(URI url, Random random, AtomicLong sent) throws Exception {
    Vertx vertx = Vertx.vertx();
    HttpClientAgent client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2MultiplexingLimit(STREAMS)
                .setDefaultHost(url.getHost())
                .setDefaultPort(url.getPort()));
    for (int i = 0; i < REQUESTS / CLIENTS; i += STREAMS) {
      List<io.vertx.core.Future<?>> batch = new ArrayList<>();
      for (int j = 0; j < STREAMS; j++) {
        boolean leaves = random.nextInt(20) == 0;
        String target = String.format(TARGETS[random.nextInt(TARGETS.length)], 1 + i + j);
        sent.incrementAndGet();
        batch.add(
            client
                .request(HttpMethod.GET, target)
                .compose(request -> leaves ? sendAndReset(request) : sendAndRead(request)));
      }
      // Faults fail; that nothing else does, the ledger says.
      io.vertx.core.Future.join(batch)
          .otherwiseEmpty()
          .toCompletionStage()
          .toCompletableFuture()
          .get(1, TimeUnit.MINUTES);
    }
    vertx.close().toCompletionStage().toCompletableFuture().get(1, TimeUnit.MINUTES);
    return null;
  }

  private static io.vertx.core.Future<Void> sendAndReset(HttpClientRequest request) {
    return request.end().onComplete(sent -> request.reset());
  }

  private static io.vertx.core.Future<Void> sendAndRead(HttpClientRequest request) {
    return request.send().compose(HttpClientResponse::body).mapEmpty();
  }

  /** Sends its share, on connections that last until a fault or a whim ends them. */
  private static Void rudeClient(URI url, Random random, AtomicLong sent) throws IOException {
    Wire wire = new Wire(url);
    for (int i = 0; i < REQUESTS / CLIENTS; i++) {
      int whim = random.nextInt(50);
      int id = 1 + random.nextInt(1_000_000);
      sent.incrementAndGet();
      if (whim == 0) {
        // Leaves while its answer is held back; the ledger must have seen the request for the sum.
        wire.get("/todos/" + id + "?latency=1ms").readResponse();
        sent.incrementAndGet();
        wire.get("/todos/" + id + "?fault=hang");
        wire.get("/ledger");
        wire.close();
        wire = new Wire(url);
      } else if (whim == 1) {
        wire.send(
            "POST /v1/chat/completions?tokens=3 HTTP/1.1\r\nHost: s\r\nContent-Length: "
                + JSON.length()
                + "\r\n\r\n"
                + JSON);
        wire.readResponse();
      } else {
        String target = String.format(TARGETS[random.nextInt(TARGETS.length)], id);
        boolean lengthKnown =
            !target.startsWith("/stream")
                && !target.startsWith("/sse")
                && !target.contains("fault=");
        wire.send(
            "GET "
                + target
                + " HTTP/1.1\r\nHost: s\r\n"
                + (lengthKnown ? "" : "Connection: close\r\n")
                + "\r\n");
        try {
          if (lengthKnown) {
            wire.readResponse();
          } else {
            wire.readToEnd();
            wire.close();
            wire = new Wire(url);
          }
        } catch (IOException | NumberFormatException struck) {
          wire.close();
          wire = new Wire(url);
        }
      }
    }
    wire.close();
    return null;
  }
}
