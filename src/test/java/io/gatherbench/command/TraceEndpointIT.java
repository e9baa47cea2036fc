package io.gatherbench.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code trace} on an endpoint of the user's: what it sends, when it stops, what it says. */
class TraceEndpointIT {

  static {
    // Otherwise each small answer waits 40 ms for the client's acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final AtomicInteger received = new AtomicInteger();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
    threads.shutdownNow();
  }

  @Test
  void repeatedGathersAreATable() throws Exception {
    serve(number -> 200);
    List<String> lines =
        trace(0, "--requests", "8", "--repeat", "2", "--strategy", "SEQUENTIAL,THREAD_POOL");
    assertThat(received).as("two gathers each, after one that opens").hasValue(2 * 3 * 8);
    assertThat(lines).allMatch(line -> line.length() <= 100);
    assertThat(lines.get(0)).startsWith("A gather of 8 took shortest with ");
    assertThat(lines)
        .anyMatch(line -> line.matches("SEQUENTIAL +JDK +16 +200 +[\\d. ]+ +0"))
        .anyMatch(line -> line.matches("THREAD_POOL +JDK +16 +200 +[\\d. ]+ +0"));
    assertThat(String.join(" ", lines).replaceAll(" +", " "))
        .contains("measures the endpoint and the network too");
  }

  @Test
  void tooManyRequestsStopsAtOnce() throws Exception {
    serve(number -> number == 8 ? 429 : 200);
    List<String> lines = trace(1, "--requests", "6", "--repeat", "3", "--strategy", "SEQUENTIAL");
    assertThat(received).hasValue(8);
    assertThat(lines.get(0))
        .startsWith("Stopped: the endpoint asked for fewer requests (status 429)");
  }

  @Test
  void fiveFailuresStop() throws Exception {
    serve(number -> number % 2 == 0 ? 503 : 404);
    List<String> lines = trace(1, "--requests", "50", "--repeat", "1", "--strategy", "SEQUENTIAL");
    assertThat(received).hasValue(10);
    assertThat(lines.get(0)).startsWith("Stopped: 5 requests failed, the last with status 503");
    assertThat(lines).anyMatch(line -> line.matches("SEQUENTIAL +JDK +0 +404 × 5, 503 × 5 .* 5"));
  }

  @Test
  void unboundedStrategiesAreLeftOut() throws Exception {
    serve(number -> 200);
    List<String> lines = trace(0, "--requests", "20", "--repeat", "1");
    assertThat(lines)
        .anyMatch(line -> line.startsWith("THREAD_POOL "))
        .anyMatch(line -> line.startsWith("BOUNDED_EVENT_LOOP "))
        .noneMatch(line -> line.startsWith("EVENT_LOOP "));
    assertThat(err.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "))
        .contains("EVENT_LOOP")
        .contains("they have 20 in flight; --max-in-flight 20 or more takes them in");
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 1})
  void noMoreAreInFlightThanAllowed(int most) throws Exception {
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger peak = new AtomicInteger();
    serve(
        number -> {
          peak.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
          Thread.yield();
          inFlight.decrementAndGet();
          return 200;
        });
    trace(0, "--requests", "20", "--repeat", "1", "--max-in-flight", Integer.toString(most));
    assertThat(peak.get()).isBetween(1, most);
  }

  @Test
  void repeatedGathersOverlapAsDrawnOnesDo() throws Exception {
    CyclicBarrier all = new CyclicBarrier(4);
    serve(
        number -> {
          try {
            all.await(20, TimeUnit.SECONDS);
            return 200;
          } catch (Exception e) {
            return 500;
          }
        });
    trace(0, "--strategy", "EVENT_LOOP", "--repeat", "2");
  }

  @Test
  void whatFailsIsNotFast() throws Exception {
    serve(number -> number > 2 ? 503 : 200);
    List<String> lines = trace(1, "--strategy", "SEQUENTIAL", "--requests", "2", "--repeat", "1");
    assertThat(lines).noneMatch(line -> line.startsWith("A gather of 2 took shortest"));
    assertThat(lines).anyMatch(line -> line.matches("SEQUENTIAL +JDK +0 +200 × 2, 503 × 2 +2"));
  }

  @Test
  void oneUrlGetsFourRequestsOfEachStrategy() throws Exception {
    serve(number -> 200);
    List<String> lines = trace(0, "--strategy", "THREAD_POOL");
    assertThat(received).hasValue(4);
    assertThat(lines).filteredOn(line -> line.matches(" {3}\\d  200 .*")).hasSize(8);
  }

  @Test
  void manyRequestsHaveTheFirstAndLastBars() throws Exception {
    serve(number -> 200);
    List<String> lines = trace(0, "--strategy", "THREAD_POOL", "--requests", "100");
    assertThat(lines).hasSizeLessThan(20).anyMatch(line -> line.startsWith("   … 88 more, of "));
    assertThat(lines).anyMatch(line -> line.startsWith(" 100  200 "));
  }

  @Test
  void endpointThatHangsIsNotAwaited() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    serve(
        number -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return 200;
        });
    List<String> lines =
        trace(1, "--strategy", "THREAD_POOL", "--requests", "2", "--timeout", "300ms");
    end.countDown();
    assertThat(lines)
        .contains("Answers: none, all failed")
        .filteredOn(l -> l.contains("timed out"))
        .hasSize(2);
  }

  @Test
  void nothingAnsweredIsNotTheSame() {
    List<String> lines =
        run(1, "--url", "http://127.0.0.1:1/", "--strategy", "SEQUENTIAL,EVENT_LOOP");
    assertThat(lines).contains("Answers: none, all failed");
  }

  private void serve(IntUnaryOperator status) throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(status.applyAsInt(received.incrementAndGet()), 2);
          exchange.getResponseBody().write(new byte[2]);
          exchange.close();
        });
    server.start();
  }

  private List<String> trace(int status, String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addAll(List.of("--url", "http://127.0.0.1:" + server.getAddress().getPort() + "/"));
    return run(status, words.toArray(new String[0]));
  }

  private List<String> run(int status, String... arguments) {
    List<String> words = new ArrayList<>(List.of("trace"));
    words.addAll(List.of(arguments));
    assertThat(new Main(stream(out), stream(err)).run(words)).as("%s", err).isEqualTo(status);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
